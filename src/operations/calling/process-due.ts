import type { Problem } from '../../domain/problem.ts';
import { RunAccount } from '../accounts/run-account.ts';
import { keepHolidays } from '../holidays/fill-holidays.ts';
import { deleteExpired } from '../outcomes/keep-recordings.ts';
import { TelephonyProblem } from '../ports/telephony-trouble.ts';
import { applyWebhooks } from '../webhooks/apply-webhooks.ts';
import type { Calling, RunCalling } from './calling.ts';
import { HaltProblem } from './halts/halt-problem.ts';
import { noteMachine, requireOriginal } from './ledger/require-original.ts';
import { RunRecord } from './ledger/run-record.ts';
import { verifyCalls } from './ledger/verify-calls.ts';
import { beginIfLasting, lostOverRuns, whyStopped } from './outages/outages.ts';
import { placeDuringOutage } from './outages/place-during-outage.ts';
import { type PlaceDueOptions, placeDueCalls } from './place-due-calls.ts';
import { reconcileCalls } from './reconcile-calls.ts';
import { refreshCalls } from './refresh-calls.ts';
import { concernsAccount, noneWaiting, type RunEvent, type RunResult, Tally } from './run-events.ts';

export interface RunOptions {
  concurrency: number;
  /** The maximum number of attempts; unlimited if absent. */
  limit?: number | undefined;
  /** Once it aborts, no more calls are claimed. */
  signal: AbortSignal;
  onEvent: (event: RunEvent) => void;
}

/**
 * Makes one run: applies the webhooks that wait, places the calls that are due, finds out what happened to unconfirmed ones, and refreshes open ones. Trouble with
 * Retell ends it early and is returned, not thrown, so that the run's results are still reported. While an outage stands, Retell is
 * asked about earlier calls before any other is placed; while a halt stands, no call is placed.
 *
 * @throws Problem for trouble with the database
 */
export async function processDue(settings: Calling, options: RunOptions): Promise<RunResult> {
  const { signal, concurrency, limit = Number.POSITIVE_INFINITY, onEvent } = options;
  const tally = new Tally();
  const ledger = await requireOriginal(settings);
  const run = new RunRecord(settings, onEvent);
  const calling: RunCalling = {
    ...settings,
    account: new RunAccount(settings),
    begin: () => run.begin(),
    hasSlept: () => run.hasSlept(),
  };
  let waiting = noneWaiting;
  const placeDue = async (some: PlaceDueOptions) => {
    let hasLost = false;
    const watching = (event: RunEvent) => {
      hasLost ||= event.kind === 'unknown';
      some.record(event);
    };
    const placing = await placeDueCalls(calling, { ...some, record: watching });
    const stopped = placing.stopped ?? (hasLost && !outage ? await lostOverRuns(calling) : undefined);
    await beginIfLasting(stopped, calling);
    return { ...placing, stopped };
  };
  /** Whose holidays are needed. */
  const countries = new Set([calling.country]);
  const standing = await calling.store.standingOutages(calling.clock.now());
  const earlier = standing.filter(({ kind }) => kind !== 'throttled');
  const [outage, ...more] = earlier;
  const record = (event: RunEvent) => {
    // The operator was told of the account's outage; each call that goes first meets it again.
    const isKnown = earlier.some(({ kind }) => kind === 'account') && concernsAccount(event);
    if (isKnown) return;
    tally.add(event);
    if (event.kind === 'postponed' && event.facts?.['country']) countries.add(String(event.facts['country']));
    onEvent(event);
  };
  await noteMachine(ledger, calling, record);
  const placeCalls = async () => {
    const halt = await calling.store.standingHalt();
    if (halt)
      return (await calling.store.countDue(calling.clock.now(), 1)) > 0 ? new HaltProblem(halt) : undefined;
    const unanswered = await verifyCalls(calling, { signal, record }).catch(troubleOfRetell);
    const all = { concurrency, limit, signal, record };
    const placing = await (outage
      ? placeDuringOutage(calling, [outage, ...more], all, placeDue)
      : placeDue(all));
    waiting = placing.waiting;
    return placing.stopped ?? unanswered ?? undefined;
  };
  // First of all: a person may have asked not to be called again.
  const apply = async () => void (await applyWebhooks(calling, { signal, record }));
  const reconcile = () => reconcileCalls(calling, { signal, record });
  const refresh = () => refreshCalls(calling, record);
  const steps = [apply, ...(outage ? [refresh, placeCalls, reconcile] : [placeCalls, reconcile, refresh])];
  let stopped: Problem | undefined;
  for (const step of steps) {
    const trouble = await step().catch(troubleOfRetell);
    stopped ??= trouble;
    if (signal.aborted || !(stopped === undefined || concernsNewCallsOnly(stopped))) break;
  }
  if (!signal.aborted) await keepHolidays(countries, calling);
  await deleteExpired(calling);
  await run.end();
  const why = await whyStopped(stopped, earlier, tally.concernsAccount, calling);
  return { ...tally.counts(), waiting, ...why, halted: await reportHalt(calling) };
}

/** Returns the halt that stands, and records that the operator knows of it. */
async function reportHalt({ store, clock }: Calling): Promise<RunResult['halted']> {
  const halt = await store.standingHalt();
  return halt && { halt, isNews: await store.reportHalt(halt.id, clock.now()) };
}

function troubleOfRetell(error: unknown): TelephonyProblem {
  if (error instanceof TelephonyProblem) return error;
  throw error;
}

/** Returns whether only new calls are affected, for example because no line is free: Retell can still be asked about the others. */
function concernsNewCallsOnly(problem: Problem): boolean {
  return !(problem instanceof TelephonyProblem) || problem.concernsNewCallsOnly;
}
