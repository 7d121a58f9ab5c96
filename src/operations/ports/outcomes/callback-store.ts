import type { Call } from '../../../domain/calls/call.ts';
import type { Callback } from '../../../domain/calls/callbacks/callback.ts';
import type { CallbackCall } from '../../../domain/calls/callbacks/standing.ts';
import type { ScheduledCall } from '../../../domain/calls/scheduled-call.ts';
import type { WithContact } from '../call-ledger.ts';
import type { Page, PageQuery } from '../paging/page.ts';

/** A callback with the call that it was asked for in, and what came of the call that was scheduled for it. */
export type CallbackWithCalls = WithContact<
  Callback & Pick<Call, 'contactId' | 'toNumber' | 'campaignId'>
> & {
  /** Null if none was scheduled. */
  call: (CallbackCall & Pick<ScheduledCall, 'id' | 'nextAttemptAt'> & Pick<Call, 'disposition'>) | null;
};

/** The callbacks that people asked for. */
export interface CallbackStore {
  /** Returns a page of callbacks: those that wait for the operator, then the others, the latest first, unless the query says otherwise. */
  pageOfCallbacks(query: PageQuery<'id'>): Promise<Page<CallbackWithCalls>>;
  /** Returns these callbacks. */
  callbacksById(ids: readonly number[]): Promise<CallbackWithCalls[]>;
  /** Records that the operator has settled these callbacks, unless a call is still to be placed for them. @returns the ids of those settled */
  settleCallbacks(ids: readonly number[], now: Date): Promise<number[]>;
}
