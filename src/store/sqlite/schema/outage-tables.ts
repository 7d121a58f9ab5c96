import { sql } from 'drizzle-orm';
import { integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { outageKinds } from '../../../domain/calls/outages/outage.ts';
import { calls } from './call-tables.ts';
import { enumText, instant } from './columns/column-types.ts';
import { accounts } from './ledger-tables.ts';

const outageKind = enumText(outageKinds);

/** Trouble with Retell that outlives a run: until it has ended, one call goes first. */
export const outages = sqliteTable(
  'outages',
  {
    id: integer('id').primaryKey({ autoIncrement: true }),
    kind: outageKind('kind').notNull(),
    reason: text('reason').notNull(),
    startedAt: instant('started_at').notNull(),
    /** When the operator was last told. */
    reportedAt: instant('reported_at').notNull(),
    endedAt: instant('ended_at'),
    /** The call that last went first. */
    firstCallId: integer('first_call_id').references(() => calls.id, { onDelete: 'set null' }),
    /** Until when Retell asked an account to wait, and which; null for other kinds. */
    until: instant('until'),
    accountId: integer('account_id').references(() => accounts.id),
  },
  (table) => [uniqueIndex('outages_standing').on(table.kind).where(sql`ended_at is null`)],
);
