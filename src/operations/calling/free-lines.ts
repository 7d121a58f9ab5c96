import { Problem } from '../../domain/problem.ts';
import type { Telephony } from '../ports/telephony.ts';
import { TelephonyProblem } from '../ports/telephony-trouble.ts';

/**
 * Returns how many of the account's lines are free, not counting those reserved for inbound calls; undefined if Retell does not
 * say. Then its response to each call will.
 */
export async function freeLines(telephony: Telephony): Promise<number | undefined> {
  try {
    const { limit, inUse, reservedForInbound } = await telephony.lines();
    return Math.max(0, limit - reservedForInbound - inUse);
  } catch (error) {
    if (error instanceof Problem) return undefined;
    throw error;
  }
}

/** Returns the problem of a run with calls due and no free line. @param orMore whether even more may be due */
export function noFreeLine(due: number, orMore: boolean): TelephonyProblem {
  const calls = `the ${due}${orMore ? ' or more' : ''} calls that are due`;
  return new TelephonyProblem('no_line', `Retell has no free line for ${calls}.`);
}
