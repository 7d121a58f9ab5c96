import type { Call, LiveCall } from '../../domain/calls/call.ts';
import type { CallStatus } from '../../domain/calls/call-status.ts';
import type { CallbackLeft } from '../../domain/calls/callbacks/callback.ts';
import type { NotDialled, ReportedAt } from '../../domain/calls/outcomes/not-dialled.ts';
import type { CallReport } from '../../domain/calls/outcomes/report.ts';
import type { FailuresAtOnce } from '../../domain/campaigns/breaker.ts';
import type { Contact } from '../../domain/contacts/contact.ts';
import type { OptOut } from '../../domain/contacts/suppression/opt-out.ts';

/** A record together with its contact, for lists; null if the contact has been removed. */
export type WithContact<T> = T & { contact: Pick<Contact, 'name' | 'phoneNumber'> | null };

/** A call that a report has changed. */
export type ReportedCall = Call & {
  /** Set if the report says for the first time that no phone rang. */
  notDialled: NotDialled | undefined;
  /** Set if the report says for the first time that its person asked not to be called again. */
  optOut: OptOut | undefined;
  /** Set if the report says for the first time that its person asked to be called back, and the operator has to decide about that. */
  callbackLeft: CallbackLeft | undefined;
  /** Set if its campaign was paused, because too many of its calls fail on our side. */
  paused: PausedByFailures | undefined;
};

/** A campaign that was paused because of failures. */
export interface PausedByFailures extends FailuresAtOnce {
  campaignId: number;
  name: string;
}

/** A call whose record cannot be read, as far as it can be named. */
export interface SetAside {
  id: number;
  scheduledCallId: number | null;
  toNumber: string;
}

/** The ledger: every attempt and its status. */
export interface CallLedger {
  /** Returns whether there are calls to ask Retell about: unconfirmed ones, and placed ones that are not over. */
  callsToCheck(now: Date): Promise<{ unconfirmed: boolean; open: boolean }>;
  /**
   * Takes placed calls that are due to be asked about. No other run gets them for a while. Those of other accounts are left to those
   * accounts' own runs for two minutes.
   */
  takeOpenCalls(options: { now: Date; account: number; limit: number }): Promise<Call[]>;
  /** Records reports. @returns the calls that have gone on, or of whose person the operator has to know something */
  recordReports(reports: readonly CallReport[], when: ReportedAt): Promise<ReportedCall[]>;
  /** Returns Retell's reason for each call requested at `since` or later that it accepted and did not dial. */
  reasonsNotDialled(since: Date): Promise<string[]>;
  /** @throws Problem `call_unreadable` */
  call(id: number): Promise<WithContact<Call> | undefined>;
  /** Records that Retell no longer lists these calls. @returns those that were open, and are closed by that */
  recordNotListed(retellCallIds: readonly string[], now: Date): Promise<Call[]>;
  /** Sets aside the calls that a run has to look at and cannot read. @returns them */
  setAsideUnreadable(now: Date): Promise<SetAside[]>;
  /** Returns the ids of calls that cannot be read: those set aside, and those that a list has left out since the database was opened. */
  unreadableCalls(): Promise<number[]>;
  /** Returns calls, newest first, without those that cannot be read. For pages of calls see `CallListStore`. */
  listCalls(query: {
    status?: CallStatus | undefined;
    contactId?: number | undefined;
    scheduledCallId?: number | undefined;
  }): Promise<WithContact<Call>[]>;
  /** Returns the calls that Retell placed twice, as far as is known, newest first. */
  callsPlacedTwice(): Promise<Call[]>;
  /** Returns the calls to this number that are or may be ringing or in progress, newest first. */
  liveCallsTo(phoneNumber: string, now: Date): Promise<LiveCall[]>;
  /** Returns the ids at Retell of open calls to numbers that other calls are due to. */
  openCallsInTheWay(now: Date): Promise<string[]>;
}
