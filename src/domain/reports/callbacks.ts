import type { Callback } from '../calls/callbacks/callback.ts';
import { type CallbackCall, type CallbackStanding, standingOf } from '../calls/callbacks/standing.ts';

/** A callback that was asked for, and what came of the call that was scheduled for it; null if none was. */
export type AskedCallback = Pick<Callback, 'state' | 'at'> & { call: CallbackCall | null };

/** How many callbacks were asked for, and how they stand. */
export interface CallbackCounts {
  asked: number;
  kept: number;
  late: number;
  broken: number;
  /** Still to be placed. */
  toCome: number;
  /** Left to the operator, and not settled yet. */
  waiting: number;
  /** Settled by the operator. */
  done: number;
  withdrawn: number;
}

type Count = Exclude<keyof CallbackCounts, 'asked'>;

const countOf: Readonly<Record<CallbackStanding, Count>> = {
  operator: 'waiting',
  upcoming: 'toCome',
  at_risk: 'toCome',
  kept: 'kept',
  late: 'late',
  broken: 'broken',
  done: 'done',
  withdrawn: 'withdrawn',
};

/** Counts callbacks by how they stand. @param when `tolerance`: how late one may be placed, ms */
export function countCallbacks(
  callbacks: readonly AskedCallback[],
  when: { now: Date; tolerance: number },
): CallbackCounts {
  const counts: CallbackCounts = {
    ...{ asked: callbacks.length, kept: 0, late: 0, broken: 0 },
    ...{ toCome: 0, waiting: 0, done: 0, withdrawn: 0 },
  };
  for (const callback of callbacks)
    counts[countOf[standingOf(callback, callback.call, { ...when, inTheWay: null })]]++;
  return counts;
}
