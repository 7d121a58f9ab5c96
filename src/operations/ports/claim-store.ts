import type { UnknownCall } from '../../domain/calls/after-attempt.ts';
import type { Call, CallReport, CallRequest } from '../../domain/calls/call.ts';
import type { NotNow } from '../../domain/calls/gates/gate.ts';
import type { ScheduledCall } from '../../domain/calls/scheduled-call.ts';
import type { Contact } from '../../domain/contacts/contact.ts';

/** The right to place one call. */
export interface Claim {
  call: Call;
  /** Known to no other claim; what is recorded under a claim that was lost is not recorded. */
  token: string;
  claimedAt: Date;
  /** When the scheduled call was due; null for a call that was not scheduled. */
  dueAt: Date | null;
}

/** What a claim's own transaction knows of the call that is to be decided. */
export interface ClaimFacts {
  /** Null where the contact has been removed. */
  contact: Contact | null;
  /** The id of an earlier attempt of the same scheduled call that may have made the phone ring; null if there is none. */
  earlierAttempt: number | null;
}

/** Whether the phone may ring, and with which request. */
export type CallDecision = { kind: 'place'; request: CallRequest } | NotNow;

/** Decides a call from what the transaction read. It may run twice, so it does nothing but decide. */
export type DecideCall = (facts: ClaimFacts) => CallDecision;
export type DecideDue = (facts: ClaimFacts & { scheduled: ScheduledCall }) => CallDecision;

export interface ClaimOptions<D = never> {
  now: Date;
  /** How long the claim holds if nothing more is heard of its owner, ms. */
  lease: number;
  decide: D;
}

/**
 * What became of the call that was next. `claimed`: its attempt is written, and its request may be sent. `postponed`: it is due
 * again later, and stands in no other call's way. `forbidden`: it has failed.
 */
export type ClaimResult =
  | { kind: 'claimed'; claim: Claim }
  | { kind: 'postponed'; scheduledCallId: number; decision: Exclude<NotNow, { kind: 'refuse' }> }
  | { kind: 'forbidden'; scheduledCallId: number; reason: string };

/** What the operator has found out about an unconfirmed call. */
export type Finding = { kind: 'placed'; report: CallReport } | { kind: 'not_placed' };

/** Who may place a call, and what came of it: written before the request leaves, and after. */
export interface ClaimStore {
  /**
   * Takes the due call that has waited longest, and hands `decide` what is known of it, in one transaction: with a request its
   * attempt is written, else the call is postponed or has failed.
   *
   * @returns undefined if nothing is due
   */
  claimNextDue(options: ClaimOptions<DecideDue>): Promise<ClaimResult | undefined>;
  /** Writes the attempt of a call that was not scheduled, if `decide` lets it. */
  claimNew(
    contactId: number,
    options: ClaimOptions<DecideCall>,
  ): Promise<{ kind: 'claimed'; claim: Claim } | NotNow>;
  /** Takes over the unconfirmed attempt that is next to be looked for; its owner is gone or has let go. */
  claimNextUnknown(options: Omit<ClaimOptions, 'decide'>): Promise<Claim | undefined>;
  /**
   * Writes that the same request is about to go out again, if `decide` lets it. `lost`: another process holds the claim, and the
   * request must not be sent.
   */
  renewToSendAgain(
    claim: Claim,
    options: ClaimOptions<DecideCall>,
  ): Promise<{ kind: 'claimed'; claim: Claim } | { kind: 'lost' } | NotNow>;
  /** Records that Retell placed the call, whoever holds the claim: it is true. */
  recordPlaced(claim: Claim, report: CallReport, now: Date): Promise<void>;
  /**
   * Records that the call was certainly not placed, for a reason of its own: charges an attempt, and sets the next or fails the call.
   *
   * @returns when it is tried next, null for never; undefined if the claim was lost and nothing is recorded
   */
  recordRefused(
    claim: Claim,
    reason: string,
    when: { now: Date; retryDelay: number },
  ): Promise<Date | null | undefined>;
  /** Records that it is not known whether the phone rang, unless the claim was lost. */
  recordUnknown(claim: Claim, unknown: UnknownCall & { now: Date }): Promise<void>;
  /** Records how the operator settled an unconfirmed call, unless it is confirmed, or a run is asking Retell about it now. */
  settleUnknown(
    callId: number,
    finding: Finding,
    now: Date,
  ): Promise<'settled' | 'known' | 'being_looked_into'>;
  /** Takes back an attempt that was certainly not sent, for no reason of its own: all is as it was before the claim. */
  withdraw(claim: Claim, now: Date): Promise<void>;
}
