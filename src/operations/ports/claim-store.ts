import type { Call, CallReport, CallRequest } from '../../domain/calls/call.ts';
import type { ScheduledCall } from '../../domain/calls/scheduled-call.ts';
import type { Contact } from '../../domain/contacts/contact.ts';

/** The right to place one call, until `until`. */
export interface Claim {
  call: Call;
  /** Unknown to every other claim; what is recorded under a claim that was lost is not recorded. */
  token: string;
  claimedAt: Date;
  /** When the scheduled call had been due; null for a call that nobody scheduled. */
  dueAt: Date | null;
}

/** What a claim makes of a scheduled call: the request that will go out. */
export type PrepareRequest = (scheduled: ScheduledCall, contact: Contact) => CallRequest;

export interface ClaimOptions {
  now: Date;
  /** How long the claim holds if nothing more is heard of its owner, ms. */
  lease: number;
}

/** `unpreparable`: the scheduled call could not be turned into a request and has been failed. */
export type ClaimResult =
  | { kind: 'claimed'; claim: Claim; scheduled: ScheduledCall; contact: Contact }
  | { kind: 'unpreparable'; scheduledCallId: number; reason: string };

/** What the operator has found out about a call of unknown fate. */
export type Verdict = { kind: 'placed'; report: CallReport } | { kind: 'not_placed' };

/** Who may place a call, and what came of it: written before it is made, and after. */
export interface ClaimStore {
  /** Claims the due call that has waited longest and writes its attempt, in one transaction. */
  claimNextDue(options: ClaimOptions & { prepare: PrepareRequest }): Promise<ClaimResult | undefined>;
  /** Writes the attempt of a call that nobody scheduled. @throws Problem `do_not_call` */
  claimNew(request: CallRequest, contactId: number, options: ClaimOptions): Promise<Claim>;
  /** Takes over the attempt of unknown fate that is next to be looked into; its owner is gone or has let go. */
  claimNextUnknown(options: ClaimOptions): Promise<Claim | undefined>;
  /** Writes that the same request is about to go out again. Undefined where the claim was lost: it must not. */
  renewToSendAgain(claim: Claim, options: ClaimOptions): Promise<Claim | undefined>;
  /** Retell placed it. Recorded whoever holds the claim, for it is true. */
  recordPlaced(claim: Claim, report: CallReport, now: Date): Promise<void>;
  /**
   * Certainly not placed, and the call's own fault: charges an attempt, and sets the next or fails the call.
   * Answers when it is tried next, null for never; undefined where the claim was lost and nothing is recorded.
   */
  recordRefused(
    claim: Claim,
    reason: string,
    when: { now: Date; retryDelay: number },
  ): Promise<Date | null | undefined>;
  /** Nobody knows: it is looked into again at `nextCheckAt`. */
  recordUnknown(claim: Claim, reason: string, when: { now: Date; nextCheckAt: Date }): Promise<void>;
  /** Writes how the operator has settled a call of unknown fate, unless it is known or somebody is just asking. */
  settleUnknown(
    callId: number,
    verdict: Verdict,
    now: Date,
  ): Promise<'settled' | 'known' | 'being_looked_into'>;
  /** Certainly not placed, and not the call's fault: all is as it was before the claim. */
  withdraw(claim: Claim, now: Date): Promise<void>;
}
