import { type CallStatus, liveStatuses } from '../calls/call-status.ts';
import type { AnsweredBy, Disposition } from '../calls/outcomes/disposition.ts';
import type { ScheduledCallStatus } from '../calls/scheduled-call.ts';

/** What decides whether somebody is called again by hand after a campaign. */
export interface ContactInCampaign {
  /** The statuses of the calls that were scheduled to the contact in it. */
  scheduled: readonly ScheduledCallStatus[];
  /** The calls to the contact in it, in order of time, without attempts that placed none. */
  calls: readonly { status: CallStatus; disposition: Disposition | null; answeredBy: AnsweredBy | null }[];
}

/**
 * Returns whether somebody whom a campaign has not reached may be called again: no human has answered, and no call of the campaign is
 * still to come, being placed, in progress or unconfirmed.
 *
 * @param outcomes what must have come of the last call, one of these; undefined for anything, even no call at all
 */
export function isToCallAgain(
  { scheduled, calls }: ContactInCampaign,
  outcomes: readonly Disposition[] | undefined,
): boolean {
  if (scheduled.some((status) => status === 'PENDING' || status === 'IN_PROGRESS')) return false;
  if (calls.some(({ status, answeredBy }) => isLive.has(status) || answeredBy === 'human')) return false;
  const last = calls.at(-1)?.disposition;
  return outcomes === undefined || (last !== null && last !== undefined && outcomes.includes(last));
}

const isLive: ReadonlySet<CallStatus> = new Set(liveStatuses);
