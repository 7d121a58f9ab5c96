import type { Call } from '../../../domain/calls/call.ts';
import type { ReportedAt } from '../../../domain/calls/outcomes/not-dialled.ts';
import type { Turn } from '../../../domain/calls/outcomes/report.ts';
import type { ReportedCall } from '../call-ledger.ts';
import type { CallDetails } from '../telephony.ts';

/** What came of calls, and what was said in them. */
export interface OutcomeStore {
  /** Returns those of these calls, by their ids at Retell, in which something was said that is not known yet; oldest first. */
  withoutTranscript(retellCallIds: readonly string[]): Promise<Call[]>;
  /** Records a report, and what was said in its call. @returns the call if it has gone on, or the operator has to know something of its person */
  recordDetails(details: CallDetails, when: ReportedAt): Promise<ReportedCall | undefined>;
  /** Returns what was said in a call; undefined if that is not known. */
  transcript(callId: number): Promise<Turn[] | undefined>;
  /** Returns all that Retell has answered about a call, without what was said; undefined if nothing is kept. */
  reportedAnswer(callId: number): Promise<Record<string, unknown> | undefined>;
  /**
   * Returns the ids of an account's calls of which Retell may say more, due to be asked about or not, in order.
   *
   * @param since adds those requested at that time or later
   */
  callsToSync(account: number, since: Date | undefined): Promise<number[]>;
  /** Returns these calls, without those that cannot be read. */
  callsById(ids: readonly number[]): Promise<Call[]>;
}
