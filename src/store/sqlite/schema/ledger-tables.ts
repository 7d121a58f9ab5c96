import { integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { instant } from './column-types.ts';

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

/** One row: which database this is, and how often it was restored. */
export const ledger = sqliteTable('ledger', {
  id: integer('id').primaryKey(),
  identity: text('identity').notNull(),
  /** Goes up when the database is restored from a backup. */
  epoch: integer('epoch').notNull().default(1),
  /** The machine of the last run: `/etc/machine-id`. */
  machine: text('machine'),
  /** In a backup: when this copy was made. */
  copiedAt: instant('copied_at'),
  restoredAt: instant('restored_at'),
});
