import { z } from '@hono/zod-openapi';
import { scheduledCallStatuses, waitReasons } from '../../domain/calls/scheduled-call.ts';
import { instant } from './values.ts';

const verdict = z.enum(['place', 'wait', 'refuse']);

/** Why a call may be placed or not, as `views/explanation.ts` has it. */
export const explanationSchema = z
  .object({
    at: instant,
    verdict,
    until: instant
      .nullable()
      .openapi({ description: 'When a call that waits may be placed, if that is known' }),
    zones: z.array(z.string()).openapi({ description: 'The time zones that the person may be in' }),
    zonesFrom: z.string().nullable(),
    gates: z.array(
      z.object({
        gate: z.string().openapi({ example: 'call_times' }),
        verdict,
        until: instant.nullable(),
        rule: z.string(),
        source: z.string(),
        reason: z.string().nullable(),
      }),
    ),
    contact: z.object({ id: z.int(), name: z.string(), phoneNumber: z.string() }).nullable(),
    scheduledCall: z
      .object({
        id: z.int(),
        status: z.enum(scheduledCallStatuses),
        scheduledTime: instant,
        nextAttemptAt: instant.nullable(),
        waitsFor: z.enum(waitReasons).nullable(),
        errorMessage: z.string().nullable(),
        executedAt: instant.nullable(),
      })
      .nullable(),
  })
  .openapi('Explanation');
