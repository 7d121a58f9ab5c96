import { leaseDuration } from '../../domain/calls/claim.ts';
import { Problem } from '../../domain/problem.ts';
import { TelephonyProblem } from '../ports/telephony-trouble.ts';
import type { Calling } from './calling.ts';
import { decideDue } from './decide-call.ts';
import { freeLines, noFreeLine } from './free-lines.ts';
import { placeAttempt } from './place-attempt.ts';
import { calleeOf, noneWaiting, type RunEvent, type Waiting } from './run-events.ts';

export interface PlaceDueOptions {
  /** Calls being placed at once. */
  concurrency: number;
  /** Attempts made at most. */
  limit: number;
  /** No new call is taken once it aborts; what is being placed is finished. */
  signal: AbortSignal;
  record: (event: RunEvent) => void;
}

export interface PlacingResult {
  waiting: Waiting;
  /** Why it ended early: undefined if it did not. */
  stopped: Problem | undefined;
}

/** To count a million that are overdue would take each run longer than everything else that it does. */
const mostCounted = 10_000;

/**
 * Places what is due, in order of time, a bounded number at once. Each call is claimed right before it is placed, so any number of
 * runs may overlap. It stops early, and charges no call, if Retell cannot be worked with.
 */
export async function placeDueCalls(calling: Calling, options: PlaceDueOptions): Promise<PlacingResult> {
  const { concurrency, limit, signal } = options;
  const due = await calling.store.countDue(calling.clock.now(), mostCounted);
  if (due === 0) return { waiting: noneWaiting, stopped: undefined };
  // Before anything is claimed: without a key nothing can be.
  const telephony = await calling.telephony();
  const lines = due > concurrency ? await freeLines(telephony) : undefined;
  const isMore = due >= mostCounted;
  const waiting = {
    calls: lines === undefined ? 0 : Math.max(0, Math.min(due, limit) - lines),
    orMore: isMore && limit > due,
  };
  if (lines === 0) return { waiting, stopped: noFreeLine(due, isMore) };

  let left = Math.min(limit, lines ?? limit);
  let stopped: Problem | undefined;
  const failures: unknown[] = [];
  const streaks = new Streaks();
  const worker = async () => {
    while (left > 0 && !stopped && failures.length === 0 && !signal.aborted) {
      left--;
      const result = await placeNext(calling, options.record);
      if (!result) return;
      // What was not attempted takes no line.
      if (!result.isAttempt) left++;
      stopped ??= result.stopped ?? streaks.after(result);
    }
  };
  // Whatever becomes of one worker, all are waited for: what is being placed must be recorded.
  const workers = Array.from({ length: Math.min(concurrency, left) }, () =>
    worker().catch((error: unknown) => void failures.push(error)),
  );
  await Promise.all(workers);
  if (failures.length > 0) throw failures[0];
  return { waiting, stopped };
}

/** What came of the call that was next. */
interface NextResult {
  kind: RunEvent['kind'] | 'overslept' | 'stopped';
  isAttempt: boolean;
  /** Why the run should end. */
  stopped?: Problem;
  /** Why it could not be decided. */
  reason?: string;
  cause?: unknown;
}

/**
 * Places the call that is next: claims it and writes its attempt, sends its request once, records what came of it.
 *
 * @returns undefined if nothing is due
 */
async function placeNext(
  calling: Calling,
  record: (event: RunEvent) => void,
): Promise<NextResult | undefined> {
  const { store, clock } = calling;
  const next = await store.claimNextDue({
    now: clock.now(),
    lease: leaseDuration(calling),
    decide: decideDue(calling),
  });
  if (!next) return undefined;
  if (next.kind !== 'claimed') {
    const event = notPlaced(next);
    record(event);
    const cause =
      next.kind === 'postponed' && next.decision.kind === 'undecided' ? next.decision.cause : undefined;
    return { kind: event.kind, isAttempt: false, reason: event.reason, cause };
  }
  const callee = calleeOf(next.claim.call);
  const result = await placeAttempt(next.claim, calling).catch((error: unknown) => {
    if (error instanceof Problem)
      record({ ...callee, kind: 'unknown', reason: 'what came of it could not be recorded' });
    throw error;
  });
  if (result.kind === 'stopped') return { kind: 'stopped', isAttempt: true, stopped: result.problem };
  if (result.kind === 'overslept') return { kind: 'overslept', isAttempt: true };
  record({ ...callee, ...result });
  return { kind: result.kind, isAttempt: true };
}

type NotPlaced = Exclude<
  NonNullable<Awaited<ReturnType<Calling['store']['claimNextDue']>>>,
  { kind: 'claimed' }
>;

function notPlaced(next: NotPlaced): RunEvent & { reason: string } {
  const callee = { id: next.scheduledCallId, who: '', toNumber: '' };
  if (next.kind === 'forbidden') return { ...callee, kind: 'forbidden', reason: next.reason };
  const { kind, reason, until, waitsFor } = next.decision;
  return kind === 'wait'
    ? { ...callee, kind: 'postponed', reason, until, waitsFor }
    : { ...callee, kind: 'undecided', reason, until };
}

/** Calls in a row that end alike until the run stops: each more would only be one more of them. */
const mostInARow = 10;

/** Watches for what is no single call's fault: an outage that loses every response, a fault that leaves every call undecided. */
class Streaks {
  #kind: NextResult['kind'] | undefined;
  #length = 0;

  /** @returns why no more calls should be placed; undefined while they may be */
  after({ kind, reason, cause }: NextResult): Problem | undefined {
    this.#length = kind === this.#kind ? this.#length + 1 : 1;
    this.#kind = kind;
    if (this.#length < mostInARow) return undefined;
    if (kind === 'unknown') {
      const message = `Retell left ${this.#length} calls in a row without a response, so no more are placed`;
      return new TelephonyProblem('failing', message);
    }
    if (kind !== 'undecided') return undefined;
    return new Problem(
      'failed',
      {
        code: 'calls_undecided',
        message: `${this.#length} calls in a row could not be decided, so no more are tried: ${reason}`,
        hint: 'They stay scheduled and lose no attempt; each is looked at again within the hour.',
      },
      { cause },
    );
  }
}
