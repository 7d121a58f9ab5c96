import type { Store } from '../operations/store.ts';
import { callLedger } from './calls.ts';
import { claimStore } from './claims.ts';
import { contactStore } from './contacts.ts';
import { type DatabaseOptions, openDatabase } from './database.ts';
import { importStore } from './imports.ts';
import { scheduledCallStore } from './scheduled-calls.ts';

/** Opens the operator's database as the store that operations speak to. @throws Problem */
export function openStore(options: DatabaseOptions): Store {
  const database = openDatabase(options);
  return {
    ...contactStore(database),
    ...importStore(database),
    ...scheduledCallStore(database),
    ...callLedger(database),
    ...claimStore(database),
    backup: database.backup,
    findDamage: database.findDamage,
    close: database.close,
  };
}
