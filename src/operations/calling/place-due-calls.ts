import { Problem } from '../../domain/problem.ts';
import type { ClaimResult } from '../ports/claim-store.ts';
import { TelephonyProblem } from '../ports/telephony-trouble.ts';
import { type Calling, leaseOf } from './calling.ts';
import { freeLines, noFreeLine } from './free-lines.ts';
import { type Answer, recordAnswer, sendRequest } from './place-attempt.ts';
import { newReference, requestOf } from './place-call.ts';
import type { RunEvent, RunResult } from './run-events.ts';

export interface PlaceDueOptions {
  /** Calls being placed at once. */
  concurrency: number;
  /** Attempts made at most. */
  limit: number;
  /** Takes no new call once it aborts; what is being placed is finished. */
  signal: AbortSignal;
  record: (event: RunEvent) => void;
  result: RunResult;
}

/** To count a million that are overdue would take each run longer than all else that it does. */
const mostCounted = 10_000;

/**
 * Places what is due, in order of time, a bounded number at once. Each is claimed right before it is placed, so any
 * number of runs may overlap. Stops early, charging nobody, if Retell cannot be worked with (`result.stopped`).
 */
export async function placeDueCalls(calling: Calling, options: PlaceDueOptions): Promise<void> {
  const due = await calling.store.countDue(calling.clock.now(), mostCounted);
  if (due === 0) return;
  // Before anything is claimed: without a key nothing can be.
  const telephony = await calling.telephony();
  const lines = due > options.concurrency ? await freeLines(telephony) : undefined;
  const orMore = due >= mostCounted;
  if (lines === 0) options.result.stopped = noFreeLine(due, orMore);
  const waiting = lines === undefined ? 0 : Math.max(0, Math.min(due, options.limit) - lines);
  options.result.waiting = { calls: waiting, orMore: orMore && options.limit > due };
  let left = Math.min(options.limit, lines ?? options.limit);
  const failures: unknown[] = [];
  const goesOn = () =>
    left > 0 && failures.length === 0 && !options.signal.aborted && !options.result.stopped;
  // Whatever becomes of one of them, all are waited for: what is being placed must be recorded.
  const careful = (work: Promise<void>) => work.catch((error: unknown) => void failures.push(error));
  const outage = watchForOutage(options);
  const worker = async () => {
    let recording: Promise<void> = Promise.resolve();
    try {
      while (goesOn()) {
        left--;
        const claimed = await claimNext(calling);
        await recording;
        if (!claimed) return;
        if (claimed.kind === 'unpreparable') {
          const { scheduledCallId: id, reason } = claimed;
          options.record({ kind: 'unpreparable', id, who: '', toNumber: '', reason });
          outage.heard('unpreparable');
          continue;
        }
        const answer = await sendRequest(claimed.claim, calling);
        // A call that was placed is recorded while the next is claimed: they share a write. Whatever else came of it may end
        // the run, and must be known before.
        recording = careful(record(claimed, answer, calling, options).then(outage.heard));
        if (answer.kind !== 'placed') await recording;
      }
    } finally {
      await recording;
    }
  };
  await Promise.all(Array.from({ length: Math.min(options.concurrency, left) }, () => careful(worker())));
  if (failures.length > 0) throw failures[0];
}

/** Lost answers in a row that are taken for an outage: each more would only be one more call of unknown fate. */
const outageAfter = 10;

function watchForOutage({ result }: PlaceDueOptions) {
  let inARow = 0;
  return {
    heard: (kind: RunEvent['kind'] | undefined) => {
      inARow = kind === 'unknown' ? inARow + 1 : 0;
      if (inARow < outageAfter) return;
      const message = `Retell left ${inARow} calls in a row without an answer, so no more are placed`;
      result.stopped ??= new TelephonyProblem('failing', message);
    },
  };
}

function claimNext(calling: Calling): Promise<ClaimResult | undefined> {
  const { store, clock } = calling;
  return store.claimNextDue({
    now: clock.now(),
    lease: leaseOf(calling),
    prepare: (scheduled, contact) => ({
      ...requestOf({ ...scheduled, contact, given: scheduled.dynamicVariables }, calling),
      reference: newReference(),
    }),
  });
}

type Claimed = Extract<ClaimResult, { kind: 'claimed' }>;

/** Records what came of a call's request. @returns what came of it; undefined where nothing did */
async function record(
  { claim, scheduled, contact }: Claimed,
  answer: Answer,
  calling: Calling,
  options: PlaceDueOptions,
): Promise<RunEvent['kind'] | undefined> {
  const whom = { id: scheduled.id, who: contact.name, toNumber: claim.call.toNumber };
  const result = await recordAnswer(claim, answer, calling).catch((error: unknown) => {
    if (error instanceof Problem)
      options.record({ ...whom, kind: 'unknown', reason: 'its outcome could not be recorded' });
    throw error;
  });
  if (result.kind === 'overslept') return undefined;
  if (result.kind === 'stopped') {
    options.result.stopped ??= result.problem;
    return undefined;
  }
  options.record({ ...whom, ...result });
  return result.kind;
}
