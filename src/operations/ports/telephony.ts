import type { CallRequest } from '../../domain/calls/call.ts';
import type { CallIdentity } from '../../domain/calls/call-identity.ts';
import type { CallReport, Turn } from '../../domain/calls/outcomes/report.ts';
import type { AccountKey } from './account-store.ts';
import type { PlacedCall } from './ledger-store.ts';
import type { WebhookReader } from './webhooks/webhook-door.ts';

/**
 * What is known after a request to place a call.
 * `placed` Retell accepted it · `refused` something is wrong with this call, no phone rang; `mayBeMarked`: perhaps only that its number is marked do-not-call there · `account` the key or the credit is
 * the problem, no phone rang · `throttled` too many requests or no free line, no phone rang · `not_retell` another server answered, no phone
 * rang · `unreachable` nothing was sent · `unknown` a phone may have rung.
 */
export type PlaceResult =
  | { kind: 'placed'; report: CallReport; response: Record<string, unknown> }
  | { kind: 'refused'; reason: string; mayBeMarked?: boolean }
  | { kind: 'account'; reason: string }
  | { kind: 'throttled'; reason: string; retryAfterMs: number | undefined }
  | { kind: 'not_retell'; reason: string; address: string }
  | { kind: 'unreachable'; reason: string; address: string }
  | { kind: 'unknown'; reason: string };

/** A call that was found by Retell's id. */
export interface FoundCall extends CallIdentity {
  report: CallReport;
}

/** What Retell lists of the calls that it was asked about. */
export interface ListedReports {
  reports: CallReport[];
  /** How many items of its list cannot be read. */
  unreadable: number;
}

/** A call with what was said in it. */
export interface CallDetails {
  report: CallReport;
  /** Undefined if Retell does not say (yet). */
  transcript: Turn[] | undefined;
}

/** A request with what tells its call from all others, in its metadata. */
export interface OutgoingCall extends CallRequest {
  /** The identity of the database. */
  database: string;
  /** Null for an immediate call. */
  scheduledCallId: number | null;
  attempt: number;
}

export interface Agent {
  id: string;
  name: string;
}

/** One of Retell's own contacts. */
export interface RetellContact {
  id: string;
  /** E.164, unless somebody entered something else. */
  phoneNumber: string;
  doNotCall: boolean;
}

/** How many calls the account may have at once, and how many it has now. */
export interface Lines {
  limit: number;
  inUse: number;
  reservedForInbound: number;
  /** The time of the server that said so; undefined if it did not tell. */
  serverTime: Date | undefined;
}

/**
 * A service that places calls: Retell, or the simulator. `placeCall` never throws; the other methods throw a Problem: `not_set_up`
 * for the account, `try_again` if Retell is unreachable or throttles.
 */
export interface Telephony extends WebhookReader {
  /** The account that its key belongs to. */
  readonly account: AccountKey;
  /** Sends the request exactly once. */
  placeCall(request: OutgoingCall): Promise<PlaceResult>;
  /**
   * Returns the call with this reference; undefined only if Retell's list proves that there is none.
   *
   * @throws TelephonyProblem `unreadable` if the list proves nothing
   */
  findByReference(reference: string): Promise<CallReport | undefined>;
  /** Returns the call with this id of Retell's, if the account has one. */
  findCall(retellCallId: string): Promise<FoundCall | undefined>;
  /**
   * Returns every call that was placed for a scheduled call of this database; none only if Retell's list proves that there is none.
   *
   * @param database its identity
   * @throws TelephonyProblem `unreadable` if the list proves nothing
   */
  findPlaced(database: string, scheduledCallId: number): Promise<PlacedCall[]>;
  /** Returns reports of the calls that Retell lists, at most 1,000 ids at a time. Usually one request. */
  reportsOf(retellCallIds: readonly string[]): Promise<ListedReports>;
  /** Returns a call with what was said in it; undefined if the account has no such call. One request. */
  callDetails(retellCallId: string): Promise<CallDetails | undefined>;
  /** Returns which of these calls Retell certainly does not list, at most 100 ids at a time. */
  notListed(retellCallIds: readonly string[]): Promise<string[]>;
  listAgents(): Promise<Agent[]>;
  /** Returns for how long an agent may talk in a call, ms; undefined if the account has no such agent. */
  maxDuration(agentId: string): Promise<number | undefined>;
  /** Returns the numbers that the account may call from, in E.164. */
  listFromNumbers(): Promise<string[]>;
  lines(): Promise<Lines>;
  /** Returns whether Retell's own contact of a number is marked do-not-call; false if it has none. */
  isMarked(phoneNumber: string): Promise<boolean>;
  /** Returns a page of Retell's contacts. @param after the `next` of the page before; it is undefined after the last */
  listContacts(after: string | undefined): Promise<{ contacts: RetellContact[]; next: string | undefined }>;
  /** Marks one of Retell's contacts do-not-call. */
  markContact(id: string): Promise<void>;
}
