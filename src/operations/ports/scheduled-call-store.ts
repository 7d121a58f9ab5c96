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
  /**
   * All of them or none.
   *
   * @param onProgress told now and then how many are written, and how much is done, from 0 to 1
   * @returns their ids, in the same order
   */
  scheduleCalls(
    drafts: readonly ScheduledCallDraft[],
    now: Date,
    onProgress?: (calls: number, share: number) => void,
  ): Promise<number[]>;
  scheduledCall(id: number): Promise<WithContact<ScheduledCall> | undefined>;
  /** Those with these ids that there are, in this order. */
  scheduledCalls(ids: readonly number[]): Promise<WithContact<ScheduledCall>[]>;
  /** In order of time. */
  listScheduledCalls(query: {
    status?: ScheduledCallStatus;
    contactId?: number;
    limit?: number;
  }): Promise<WithContact<ScheduledCall>[]>;
  /** Cancels those of these that are `PENDING`, or the next so many in order of time, and says why it left the others. */
  cancelScheduledCalls(which: readonly number[] | { next: number }, now: Date): Promise<CancelResult>;
  /** Gives those of `ids` that are `FAILED` so many new attempts, the first at `at`, and says why it left the others. */
  retryScheduledCalls(
    ids: readonly number[],
    when: { at: Date; newAttempts: number; now: Date },
  ): Promise<RetryResult>;
  /** Those of these contacts for whom a call is `PENDING`. */
  contactsWithPendingCalls(contactIds: readonly number[]): Promise<Set<number>>;
  /** How many are due at `now`; `most`, if it is given, where it is as many or more. */
  countDue(now: Date, most?: number): Promise<number>;
  /** The first calls that are due at `now`, in the order in which they will be placed. */
  listDue(now: Date, limit: number | undefined): Promise<WithContact<ScheduledCall>[]>;
}
