import type { KeyedRequest } from '../../domain/access/idempotency.ts';
import type { UnknownCall } from '../../domain/calls/after-attempt.ts';
import type { Call, CallRequest, LiveCall } from '../../domain/calls/call.ts';
import type { CallCalendar } from '../../domain/calls/call-times/call-calendar.ts';
import type { CallbackLeft } from '../../domain/calls/callbacks/callback.ts';
import type { NotNow } from '../../domain/calls/gates/gate.ts';
import type { CallExceptions } from '../../domain/calls/gates/policy.ts';
import type { Halt } from '../../domain/calls/halts/halt.ts';
import type { Outage } from '../../domain/calls/outages/outage.ts';
import type { NotDialled, ReportedAt } from '../../domain/calls/outcomes/not-dialled.ts';
import type { RecentCall } from '../../domain/calls/outcomes/recent-call.ts';
import type { CallReport } from '../../domain/calls/outcomes/report.ts';
import type { ScheduledCall } from '../../domain/calls/scheduled-call.ts';
import type { Budget } from '../../domain/campaigns/budget.ts';
import type { Campaign } from '../../domain/campaigns/campaign.ts';
import type { Contact } from '../../domain/contacts/contact.ts';
import type { CalleeClock } from '../../domain/contacts/location/callee-clock.ts';
import type { Location } from '../../domain/contacts/location/location.ts';
import type { OptOut } from '../../domain/contacts/suppression/opt-out.ts';
import type { Suppression } from '../../domain/contacts/suppression/suppression.ts';
import type { Reader } from '../../domain/time/time-display.ts';
import type { PausedByFailures } from './call-ledger.ts';

/** The right to place one call. */
export interface Claim {
  call: Call;
  /** Unique to this claim. Once the claim is lost, all that can still be recorded under it is that the call was placed. */
  token: string;
  claimedAt: Date;
  /** When the scheduled call was due; null for an immediate call. */
  dueAt: Date | null;
  /** The identity of the database. */
  database: string;
}

/** What a claim's transaction reads about the call to decide. */
export interface ClaimFacts {
  /** Null if the contact has been removed. */
  contact: Contact | null;
  /** Since when the contact is another person, to whom a list gave the number; null if it has always been the same. */
  personSince: Date | null;
  /** The id of an earlier attempt of the same scheduled call that may have made the phone ring; null if there is none. */
  earlierAttempt: number | null;
  /** Other calls to the number that are or may be ringing or in progress. */
  liveCalls: readonly LiveCall[];
  /** Whether Retell must be asked first if it was ever placed. */
  mustVerify: boolean;
  /** The do-not-call entry that the number is listed by; null if it is not. */
  suppression: Suppression | null;
  /** Earlier calls to the number that its cap may count. */
  recentCalls: readonly RecentCall[];
  /** When the number was last washed against a do-not-call register; null for never. */
  washedAt: Date | null;
  /** The halt that stands; null if there is none. */
  halt: Halt | null;
  /** The campaign that it belongs to, with its budget if it has a cap; null if it belongs to none. */
  campaign: (Pick<Campaign, 'name' | 'pause'> & { budget: Budget | null }) | null;
  /** What call times are decided by. Its look-ups read the database within the step. */
  calendar: CallCalendar;
}

/** Whether the phone may ring, and with which request. */
export type CallDecision = PlaceDecision | NotNow;

export interface PlaceDecision {
  kind: 'place';
  request: CallRequest;
  /** The zone and locale in which its variables tell times; absent if the request is sent again. */
  reader?: Reader;
  /** What is recorded of the rules by which it was decided; absent if the request is sent again. */
  exceptions?: CallExceptions;
  /** Where its time had to be allowed; null if there are no call times. */
  location?: Pick<Location, 'zones' | 'zonesFrom'> | null;
  /** What is reserved for it under the cap of its campaign, US cents; null or absent if there is none, or it is sent again. */
  reservedCents?: number | null;
  /** What the callee's clock shows; null if that is not known. */
  calleeClock?: CalleeClock | null;
}

/** Decides a call from what the transaction has read. It may run twice, so it must have no side effects. */
export type DecideCall = (facts: ClaimFacts) => CallDecision;
export type DecideDue = (facts: ClaimFacts & { scheduled: ScheduledCall }) => CallDecision;

export interface ClaimOptions<D = never> {
  now: Date;
  /** The account that requests are sent to now. */
  account: number;
  /** How long the claim is valid if its owner never releases it, ms. */
  lease: number;
  decide: D;
}

export interface DueBy {
  /** Claims only a call that was due by then; defaults to `now`. */
  dueBy?: Date | undefined;
  /** How far apart calls that wait for the same opening follow each other if their own spacing is not known, ms; defaults to 0. */
  spacing?: number;
}

/**
 * The result of claiming the next due call. `claimed`: its attempt is in the ledger, and its request may be sent · `postponed`: it is
 * due again later, and blocks no other call · `forbidden`: it has failed · `outage`: none may be claimed until the call that goes
 * first has been answered · `halted`: none may be claimed at all, and all stay as they are.
 */
export type ClaimResult =
  | { kind: 'claimed'; claim: Claim }
  | { kind: 'postponed'; scheduledCallId: number; decision: Exclude<NotNow, { kind: 'refuse' }> }
  | { kind: 'forbidden'; scheduledCallId: number; code: string; reason: string }
  | { kind: 'outage'; outage: Outage }
  | { kind: 'halted'; halt: Halt };

/** What the operator knows about an unconfirmed call. */
export type Finding = { kind: 'placed'; report: CallReport } | { kind: 'not_placed' };

/** What came to light when a call was recorded as placed. */
export interface RecordedPlaced {
  /** Set if no phone rang. */
  notDialled?: NotDialled | undefined;
  /** Set if it is over, and its person asked not to be called again. */
  optOut?: OptOut | undefined;
  /** Set if it is over, and the operator has to decide about calling its person back. */
  callbackLeft?: CallbackLeft | undefined;
  /** Set if its campaign was paused, because too many of its calls fail on our side. */
  paused?: PausedByFailures | undefined;
  /** Another call that has this id of Retell's: the response was about that one, and this call stays unconfirmed. */
  takenBy?: number;
}

/** Claims and their results: what is written before a request leaves, and after. */
export interface ClaimStore {
  /**
   * Claims the call that has been due longest, and has `decide` decide it, in one transaction that writes its attempt, postpones it
   * or marks it as failed.
   *
   * @returns undefined if nothing is due
   */
  claimNextDue(options: ClaimOptions<DecideDue> & DueBy): Promise<ClaimResult | undefined>;
  /** Reads what the decision about an immediate call to a contact would depend on, without claiming it. */
  callFacts(contactId: number, at: Date): Promise<ClaimFacts>;
  /** Reads what the decision about a scheduled call would depend on; undefined if there is no such call. */
  scheduledCallFacts(id: number, at: Date): Promise<(ClaimFacts & { scheduled: ScheduledCall }) | undefined>;
  /** Claims an immediate call, and writes its attempt, if `decide` allows it; keeps `request` with it, unless that was carried out before. */
  claimNew(
    contactId: number,
    options: ClaimOptions<DecideCall> & { request?: KeyedRequest | undefined },
  ): Promise<{ kind: 'claimed'; claim: Claim } | { kind: 'repeated' } | NotNow>;
  /**
   * Takes over the next unconfirmed attempt to look for: its owner is gone or has released it. Attempts that are known to have been
   * sent to another account are left to that account's own runs for two minutes.
   */
  claimNextUnknown(options: Omit<ClaimOptions, 'decide'>): Promise<Claim | undefined>;
  /**
   * Records that the same request is about to be sent again, if `decide` allows it. `lost`: another process holds the claim, so the
   * request must not be sent.
   */
  renewToSendAgain(
    claim: Claim,
    options: Omit<ClaimOptions<DecideCall>, 'account'>,
  ): Promise<{ kind: 'claimed'; claim: Claim } | { kind: 'lost' } | NotNow>;
  /** Records that Retell placed the call, even if the claim was lost: it is a fact, whatever became of the scheduled call meanwhile. */
  recordPlaced(claim: Claim, report: CallReport, when: ReportedAt): Promise<RecordedPlaced>;
  /**
   * Records that Retell refused the call for a reason of the call's own: charges an attempt, and schedules the next one or marks the
   * call as failed. Halts calling if it was one of `stopAfter` in a row.
   *
   * @returns when it is tried next, null for never; undefined if the claim was lost and nothing was recorded
   */
  recordRefused(
    claim: Claim,
    reason: string,
    when: { now: Date; retryDelay: number; stopAfter: number },
  ): Promise<Date | null | undefined>;
  /**
   * Records that Retell refused the call because its number is marked do-not-call there: enters it in the list, which cancels the
   * scheduled call without an attempt, and every other call to the number.
   */
  recordSuppressed(claim: Claim, entry: Suppression, now: Date): Promise<void>;
  /** Records that it is not known whether the phone rang, unless the claim was lost. */
  recordUnknown(claim: Claim, unknown: UnknownCall & { now: Date }): Promise<void>;
  /** Records how the operator settled an unconfirmed call, unless it is already confirmed or a run is asking Retell about it. */
  settleUnknown(
    callId: number,
    finding: Finding,
    when: ReportedAt,
  ): Promise<'settled' | 'known' | 'being_looked_into' | { takenBy: number }>;
  /** Deletes an attempt that was certainly not sent, and restores the scheduled call to what it was before the claim. */
  withdraw(claim: Claim, now: Date): Promise<void>;
  /** Withdraws an attempt that certainly rang no phone, and puts its scheduled call behind those that are due at `now`, with the reason. */
  putBehind(claim: Claim, reason: string, now: Date): Promise<void>;
  /**
   * Records that the answer for which a call was put behind was its own: the attempt is in the ledger again, refused and charged.
   *
   * @returns as {@link recordRefused}; undefined also if another run has gone on with the call
   */
  recordOwnRefusal(
    claim: Claim,
    reason: string,
    when: { now: Date; retryDelay: number },
  ): Promise<Date | null | undefined>;
}
