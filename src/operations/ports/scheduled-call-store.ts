import type {
  ScheduledCall,
  ScheduledCallDraft,
  ScheduledCallStatus,
} from '../../domain/calls/scheduled-call.ts';
import type { WithContact } from './call-ledger.ts';

export interface RetryResult {
  /** By id, in the order in which they were named. */
  retried: number[];
  notFailed: { id: number; status: Exclude<ScheduledCallStatus, 'FAILED'> }[];
  missing: number[];
}

export interface CancelResult {
  /** By id, in the order in which they were named, or of time. */
  cancelled: number[];
  notPending: { id: number; status: Exclude<ScheduledCallStatus, 'PENDING'> }[];
  missing: number[];
}

/** Calls that are to be placed. */
export interface ScheduledCallStore {
  /** Writes all of them or none. @returns their ids, in the same order */
  scheduleCalls(drafts: readonly ScheduledCallDraft[], now: Date): Promise<number[]>;
  scheduledCall(id: number): Promise<WithContact<ScheduledCall> | undefined>;
  /** Returns those of these ids that exist, in this order. */
  scheduledCalls(ids: readonly number[]): Promise<WithContact<ScheduledCall>[]>;
  /** Returns scheduled calls in order of time. */
  listScheduledCalls(query: {
    status?: ScheduledCallStatus | undefined;
    contactId?: number | undefined;
    limit?: number | undefined;
  }): Promise<WithContact<ScheduledCall>[]>;
  /** Cancels those of these that are `PENDING`, or the next ones in order of time, and says why it left the others. */
  cancelScheduledCalls(which: readonly number[] | { next: number }, now: Date): Promise<CancelResult>;
  /** Gives those of `ids` that are `FAILED` new attempts, the first at `at`, and says why it left the others. */
  retryScheduledCalls(
    ids: readonly number[],
    when: { at: Date; newAttempts: number; now: Date },
  ): Promise<RetryResult>;
  /** Returns those of these contacts for whom a call is `PENDING`. */
  contactsWithPendingCalls(contactIds: readonly number[]): Promise<Set<number>>;
  /** Returns how many calls are due at `now`, or `most` where there are more. */
  countDue(now: Date, most?: number): Promise<number>;
  /** Returns the first calls that are due at `now`, in the order in which they will be placed. */
  listDue(now: Date, limit: number | undefined): Promise<WithContact<ScheduledCall>[]>;
}
