import type { Call } from '../../domain/calls/call.ts';

/** What shows which account a call was sent to. */
export type SentCall = Pick<Call, 'accountId' | 'reference' | 'retellCallId'>;

/** What tells one key from another: the address that it is used at, and a hash from which it cannot be found. */
export interface AccountKey {
  /** The base URL of Retell's API, or of a simulator. */
  address: string;
  fingerprint: string;
}

/** An account at Retell, as far as a key can tell it from others. Several may turn out to be the same one. */
export interface Account extends AccountKey {
  id: number;
  /** The account that it belongs to, if its key replaced another key of that account. */
  sameAs: number | null;
  createdAt: Date;
  /** How many calls that were sent to it are unconfirmed. */
  unconfirmed: number;
}

/** The accounts that requests were sent to. Only the account that an attempt was sent to knows the call. */
export interface AccountStore {
  /** Returns the account of a key, and records it if the key is new. */
  openAccount(key: AccountKey, now: Date): Promise<number>;
  /** Returns every account, oldest first. */
  accounts(): Promise<Account[]>;
  isSameAccount(one: number, other: number): Promise<boolean>;
  /** Records that two accounts are the same one. Unconfirmed calls that waited for this are due to be looked for. */
  mergeAccounts(older: number, newer: number, now: Date): Promise<void>;
  /** Returns the latest call that an account is known to have placed, among the newest in the ledger. */
  latestPlacedBy(account: number): Promise<SentCall | undefined>;
  /** Returns the latest attempt of a scheduled call, among the newest in the ledger, of rehearsals or of real calls. */
  latestScheduled(simulated: boolean): Promise<SentCall | undefined>;
}
