import type { Halt } from '../../domain/calls/halts/halt.ts';
import { isReportedAgain } from '../../domain/calls/outages/outage.ts';
import { pauseAfter } from '../../domain/calls/outages/watch-pace.ts';
import { Problem } from '../../domain/problem.ts';
import { TelephonyProblem } from '../ports/telephony-trouble.ts';
import type { Calling } from './calling.ts';
import { HaltProblem } from './halts/halt-problem.ts';
import { requireOriginal } from './ledger/require-original.ts';
import { processDue, type RunOptions } from './process-due.ts';
import type { RunResult } from './run-events.ts';

export interface WatchOptions extends Omit<RunOptions, 'limit'> {
  /** The time between the end of a run and the start of the next, ms; longer after trouble. */
  every: number;
  /** Returns how to place calls by the settings as they are now, for after trouble: its cause may be a setting. */
  renew: () => Promise<Calling>;
  /** Receives trouble, the first time and then seldom. */
  onTrouble: (problem: Problem) => void;
  /** Called as a round begins. */
  onRoundStart?: () => void;
  /** Receives what each round came to, or the problem that ended it. */
  onRound?: (round: RunResult | Problem) => void;
}

/**
 * Repeats `process-due` until the signal aborts; calls that are being placed then are finished first. Trouble does not end it, whatever
 * Retell responds and whatever keeps the database from being written: it waits longer each time and goes on.
 *
 * @throws Problem `database_replaced`: the open database is no longer the operator's; `database_is_copy`
 */
export async function watch(calling: Calling, options: WatchOptions): Promise<void> {
  const { every, signal, renew, onTrouble } = options;
  const { clock } = calling;
  const reported = new Map<string, Date>();
  let current: Calling | undefined = calling;
  let troubled = 0;
  let toldHalt: number | undefined;
  await requireOriginal(calling);
  while (!signal.aborted) {
    options.onRoundStart?.();
    const round: Round = await troubleIn(options, async () => {
      current ??= await renew();
      return runOnce(current, options);
    });
    if (round.hasProgress) {
      troubled = 0;
      reported.clear();
    }
    const { problem, halt } = round;
    if (halt && halt.id !== toldHalt) onTrouble(new HaltProblem(halt));
    toldHalt = halt?.id;
    if (problem && !round.isKnown && isNews(reported, problem, clock.now())) onTrouble(problem);
    if (problem && !isBusy(problem)) {
      troubled++;
      current = undefined;
    } else troubled = 0;
    const asked = problem instanceof TelephonyProblem ? problem.retryAfter : 0;
    await clock.sleep(Math.max(pauseAfter(every, troubled), asked), signal);
  }
}

/** The result of one round. */
interface Round {
  /** Why it ended early, if it was trouble. */
  problem?: Problem | undefined;
  /** Whether the operator knows. */
  isKnown?: boolean;
  /** Whether a call was placed. */
  hasProgress?: boolean;
  /** The halt that stands. */
  halt?: Halt | undefined;
}

async function runOnce(calling: Calling, options: WatchOptions): Promise<Round> {
  const result = await processDue(calling, options);
  options.onRound?.(result);
  const { stopped, isKnown, succeeded, halted } = result;
  const problem = stopped instanceof HaltProblem ? undefined : stopped;
  return { problem, isKnown, hasProgress: succeeded > 0, halt: halted?.halt };
}

/** Returns a round's result, or the problem that it threw. @throws what ends the watch */
async function troubleIn({ onRound }: WatchOptions, round: () => Promise<Round>): Promise<Round> {
  try {
    return await round();
  } catch (error) {
    if (!(error instanceof Problem) || error.code === 'database_replaced') throw error;
    onRound?.(error);
    return { problem: error };
  }
}

/** Returns whether only the lines were busy, which takes no longer than a call. */
function isBusy(problem: Problem): boolean {
  return problem instanceof TelephonyProblem && problem.trouble === 'no_line';
}

function isNews(reported: Map<string, Date>, { code }: Problem, now: Date): boolean {
  const reportedAt = reported.get(code);
  if (reportedAt && !isReportedAgain({ reportedAt }, now)) return false;
  reported.set(code, now);
  return true;
}
