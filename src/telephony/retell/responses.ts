import { z } from 'zod';
import { type CallReport, placedStatuses } from '../../domain/calls/call.ts';

const milliseconds = z.number().int().nonnegative();

/** The fields that voicebot reads of Retell's call objects (`V2PhoneCallResponse`, `V3PhoneCallResponse`). */
const callSchema = z.looseObject({
  call_id: z.string().min(1),
  // A status that Retell may add one day counts as open, so that the call is checked again.
  call_status: z.enum(placedStatuses).catch('ongoing'),
  disconnection_reason: z.string().nullish(),
  start_timestamp: milliseconds.nullish(),
  end_timestamp: milliseconds.nullish(),
  duration_ms: milliseconds.nullish(),
  metadata: z.record(z.string(), z.unknown()).nullish(),
});

export type RetellCall = z.infer<typeof callSchema>;

/** Parses a call object. Returns undefined for anything else, so that it never counts as a placed call. */
export function parseCall(response: unknown): RetellCall | undefined {
  const parsed = callSchema.safeParse(response);
  return parsed.success ? parsed.data : undefined;
}

/** A page of any of Retell's lists. */
export const pageSchema = z.object({
  items: z.array(z.unknown()),
  has_more: z.boolean().nullish(),
  pagination_key: z.string().nullish(),
});

export const agentSchema = z.object({ agent_id: z.string(), agent_name: z.string().nullish() });
export const phoneNumberSchema = z.object({ phone_number: z.string() });
export const concurrencySchema = z.object({
  current_concurrency: z.number(),
  concurrency_limit: z.number(),
  reserved_inbound_concurrency: z.number().nullish(),
});

/** Returns what voicebot keeps of a call object. Retell's instants are ms since 1970. */
export function reportOf(call: RetellCall): CallReport {
  return {
    retellCallId: call.call_id,
    status: call.call_status,
    disconnectionReason: call.disconnection_reason ?? null,
    startedAt: instant(call.start_timestamp),
    endedAt: instant(call.end_timestamp),
    durationMs: call.duration_ms ?? null,
  };
}

function instant(ms: number | null | undefined): Date | null {
  return ms === null || ms === undefined ? null : new Date(ms);
}
