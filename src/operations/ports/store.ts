import type { Call, CallReport, CallRequest, CallStatus } from '../../domain/calls/call.ts';
import type {
  ScheduledCall,
  ScheduledCallDraft,
  ScheduledCallStatus,
} from '../../domain/calls/scheduled-call.ts';
import type { Contact } from '../../domain/contacts/contact.ts';
import type { ContactStore } from './contact-store.ts';
import type { ImportStore } from './import-store.ts';

export type WithContact<T> = T & { contact: Pick<Contact, 'name' | 'phoneNumber'> | null };

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

/** The ledger: every attempt, and how it stands. */
export interface CallLedger {
  /** Placed calls whose turn it is to be asked about; nobody else is given them for a while. */
  takeOpenCalls(options: { now: Date; limit: number }): Promise<Call[]>;
  /** Writes how calls stand. Answers with those that stand otherwise than before. */
  recordReports(reports: readonly CallReport[], now: Date): Promise<Call[]>;
  call(id: number): Promise<WithContact<Call> | undefined>;
  /** Newest first. */
  listCalls(query: {
    status?: CallStatus;
    contactId?: number;
    scheduledCallId?: number;
    limit?: number;
  }): Promise<WithContact<Call>[]>;
  /** Calls to this number that are, or may be, ringing or going on, and were requested since `since`. */
  liveCallsTo(phoneNumber: string, since: Date): Promise<Call[]>;
}

/**
 * The operator's database. Every method is one whole, atomic step; any of them may throw a `Problem` of kind
 * `try_again` when another process holds the database for too long.
 */
export interface Store extends ContactStore, ImportStore, ScheduledCallStore, ClaimStore, CallLedger {
  /** Writes a consistent copy, private to the user, while others go on writing. @throws Problem if the file exists */
  backup(path: string): Promise<void>;
  /** What is wrong with the database; nothing, if all is well. */
  findDamage(): Promise<string[]>;
  close(): void;
}
