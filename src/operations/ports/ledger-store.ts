import type { ReportedAt } from '../../domain/calls/outcomes/not-dialled.ts';
import type { CallReport } from '../../domain/calls/outcomes/report.ts';
import type { ScheduledCall } from '../../domain/calls/scheduled-call.ts';
import type { WithContact } from './call-ledger.ts';

/** Which database this is. */
export interface Ledger {
  path: string;
  /** The same in all copies of a database. */
  identity: string;
  /** A hash of the id of the machine of the last run; null if it is not known. */
  machine: string | null;
  /** When this copy was made, and from which file; null if it is no copy. */
  copied: { at: Date; from: string } | null;
  /** Whether an earlier epoch may have placed calls that this one does not know of. */
  isRestored: boolean;
  /** When an earlier epoch may have placed its last call; null for never. */
  placedUntil: Date | null;
  /** When a run last looked at what was due; null if that is not known. */
  lastRunAt: Date | null;
}

/** A call that Retell has placed for a scheduled call, with what the request said of itself. */
export interface PlacedCall {
  reference: string;
  attempt: number;
  report: CallReport;
}

/** What a run found when it began. */
export interface BegunRun {
  /** Null if no run is known to have come before. */
  lastRunAt: Date | null;
  /** What became overdue because no run came: laid out again, too late, or due for less than half an hour. Undefined if nothing did. */
  overdue: { moved: number; missed: number; inTime: number } | undefined;
}

/** Which database this is, and the calls that it may not know of because it was restored from a copy. */
export interface LedgerStore {
  ledger(): Promise<Ledger>;
  /** Records on which machine the database is used. */
  noteMachine(machine: string): Promise<void>;
  /**
   * Begins a new epoch on another machine: calls that may have been placed on the last one are not placed before Retell was asked.
   *
   * @returns how many pending calls these are; undefined if another run has begun it
   */
  beginEpoch(machine: string, now: Date): Promise<number | undefined>;
  /**
   * Records that a run looks at what is due. If none came for more than half an hour, what became overdue meanwhile is laid out again from
   * now, except what is too late by now.
   *
   * @param options `spacing` of calls whose own is not known, and how late a call may be placed, ms
   * @returns when the last run came, and what was laid out, if anything
   */
  beginRun(now: Date, options: { spacing: number; maxLateness: number }): Promise<BegunRun>;
  /** Records that runs came until now, if one had come since a certain time, or if nothing is due from before it. */
  endRun(now: Date, since: Date): Promise<void>;
  /** Returns the due calls that Retell must be asked about first, in the order in which they are placed, without those that cannot be read. */
  dueToVerify(now: Date, limit: number): Promise<WithContact<ScheduledCall>[]>;
  /**
   * Records what Retell says of a due call that had to be asked about: that it was placed, with an entry in the ledger, or, if its list
   * is complete, that it was not, so that it can be.
   *
   * @param placed the calls at Retell that have its id
   * @param when `account` is the account that was asked; `isComplete`: whether Retell lists every call of an earlier epoch by now
   * @returns the call that was recorded as placed; undefined if none was
   */
  recordVerified(
    scheduledCallId: number,
    placed: readonly PlacedCall[],
    when: ReportedAt & { account: number; isComplete: boolean },
  ): Promise<PlacedCall | undefined>;
}

export interface RestoreOptions {
  /** The copy to restore. */
  file: string;
  /** The path of the database that it replaces. */
  path: string;
  now: Date;
}

export interface Restored {
  path: string;
  /** When the copy was made; null if it does not say. */
  copiedAt: Date | null;
  /** Where the replaced database is now; null if there was none. */
  aside: string | null;
  /** How many pending calls are placed only after Retell was asked whether they were. */
  toVerify: number;
  /** How many calls were due by now that Retell cannot be asked about. They have failed. */
  unverifiable: number;
  /** How many tokens may be used of which it is not known whether they were revoked since. */
  uncertainTokens: number;
}
