import { concerns, type Outage } from '../../../domain/calls/outages/outage.ts';
import type { Problem } from '../../../domain/problem.ts';
import { TelephonyProblem } from '../../ports/telephony-trouble.ts';
import type { Calling, RunCalling } from '../calling.ts';
import { maxInARow, noResponses } from '../placing/streaks.ts';
import type { RunResult } from '../run-events.ts';
import { OutageProblem } from './outage-problem.ts';

/**
 * Returns why no more calls should be placed after a run that lost a response: so did those before it. With few lines, or a limit, no
 * single run loses enough of them to tell.
 */
export async function lostOverRuns({ store }: Pick<Calling, 'store'>): Promise<TelephonyProblem | undefined> {
  const lost = await store.lostInARow(maxInARow);
  return lost < maxInARow ? undefined : noResponses(lost);
}

/** Records that an outage has begun, if a run stopped placing calls because responses were lost, or because Retell asked to wait. */
export async function beginIfLasting(
  stopped: Problem | undefined,
  { store, clock, account }: Pick<RunCalling, 'store' | 'clock' | 'account'>,
): Promise<void> {
  if (!(stopped instanceof TelephonyProblem) || stopped instanceof OutageProblem) return;
  const { trouble, message: reason, retryAfter } = stopped;
  const now = clock.now();
  if (trouble === 'failing') await store.beginOutage({ kind: 'no_response', reason }, now);
  if (trouble === 'throttled' && retryAfter > 0) {
    const until = new Date(now.getTime() + retryAfter);
    await store.beginOutage({ kind: 'throttled', reason, until, accountId: await account.id() }, now);
  }
}

/** Returns why no call may be sent now: Retell asked this account to wait; undefined if it did not, or has waited. */
export async function askedToWait({
  store,
  clock,
  account,
}: Pick<RunCalling, 'store' | 'clock' | 'account'>): Promise<OutageProblem | undefined> {
  const wait = (await store.standingOutages(clock.now())).find(({ kind }) => kind === 'throttled');
  return wait && concerns(wait, await account.id()) ? new OutageProblem(wait) : undefined;
}

/**
 * Returns why a run stopped, and whether the operator knows. Runs are frequent, so they tell of an outage when it begins and then once
 * an hour; whatever else keeps Retell from responding meanwhile is part of it.
 *
 * @param earlier the outages that stood when the run began
 * @param concernsAccount whether a call was not dialled because of the account, which ends the run too
 */
export async function whyStopped(
  stopped: Problem | undefined,
  earlier: readonly Outage[],
  concernsAccount: boolean,
  { store, clock }: Pick<Calling, 'store' | 'clock'>,
): Promise<Pick<RunResult, 'stopped' | 'isKnown'>> {
  const standing = () => store.standingOutages(clock.now());
  const problem = isPartOfOutage(stopped)
    ? await withOutage(stopped, earlier, standing)
    : (stopped ?? (concernsAccount ? await accountOutage(standing) : undefined));
  if (!(problem instanceof OutageProblem)) return { stopped: problem, isKnown: false };
  return { stopped: problem, isKnown: !(await store.reportOutageAgain(problem.outage.id, clock.now())) };
}

async function accountOutage(standing: () => Promise<Outage[]>): Promise<OutageProblem | undefined> {
  const outage = (await standing()).find(({ kind }) => kind === 'account');
  return outage && new OutageProblem(outage);
}

function isPartOfOutage(stopped: Problem | undefined): stopped is TelephonyProblem {
  return (
    stopped instanceof TelephonyProblem &&
    !(stopped instanceof OutageProblem) &&
    stopped.kind === 'try_again' &&
    !stopped.concernsNewCallsOnly
  );
}

async function withOutage(
  stopped: TelephonyProblem,
  earlier: readonly Outage[],
  standing: () => Promise<Outage[]>,
): Promise<TelephonyProblem> {
  if (earlier.length === 0) return stopped;
  const outage = (await standing()).find(
    ({ id, kind }) => kind === 'no_response' && earlier.some((one) => one.id === id),
  );
  return outage ? new OutageProblem(outage, stopped) : stopped;
}
