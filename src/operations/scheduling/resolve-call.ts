import type { Call } from '../../domain/calls/call.ts';
import type { ReportedAt } from '../../domain/calls/outcomes/not-dialled.ts';
import { isUnconfirmed, type ScheduledCall } from '../../domain/calls/scheduled-call.ts';
import { Problem } from '../../domain/problem.ts';
import { type Reporting, reportedAt } from '../outcomes/reported-at.ts';
import type { AccountStore } from '../ports/account-store.ts';
import type { CallLedger, WithContact } from '../ports/call-ledger.ts';
import type { ClaimStore, Finding } from '../ports/claim-store.ts';
import type { ScheduledCallStore } from '../ports/scheduled-call-store.ts';
import type { Telephony } from '../ports/telephony.ts';
import { noSuchCall, noSuchScheduledCall } from './call-problems.ts';
import { findPlacedCall } from './find-placed-call.ts';
import type { SkippedCall } from './retry-calls.ts';

/** What the operator knows about an unconfirmed call: that it was placed, with Retell's id, or that it was not. */
export type OperatorFinding = { placed: string } | 'not_placed';

export interface Resolving extends Reporting {
  store: Pick<ClaimStore, 'settleUnknown'> &
    Pick<CallLedger, 'call'> &
    Pick<ScheduledCallStore, 'scheduledCall'> &
    AccountStore;
  telephony: () => Promise<Telephony>;
}

/**
 * Settles an unconfirmed scheduled call, as {@link resolveCall} does.
 *
 * @returns the updated scheduled call
 * @throws Problem `scheduled_call_not_found`, `fate_known`, or as {@link resolveCall}
 */
export async function resolveScheduledCall(
  id: number,
  finding: OperatorFinding,
  resolving: Resolving,
): Promise<WithContact<ScheduledCall>> {
  const { store } = resolving;
  const scheduled = await store.scheduledCall(id);
  if (!scheduled) throw noSuchScheduledCall([id]);
  if (scheduled.status !== 'IN_PROGRESS' || scheduled.callId === null) {
    throw new Problem('refused', {
      code: 'fate_known',
      message: `Scheduled call ${id} is ${scheduled.status}: there is nothing to resolve.`,
      facts: { scheduledCallId: id },
    });
  }
  await settle(scheduled.callId, await findingOf(scheduled.callId, finding, resolving), resolving);
  return (await store.scheduledCall(id)) ?? scheduled;
}

/**
 * Settles several unconfirmed scheduled calls, or all, as not placed: they have failed, and are not tried again automatically.
 *
 * @returns the ids of those settled, and why the others were skipped
 * @throws Problem `fate_known` or `scheduled_call_not_found` if none was settled
 */
export async function resolveAsNotPlaced(
  which: readonly number[] | 'all',
  {
    store,
    ...reporting
  }: Reporting & {
    store: Resolving['store'] & Pick<ScheduledCallStore, 'listScheduledCalls'>;
  },
): Promise<{ resolved: number[]; notResolved: SkippedCall[] }> {
  const resolved: number[] = [];
  const notResolved: SkippedCall[] = [];
  const ids = which === 'all' ? await unconfirmedIds(store) : which;
  for (const id of ids) {
    const scheduled = await store.scheduledCall(id);
    const reason = await settleIfUnconfirmed(scheduled, store, reportedAt(reporting));
    if (reason) notResolved.push({ id, status: scheduled?.status ?? null, reason });
    else resolved.push(id);
  }
  const [first] = notResolved;
  if (first && resolved.length === 0) throw nothingResolved(first, notResolved);
  return { resolved, notResolved };
}

async function unconfirmedIds(store: Pick<ScheduledCallStore, 'listScheduledCalls'>): Promise<number[]> {
  const inProgress = await store.listScheduledCalls({ status: 'IN_PROGRESS' });
  return inProgress.filter(isUnconfirmed).map(({ id }) => id);
}

/** Settles a call as not placed. @returns why it was skipped; undefined if it was not */
async function settleIfUnconfirmed(
  scheduled: ScheduledCall | undefined,
  store: Pick<ClaimStore, 'settleUnknown'>,
  when: ReportedAt,
): Promise<string | undefined> {
  if (!scheduled) return 'there is no such scheduled call';
  if (scheduled.status !== 'IN_PROGRESS' || scheduled.callId === null)
    return `it is ${scheduled.status}: there is nothing to resolve`;
  const settled = await store.settleUnknown(scheduled.callId, { kind: 'not_placed' }, when);
  if (settled === 'settled') return undefined;
  return settled === 'known' ? 'it is already confirmed' : 'another run is asking Retell about it right now';
}

function nothingResolved({ id, reason }: SkippedCall, all: readonly SkippedCall[]): Problem {
  if (all.every(({ status }) => status === null)) return noSuchScheduledCall(all.map((call) => call.id));
  const more = all.length > 1 ? ` The other ${all.length - 1} were skipped too.` : '';
  return new Problem('refused', {
    code: 'fate_known',
    message: `Scheduled call ${id} was skipped: ${reason}.${more}`,
    facts: { scheduledCallId: id },
  });
}

/**
 * Settles an unconfirmed call as the operator says. If it was placed, it is looked up at Retell and recorded; if not, it fails, and is
 * not tried again automatically.
 *
 * @param id the ledger's id
 * @returns the updated call
 * @throws Problem `call_not_found`, `fate_known`, `being_looked_into`, or as {@link findPlacedCall}
 */
export async function resolveCall(
  id: number,
  finding: OperatorFinding,
  resolving: Resolving,
): Promise<WithContact<Call>> {
  const call = await requireCall(id, resolving);
  await settle(id, await findingOf(id, finding, resolving), resolving);
  return (await resolving.store.call(id)) ?? call;
}

async function settle(callId: number, finding: Finding, { store, ...reporting }: Resolving): Promise<void> {
  const settled = await store.settleUnknown(callId, finding, reportedAt(reporting));
  if (typeof settled === 'object') throw alreadyKnown(finding, settled.takenBy);
  if (settled === 'known') {
    throw new Problem('refused', {
      code: 'fate_known',
      message: `Call ${callId} is already confirmed: there is nothing to resolve.`,
      facts: { callId },
    });
  }
  if (settled === 'being_looked_into') {
    throw new Problem('try_again', {
      code: 'being_looked_into',
      message: `Another run is asking Retell about call ${callId} right now.`,
      hint: 'Try again in a minute; it may be settled by then.',
    });
  }
}

function alreadyKnown(finding: Finding, takenBy: number): Problem {
  const retellCallId = finding.kind === 'placed' ? finding.report.retellCallId : '';
  return new Problem('refused', {
    code: 'another_call',
    message: `${retellCallId} is already recorded as call ${takenBy}.`,
    facts: { callId: takenBy },
  });
}

/** Looks up what the operator says was placed. That a call was not placed can be said of one whose record cannot be read, too. */
async function findingOf(id: number, finding: OperatorFinding, resolving: Resolving): Promise<Finding> {
  if (finding === 'not_placed') return { kind: 'not_placed' };
  const call = await requireCall(id, resolving);
  return { kind: 'placed', report: await findPlacedCall(call, finding.placed, resolving) };
}

async function requireCall(id: number, { store }: Resolving): Promise<WithContact<Call>> {
  const call = await store.call(id);
  if (!call) throw noSuchCall(id);
  return call;
}
