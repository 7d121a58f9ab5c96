import { z } from '@hono/zod-openapi';
import { scheduledCallStatuses, waitReasons } from '../../domain/calls/scheduled-call.ts';
import { calledContact, instant } from './values.ts';

/** A scheduled call, as `views/scheduled-call.ts` has it. */
export const scheduledCallSchema = z
  .object({
    id: z.int(),
    scheduledTime: instant,
    status: z.enum(scheduledCallStatuses),
    contact: calledContact,
    contactId: z.int().nullable(),
    fromNumber: z.string(),
    agentId: z.string(),
    attempts: z.int(),
    maxAttempts: z.int(),
    nextAttemptAt: instant.nullable(),
    waitsFor: z.enum(waitReasons).nullable(),
    notAfter: instant.nullable(),
    callTimes: z.string().nullable(),
    outsideHours: z.string().nullable(),
    allowRepeat: z.string().nullable(),
    campaignId: z.int().nullable(),
    redialOf: z.int().nullable(),
    callbackOf: z.int().nullable(),
    retellCallId: z.string().nullable(),
    callId: z.int().nullable(),
    errorMessage: z.string().nullable(),
    executedAt: instant.nullable(),
    dynamicVariables: z.record(z.string(), z.string()),
    createdAt: instant,
    updatedAt: instant,
  })
  .openapi('ScheduledCall');
