import { leaseDuration } from '../../domain/calls/claim.ts';
import { Problem } from '../../domain/problem.ts';
import { TelephonyProblem } from '../ports/telephony-trouble.ts';
import type { Calling } from './calling.ts';
import { decideDue } from './decide-call.ts';
import { freeLines, noFreeLine } from './free-lines.ts';
import { OutageProblem } from './outages/outage-problem.ts';
import { placeAttempt, Unrecorded } from './place-attempt.ts';
import { refreshCallsInTheWay } from './refresh-calls.ts';
import { calleeOf, noneWaiting, type RunEvent, type Waiting } from './run-events.ts';

export interface PlaceDueOptions {
  /** How many calls to place at once. */
  concurrency: number;
  /** The maximum number of attempts. */
  limit: number;
  /** Once it aborts, no more calls are claimed; those being placed are finished. */
  signal: AbortSignal;
  record: (event: RunEvent) => void;
}

export interface PlacingResult {
  waiting: Waiting;
  /** Why it ended early; undefined if it did not. */
  stopped: Problem | undefined;
}

/** Counting a million overdue calls would take longer than the rest of a run. */
const maxCounted = 10_000;

/**
 * Places the calls that are due, in order of time, up to `concurrency` at once. Each call is claimed right before it is placed, so any
 * number of runs may overlap. If there is trouble with Retell, it stops early and no call loses an attempt.
 */
export async function placeDueCalls(calling: Calling, options: PlaceDueOptions): Promise<PlacingResult> {
  const { concurrency, limit, signal } = options;
  const due = await calling.store.countDue(calling.clock.now(), maxCounted);
  if (due === 0) return { waiting: noneWaiting, stopped: undefined };
  // Connects before anything is claimed: without a key no call can be placed.
  const telephony = await calling.telephony();
  await refreshCallsInTheWay(calling, options.record);
  const lines = due > concurrency ? await freeLines(telephony) : undefined;
  const orMore = due >= maxCounted;
  const waiting = {
    calls: lines === undefined ? 0 : Math.max(0, Math.min(due, limit) - lines),
    orMore: orMore && limit > due,
  };
  if (lines === 0) return { waiting, stopped: noFreeLine(due, orMore) };

  let left = Math.min(limit, lines ?? limit);
  let stopped: Problem | undefined;
  const failures: unknown[] = [];
  const streaks = new Streaks();
  const worker = async () => {
    while (left > 0 && !stopped && failures.length === 0 && !signal.aborted) {
      left--;
      const result = await placeNext(calling, options.record);
      if (!result) return;
      // A call that was not attempted takes no line.
      if (!result.isAttempt) left++;
      stopped ??= result.stopped ?? streaks.after(result);
    }
  };
  // If one worker fails, the others must still finish: calls that are being placed have to be recorded.
  const workers = Array.from({ length: Math.min(concurrency, left) }, () =>
    worker().catch((error: unknown) => void failures.push(error)),
  );
  await Promise.all(workers);
  if (failures.length > 0) throw failures[0];
  return { waiting, stopped };
}

/** The result for the next call. */
interface NextResult {
  kind: RunEvent['kind'] | 'overslept' | 'stopped';
  isAttempt: boolean;
  /** Why the run should end. */
  stopped?: Problem;
  reason?: string;
  /** What was thrown, if the call could not be decided. */
  cause?: unknown;
}

/**
 * Places the next call: claims it and writes its attempt, sends its request once, and records the result.
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
  if (next.kind === 'outage')
    return { kind: 'stopped', isAttempt: false, stopped: new OutageProblem(next.outage) };
  if (next.kind !== 'claimed') {
    const event = notPlaced(next);
    record(event);
    const cause =
      next.kind === 'postponed' && next.decision.kind === 'undecided' ? next.decision.cause : undefined;
    return { kind: event.kind, isAttempt: false, reason: event.reason, cause };
  }
  const callee = calleeOf(next.claim.call);
  const result = await placeAttempt(next.claim, calling).catch((error: unknown) => {
    if (!(error instanceof Unrecorded)) throw error;
    record({ ...callee, kind: 'unknown', reason: error.message });
    throw error.problem;
  });
  if (result.kind === 'stopped') return { kind: 'stopped', isAttempt: true, stopped: result.problem };
  if (result.kind === 'overslept') return { kind: 'overslept', isAttempt: true };
  record({ ...callee, ...result });
  return { kind: result.kind, isAttempt: true };
}

type NotPlaced = Exclude<
  NonNullable<Awaited<ReturnType<Calling['store']['claimNextDue']>>>,
  { kind: 'claimed' | 'outage' }
>;

function notPlaced(next: NotPlaced): RunEvent & { reason: string } {
  const callee = { id: next.scheduledCallId, who: '', toNumber: '' };
  if (next.kind === 'forbidden') return { ...callee, kind: 'forbidden', reason: next.reason };
  const { kind, reason, until, waitsFor } = next.decision;
  return kind === 'wait'
    ? { ...callee, kind: 'postponed', reason, until, waitsFor }
    : { ...callee, kind: 'undecided', reason, until };
}

/** A run stops after this many calls in a row with the same failure: the rest would fail in the same way. */
const maxInARow = 10;

/** Detects trouble that no single call has caused: an outage that loses every response, an error that leaves every call undecided. */
class Streaks {
  #kind: NextResult['kind'] | undefined;
  #length = 0;

  /** Returns why no more calls should be placed after this result; undefined if they may be. */
  after({ kind, reason, cause }: NextResult): Problem | undefined {
    this.#length = kind === this.#kind ? this.#length + 1 : 1;
    this.#kind = kind;
    if (this.#length < maxInARow) return undefined;
    if (kind === 'unknown') {
      const message = `Retell did not respond to ${this.#length} calls in a row, so no more are placed`;
      return new TelephonyProblem('failing', message);
    }
    if (kind !== 'undecided') return undefined;
    return new Problem(
      'failed',
      {
        code: 'calls_undecided',
        message: `${this.#length} calls in a row could not be decided, so no more are tried: ${reason}`,
        hint: 'They stay scheduled and lose no attempt; each is checked again within an hour.',
      },
      { cause },
    );
  }
}
