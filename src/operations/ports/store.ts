import type { CallLedger } from './call-ledger.ts';
import type { ClaimStore } from './claim-store.ts';
import type { ContactStore } from './contact-store.ts';
import type { ImportStore } from './import-store.ts';
import type { ScheduledCallStore } from './scheduled-call-store.ts';

/**
 * The operator's database. Every method is one whole, atomic step; any of them may throw a `Problem` of kind
 * `try_again` when another process holds the database for too long.
 */
export interface Store extends ContactStore, ImportStore, ScheduledCallStore, ClaimStore, CallLedger {
  /** Writes a consistent copy, private to the user, while others go on writing. @throws Problem if the file exists */
  backup(path: string): Promise<void>;
  /** Returns what is wrong with the database; nothing if all is well. */
  findDamage(): Promise<string[]>;
  close(): void;
}
