import { z } from 'zod';
import { type CallReport, placedStatuses } from '../../domain/calls/call.ts';
import type { CallIdentity } from '../../domain/calls/call-identity.ts';
import { TelephonyProblem } from '../../operations/ports/telephony-trouble.ts';

/** Retell's instants and durations, ms. Whatever else is in such a field says nothing of the call itself. */
const milliseconds = z.number().nonnegative().max(8.64e15).transform(Math.round).nullish().catch(undefined);

/**
 * The fields that voicebot reads of Retell's call objects (`V2PhoneCallResponse`, `V3PhoneCallResponse`). Only the id makes a call;
 * a field that is missing or cannot be read is undefined.
 */
const callSchema = z.looseObject({
  call_id: z.string().min(1),
  call_status: z.enum(placedStatuses).optional().catch(undefined),
  disconnection_reason: z.string().nullish().catch(undefined),
  start_timestamp: milliseconds,
  end_timestamp: milliseconds,
  duration_ms: milliseconds,
  metadata: z.record(z.string(), z.unknown()).nullish().catch(undefined),
  to_number: z.string().nullish().catch(undefined),
});

export type RetellCall = z.infer<typeof callSchema>;

/** Parses a call object. Returns undefined for anything else, so that it never counts as a placed call. */
export function parseCall(response: unknown): RetellCall | undefined {
  const parsed = callSchema.safeParse(response);
  return parsed.success ? parsed.data : undefined;
}

/** A listed call of which it can be said under which reference it was placed, if under any. */
const listedSchema = z.looseObject({
  call_id: z.string().min(1),
  metadata: z.looseObject({ voicebot_reference: z.string().nullish() }),
});

/** Returns the reference that a listed call bears, null for none; undefined if that cannot be read. */
export function referenceOf(item: unknown): string | null | undefined {
  const parsed = listedSchema.safeParse(item);
  return parsed.success ? (parsed.data.metadata.voicebot_reference ?? null) : undefined;
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

/**
 * Returns what voicebot keeps of a call object. Retell's instants are ms since 1970.
 *
 * @param otherwise the status if the call has none that is known, such as one that Retell may add one day. It must be open, so that
 * the call is checked again.
 */
export function reportOf(call: RetellCall, otherwise: 'registered' | 'ongoing'): CallReport {
  return {
    retellCallId: call.call_id,
    status: call.call_status ?? otherwise,
    disconnectionReason: call.disconnection_reason ?? null,
    startedAt: instant(call.start_timestamp),
    endedAt: instant(call.end_timestamp),
    durationMs: call.duration_ms ?? null,
  };
}

/** Returns what a call object says about which call it is. */
export function identityOf({ metadata, to_number }: RetellCall): CallIdentity {
  const reference = metadata?.['voicebot_reference'];
  return {
    reference: typeof reference === 'string' ? reference : undefined,
    toNumber: to_number ?? undefined,
  };
}

function instant(ms: number | null | undefined): Date | null {
  return ms === null || ms === undefined ? null : new Date(ms);
}

/** Returns when a server answered, by its own clock; undefined if it does not say, or the answer comes from a cache. */
export function serverTime(headers: Headers): Date | undefined {
  const at = new Date(headers.get('date') ?? Number.NaN);
  return Number.isNaN(at.getTime()) || headers.has('age') ? undefined : at;
}

/** Parses a response. @throws TelephonyProblem `unreadable` if it does not match its schema */
export function parse<T>(schema: z.ZodType<T>, response: unknown): T {
  const parsed = schema.safeParse(response);
  if (parsed.success) return parsed.data;
  throw new TelephonyProblem('unreadable', "Retell's response does not match its API reference");
}
