import { z } from '@hono/zod-openapi';
import { heldReasons } from '../../domain/calls/call.ts';
import { callStatuses } from '../../domain/calls/call-status.ts';
import { answerers, dispositions } from '../../domain/calls/outcomes/disposition.ts';
import { calledContact, instant } from './values.ts';

const facts = z.record(z.string(), z.unknown());

/** A call, which is one attempt, as `views/call.ts` has it. */
export const callSchema = z
  .object({
    id: z.int(),
    retellCallId: z.string().nullable(),
    status: z.enum(callStatuses),
    disposition: z.enum(dispositions).nullable(),
    contactId: z.int().nullable(),
    scheduledCallId: z.int().nullable(),
    campaignId: z.int().nullable(),
    attempt: z.int(),
    fromNumber: z.string(),
    toNumber: z.string(),
    agentId: z.string(),
    errorMessage: z.string().nullable(),
    waitsFor: z.enum(['retell', 'operator']).nullable(),
    heldBecause: z.enum(heldReasons).nullable(),
    requestedAt: instant,
    contact: calledContact,
    durationMs: z.number().nullable(),
    sends: z.int(),
    alsoPlacedAs: z.string().nullable(),
    didNotRing: z.boolean(),
    disconnectionReason: z.string().nullable(),
    startedAt: instant.nullable(),
    endedAt: instant.nullable(),
    answeredBy: z.enum(answerers).nullable(),
    costCents: z.number().nullable(),
    summary: z.string().nullable(),
    success: z.boolean().nullable(),
    sentiment: z.string().nullable(),
    customAnalysis: facts.nullable(),
    collectedVariables: facts.nullable(),
    recordingUrl: z.string().nullable(),
    agentVersion: z.number().nullable(),
    transcribedAt: instant.nullable(),
    purgedAt: instant.nullable(),
    callTimes: z.string().nullable(),
    outsideHours: z.string().nullable(),
    allowRepeat: z.string().nullable(),
    zones: z.array(z.string()).nullable(),
    zonesFrom: z.array(z.string()).nullable(),
    reference: z.string(),
    dynamicVariables: z.record(z.string(), z.string()),
    accountId: z.int().nullable(),
    updatedAt: instant,
  })
  .openapi('Call');

/** A call that is shown by itself. */
export const callDetailsSchema = callSchema
  .extend({
    campaign: z.object({ id: z.int(), name: z.string() }).nullable(),
    recordingFile: z.string().nullable(),
    costs: z.array(z.object({ product: z.string(), costCents: z.number() })),
    transcript: z
      .array(
        z.looseObject({
          speaker: z.string().openapi({ example: 'agent' }),
          text: z.string(),
          at: z.number().nullable().openapi({ description: 'ms from the beginning of the call' }),
        }),
      )
      .nullable(),
  })
  .openapi('CallDetails');
