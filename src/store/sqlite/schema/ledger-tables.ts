import { integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { instant } from './columns/column-types.ts';

/** The accounts that requests were sent to. Only the account that an attempt was sent to knows it. */
export const accounts = sqliteTable(
  'accounts',
  {
    id: integer('id').primaryKey({ autoIncrement: true }),
    /** The base URL. */
    address: text('address').notNull(),
    /** An HMAC of the key, from which the key cannot be found. */
    fingerprint: text('fingerprint').notNull(),
    /** The account that this key belongs to, if it succeeds another key of that account. */
    sameAs: integer('same_as'),
    createdAt: instant('created_at').notNull(),
  },
  (table) => [uniqueIndex('accounts_fingerprint').on(table.address, table.fingerprint)],
);

/** One row: which database this is. */
export const ledger = sqliteTable('ledger', {
  id: integer('id').primaryKey(),
  /** Made up when the database is created, and the same in all of its copies. Retell's metadata of each call has it. */
  identity: text('identity').notNull(),
  /** Goes up when the database is restored from a copy, or moves to another machine. */
  epoch: integer('epoch').notNull().default(1),
  /** A hash of the id of the machine of the last run; null if that is not known. */
  machine: text('machine'),
  /** In a copy: when it was made, and from which file. */
  copiedAt: instant('copied_at'),
  copiedFrom: text('copied_from'),
  restoredAt: instant('restored_at'),
  /** When an earlier epoch may have placed its last call. Retell may not list it yet. */
  placedUntil: instant('placed_until'),
  /** When a run last looked at what was due. */
  lastRunAt: instant('last_run_at'),
  /** How many calls Retell has refused, for reasons of their own, since it last placed one. */
  refusalsInARow: integer('refusals_in_a_row').notNull().default(0),
});
