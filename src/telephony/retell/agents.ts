import type Retell from 'retell-sdk';
import { z } from 'zod';
import { failureOf } from './failures.ts';
import { parse } from './responses.ts';

const agentSchema = z.object({ max_call_duration_ms: z.number().int().positive().nullish() });

/** How long an agent may talk of which Retell names no limit, ms (API reference, `max_call_duration_ms`). */
const usualMaximum = 60 * 60_000;

/** Returns for how long an agent may talk in a call, ms; undefined if there is no such agent. */
export async function maxDuration(
  client: Retell,
  agentId: string,
  options: Retell.RequestOptions,
): Promise<number | undefined> {
  try {
    const response: unknown = await client.agent.retrieve(agentId, {}, options);
    return parse(agentSchema, response).max_call_duration_ms ?? usualMaximum;
  } catch (error) {
    if (failureOf(error, client.baseURL).kind === 'refused') return undefined;
    throw error;
  }
}
