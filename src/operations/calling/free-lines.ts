import { Problem } from '../../domain/problem.ts';
import type { Telephony } from '../ports/telephony.ts';
import { TelephonyProblem } from '../ports/telephony-trouble.ts';

/**
 * How many more calls the account has a line for, those that it keeps for inbound calls left alone. Undefined where
 * Retell does not say: then its answer to each call will.
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

/** Why a run placed nothing though so many calls, or more, were due. */
export function noFreeLine(due: number, orMore: boolean): TelephonyProblem {
  const calls = `the ${due}${orMore ? ' or more' : ''} calls that are due`;
  return new TelephonyProblem('no_line', `Retell has no free line for ${calls}.`);
}
