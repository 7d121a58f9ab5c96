import { Problem } from '../../domain/problem.ts';
import type { Clock } from '../../domain/time/clock.ts';
import type { Telephony } from '../ports/telephony.ts';
import { TelephonyProblem } from '../ports/telephony-trouble.ts';
import type { Calling } from './calling.ts';
import { requireRightClock } from './placing/right-clock.ts';

/** What Retell says before calls are placed. */
export interface Lines {
  /** Undefined if Retell does not say. Then its response to each call will. */
  free: number | undefined;
  /** Why nothing answered, so that a clock that is wrong would not have been noticed; undefined if something did. */
  unanswered: Problem | undefined;
}

/**
 * Returns how many of the account's lines are free, not counting those reserved for inbound calls. The same response tells whether this
 * machine's clock is right, if it is the real one.
 *
 * @throws TelephonyProblem `clock_wrong`
 */
export async function freeLines(telephony: Telephony, clock: Clock): Promise<Lines> {
  const asked = clock.now();
  const lines = await telephony.lines().catch((error: unknown) => {
    if (error instanceof Problem) return error;
    throw error;
  });
  const serverTime =
    lines instanceof Problem && !(lines instanceof TelephonyProblem) ? undefined : lines?.serverTime;
  if (clock.isReal) requireRightClock(serverTime, asked, clock.now());
  if (lines instanceof Problem) {
    const isAnswer = serverTime !== undefined || lines.kind !== 'try_again';
    return { free: undefined, unanswered: isAnswer ? undefined : lines };
  }
  if (!lines) return { free: undefined, unanswered: undefined };
  return { free: Math.max(0, lines.limit - lines.reservedForInbound - lines.inUse), unanswered: undefined };
}

/**
 * Checks this machine's clock before a phone rings.
 *
 * @throws TelephonyProblem `clock_wrong`, or the problem that kept Retell from telling the time
 */
export async function requireClock(telephony: Telephony, clock: Clock): Promise<void> {
  if (!clock.isReal) return;
  const { unanswered } = await freeLines(telephony, clock);
  if (unanswered) throw unanswered;
}

/**
 * Returns a check of this machine's clock, if it is the real one, which asks Retell at most once.
 *
 * @throws TelephonyProblem `clock_wrong`, from the check
 */
export function clockCheck({
  telephony,
  clock,
}: Pick<Calling, 'telephony' | 'clock'>): () => Promise<unknown> {
  let asked: Promise<unknown> | undefined;
  return async () => {
    if (!clock.isReal) return;
    asked ??= telephony().then((retell) => requireClock(retell, clock));
    await asked;
  };
}

/** Returns the problem of a run with calls due and no free line. @param orMore whether even more may be due */
export function noFreeLine(due: number, orMore: boolean): TelephonyProblem {
  const calls = `the ${due}${orMore ? ' or more' : ''} calls that are due`;
  return new TelephonyProblem('no_line', `Retell has no free line for ${calls}.`);
}
