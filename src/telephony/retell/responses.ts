import { z } from 'zod';
import { TelephonyProblem } from '../../operations/ports/telephony-trouble.ts';

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
