import type {
  ScheduledCall,
  ScheduledCallDraft,
  ScheduledCallStatus,
} from '../../domain/calls/scheduled-call.ts';
import type { WithContact } from './call-ledger.ts';

export interface RetryResult {
  /** Ids, in the order of the request. */
  retried: number[];
  notFailed: { id: number; status: Exclude<ScheduledCallStatus, 'FAILED'> }[];
  missing: number[];
}

export interface CancelResult {
  /** Ids, in the order of the request, or of time if they were not listed. */
  cancelled: number[];
  notPending: { id: number; status: Exclude<ScheduledCallStatus, 'PENDING'> }[];
  missing: number[];
}

/** Calls to be placed. */
export interface ScheduledCallStore {
  /** Saves all of these calls or none. @returns their ids, in the same order */
  scheduleCalls(drafts: readonly ScheduledCallDraft[], now: Date): Promise<number[]>;
  scheduledCall(id: number): Promise<WithContact<ScheduledCall> | undefined>;
  /** Returns the scheduled calls with these ids that exist, in this order. */
  scheduledCalls(ids: readonly number[]): Promise<WithContact<ScheduledCall>[]>;
  /** Returns scheduled calls in order of time. */
  listScheduledCalls(query: {
    status?: ScheduledCallStatus | undefined;
    contactId?: number | undefined;
    limit?: number | undefined;
  }): Promise<WithContact<ScheduledCall>[]>;
  /** Cancels these scheduled calls, or the next ones in order of time. Skips those that are not `PENDING`. */
  cancelScheduledCalls(which: readonly number[] | { next: number }, now: Date): Promise<CancelResult>;
  /** Gives scheduled calls that are `FAILED` new attempts, the first at `at`. Skips the others. */
  retryScheduledCalls(
    ids: readonly number[],
    when: { at: Date; newAttempts: number; now: Date },
  ): Promise<RetryResult>;
  /** Returns which of these contacts have a `PENDING` call. */
  contactsWithPendingCalls(contactIds: readonly number[]): Promise<Set<number>>;
  /** Returns how many calls are due at `now`, counting up to `max`. */
  countDue(now: Date, max?: number): Promise<number>;
  /** Returns the first calls that are due at `now`, in the order in which they will be placed. */
  listDue(now: Date, limit: number | undefined): Promise<WithContact<ScheduledCall>[]>;
}
