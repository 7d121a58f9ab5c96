import type { KeyedRequest } from '../../domain/access/idempotency.ts';
import type { PendingCall } from '../../domain/calls/forecast/forecast.ts';
import type {
  ScheduledCall,
  ScheduledCallDraft,
  ScheduledCallStatus,
  WaitsFor,
} from '../../domain/calls/scheduled-call.ts';
import type { AwaitedCall, IfScheduled } from '../../domain/calls/scheduling/already-awaited.ts';
import type { RestoreVerdict, SinceCancel } from '../../domain/calls/scheduling/restore.ts';
import type { NewCampaign } from '../../domain/campaigns/campaign.ts';
import type { WithContact } from './call-ledger.ts';
import type { ClaimFacts } from './claim-store.ts';
import type { ScheduledCallOrder } from './paging/orders.ts';
import type { Page, PageQuery } from './paging/page.ts';

/** The calls that contacts already waited for; if the result is `refused`, nothing was saved. */
export type ScheduleResult =
  | { kind: 'refused'; awaited: AwaitedCall[] }
  /** The request was carried out before, under the same key. */
  | { kind: 'repeated' }
  /** The ids of the saved calls, in order; contacts who already waited were skipped or are called again, as requested. */
  | {
      kind: 'scheduled';
      ids: number[];
      awaited: AwaitedCall[];
      /** The campaign that was made for them; undefined if none was. */
      campaign: { id: number; name: string } | undefined;
    };

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

export interface RestoreResult {
  /** Ids, in the order of the request. */
  restored: number[];
  /** The calls that may not come back, with the code of the rule. */
  refused: { id: number; code: string; reason: string }[];
  notCancelled: { id: number; status: Exclude<ScheduledCallStatus, 'CANCELLED'> }[];
  missing: number[];
}

/** Decides whether a cancelled call comes back, from what the step has read. It may run twice, so it must have no side effects. */
export type DecideRestore = (
  facts: ClaimFacts & { scheduled: ScheduledCall },
  since: SinceCancel,
) => RestoreVerdict;

/** What comes after now. */
export interface Upcoming {
  /** The call that is due next; undefined if none is. */
  next: WithContact<ScheduledCall> | undefined;
  /** How many of the next calls wait for each reason; `null` is only their time. */
  waiting: ReadonlyMap<WaitsFor | null, number>;
  /** Whether there are more calls than were counted. */
  isMore: boolean;
}

/** Scheduled calls with any of these statuses, or all, of a campaign, or of all. */
export interface WhichScheduled {
  statuses?: readonly ScheduledCallStatus[] | undefined;
  campaignId?: number | undefined;
  /** Words of its contact, as in a search for contacts, or its own id. */
  callee?: string | undefined;
}

/** Calls to be placed. */
export interface ScheduledCallStore {
  /**
   * Saves calls, and finds in the same transaction which contacts already wait for a call within a day.
   *
   * @param campaign a new campaign for them; if its name is taken by then, a number is added
   * @param request is kept with the ids, in the same transaction; if it was carried out before, nothing is saved
   * @throws Problem `too_many_keys`
   */
  scheduleCalls(
    drafts: Iterable<ScheduledCallDraft>,
    now: Date,
    ifScheduled: IfScheduled,
    campaign?: NewCampaign,
    request?: KeyedRequest,
  ): Promise<ScheduleResult>;
  scheduledCall(id: number): Promise<WithContact<ScheduledCall> | undefined>;
  /** Returns the scheduled calls with these ids that exist, in this order. */
  scheduledCalls(ids: readonly number[]): Promise<WithContact<ScheduledCall>[]>;
  /** Returns the ids of scheduled calls that cannot be read and that a list has left out since the database was opened. */
  unreadableScheduledCalls(): Promise<number[]>;
  /** Returns scheduled calls in order of time, without those that cannot be read. */
  listScheduledCalls(query: {
    status?: ScheduledCallStatus | undefined;
    contactId?: number | undefined;
  }): Promise<WithContact<ScheduledCall>[]>;
  /** Counts scheduled calls, no further than `most`. */
  countScheduledCalls(which: WhichScheduled, most: number): Promise<number>;
  /** Returns a page of scheduled calls in order of time, without those that cannot be read. */
  pageOfScheduledCalls(
    which: WhichScheduled,
    query: PageQuery<ScheduledCallOrder['by']>,
  ): Promise<Page<WithContact<ScheduledCall>>>;
  /** Cancels these scheduled calls, or the next ones in order of time. Skips those that are not `PENDING`. */
  cancelScheduledCalls(which: readonly number[] | { next: number }, now: Date): Promise<CancelResult>;
  /** Gives scheduled calls that are `FAILED` new attempts, the first at `at`. Skips the others. */
  retryScheduledCalls(
    ids: readonly number[],
    when: { at: Date; newAttempts: number; now: Date },
  ): Promise<RetryResult>;
  /** Schedules cancelled calls again, as far as `decide` lets them come back. Skips those that are not `CANCELLED`. */
  restoreScheduledCalls(ids: readonly number[], now: Date, decide: DecideRestore): Promise<RestoreResult>;
  /** Returns the calls to these contacts that are not over, in order of time. */
  awaitedCalls(contactIds: readonly number[]): Promise<AwaitedCall[]>;
  /** Returns how many calls are due at `now`, counting up to `max`. */
  countDue(now: Date, max?: number): Promise<number>;
  /** Returns what comes after now: the next call, and what the next `max` calls wait for. */
  upcoming(now: Date, max: number): Promise<Upcoming>;
  /** Returns the first calls that are due before an instant, as a plan shows them, in the order in which they will be placed. */
  pendingCalls(before: Date, limit: number): Promise<PendingCall[]>;
  /** Returns how many calls are due in each of the times between these bounds, epoch ms, in ascending order. */
  countPending(bounds: readonly number[]): Promise<number[]>;
  /** Returns when the last of all pending calls is due. */
  lastPending(): Promise<Date | undefined>;
  /** Returns the first calls that are due at `now`, in the order in which they will be placed. */
  listDue(now: Date, limit: number | undefined): Promise<WithContact<ScheduledCall>[]>;
}
