import type { Call } from '../../../domain/calls/call.ts';
import type { CallStatus } from '../../../domain/calls/call-status.ts';
import type { Disposition } from '../../../domain/calls/outcomes/disposition.ts';
import type { WithContact } from '../call-ledger.ts';
import type { CallOrder } from '../paging/orders.ts';
import type { Page, PageQuery } from '../paging/page.ts';

/** Which calls: those that meet every condition. */
export interface CallFilter {
  status?: CallStatus | undefined;
  /** One of these came of it. */
  dispositions?: readonly Disposition[] | undefined;
  contactId?: number | undefined;
  campaignId?: number | undefined;
  agentId?: string | undefined;
  /** It was requested at this time or later. */
  since?: Date | undefined;
  /** It was requested before this time. */
  until?: Date | undefined;
  /** US cents. A call whose cost is not known has neither. */
  minCostCents?: number | undefined;
  maxCostCents?: number | undefined;
  /** Every word was said in it. Words in double quotes were said one after the other, and `*` ends the beginning of a word. */
  search?: string | undefined;
}

/** Lists of calls, newest first unless said otherwise. */
export interface CallListStore {
  /** Returns a page of calls, without those that cannot be read. */
  pageOfCalls(filter: CallFilter, query: PageQuery<CallOrder['by']>): Promise<Page<WithContact<Call>>>;
  /** Returns the ids of all calls that meet the filter, in order. */
  callIds(filter: CallFilter, order: CallOrder | undefined): Promise<number[]>;
  /** Returns the calls with these ids, in this order, without those that cannot be read. */
  listedCalls(ids: readonly number[]): Promise<WithContact<Call>[]>;
}
