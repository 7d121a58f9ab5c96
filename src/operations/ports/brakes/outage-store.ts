import type { NewOutage, Outage, OutageKind } from '../../../domain/calls/outages/outage.ts';

/** Outages of Retell, which all runs share: one that stands limits what any of them may claim. */
export interface OutageStore {
  /** Returns how many of the newest attempts are unconfirmed, back to one that is not; at most `most`. */
  lostInARow(most: number): Promise<number>;
  /** Returns the outages that stand, of any account, at most one of each kind. */
  standingOutages(now: Date): Promise<Outage[]>;
  /** Returns whether an unconfirmed call was left for Retell to be asked about within a minute. */
  willAskSoon(now: Date): Promise<boolean>;
  /** Records that an outage has begun, and that the operator is told, unless one of this kind stands. A new wait replaces the last. */
  beginOutage(outage: NewOutage, now: Date): Promise<void>;
  /** Records that the outage of this kind, if one stands, is over. */
  endOutage(kind: OutageKind, now: Date): Promise<void>;
  /** Records that the operator has been reminded of an outage. @returns false if it is too soon, or another run tells them */
  reportOutageAgain(id: number, now: Date): Promise<boolean>;
}
