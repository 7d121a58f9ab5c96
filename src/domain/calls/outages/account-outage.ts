import type { Call } from '../call.ts';
import { meaningOf } from '../outcomes/disconnection-reasons.ts';
import type { Reported } from '../outcomes/report.ts';
import type { Outage } from './outage.ts';

/** The latest outage of the account, with when the call that last went first was requested. */
export type AccountOutage = Pick<Outage, 'startedAt' | 'endedAt'> & { firstRequestedAt: Date | null };

/**
 * Returns what a report says about the account. The newest call decides, not the newest report: reports come in any order. An outage
 * begins with a call that was not dialled because of the account, unless a later one was dialled since; it ends with a call that was
 * dialled and was requested after it began.
 *
 * @param latest undefined if the account has had no outage
 */
export function afterAccountReport(
  { requestedAt }: Pick<Call, 'requestedAt'>,
  report: Reported,
  latest: AccountOutage | undefined,
): 'begins' | 'ends' | undefined {
  const stands = latest !== undefined && latest.endedAt === null;
  if (meaningOf(report.disconnectionReason)?.fault === 'account') {
    const isOld = latest?.firstRequestedAt && requestedAt <= latest.firstRequestedAt;
    return stands || isOld ? undefined : 'begins';
  }
  return stands && wasDialled(report) && requestedAt >= latest.startedAt ? 'ends' : undefined;
}

/** Returns whether a report shows that Retell dials for the account. */
function wasDialled({ status, disconnectionReason }: Reported): boolean {
  if (status === 'ongoing' || status === 'ended') return true;
  const meaning = meaningOf(disconnectionReason);
  return meaning !== undefined && meaning.disposition !== 'our_side';
}
