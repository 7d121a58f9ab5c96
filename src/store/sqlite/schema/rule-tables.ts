import { sql } from 'drizzle-orm';
import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { enumText, instant } from './columns/column-types.ts';

/** Public holidays, and days that the operator has closed. */
export const holidays = sqliteTable(
  'holidays',
  {
    id: integer('id').primaryKey({ autoIncrement: true }),
    /** ISO 3166 code. */
    country: text('country').notNull(),
    /** The state that it is a holiday in, such as `NSW`; empty for the whole country. */
    region: text('region').notNull().default(''),
    /** Such as `2026-12-25`, by the callee's calendar. */
    date: text('date').notNull(),
    name: text('name').notNull(),
    /** `calendar`: filled in · `operator`. */
    source: enumText(['calendar', 'operator'])('source').notNull(),
    /** When the operator removed it. The row stays, or it would be filled in again. */
    removedAt: instant('removed_at'),
    createdAt: instant('created_at').notNull(),
  },
  (table) => [uniqueIndex('holidays_day').on(table.country, table.date, table.region)],
);

/** The countries whose holidays are known, and until when. */
export const holidayCoverage = sqliteTable('holiday_coverage', {
  country: text('country').primaryKey(),
  /** The last date that is covered. */
  until: text('until').notNull(),
});

/** Call times under a name of the operator's. */
export const namedCallTimes = sqliteTable('call_times', {
  name: text('name').primaryKey(),
  notation: text('notation').notNull(),
  updatedAt: instant('updated_at').notNull(),
});

/** Times during which no call was placed, by order of the operator or after many refusals in a row. */
export const halts = sqliteTable(
  'halts',
  {
    id: integer('id').primaryKey({ autoIncrement: true }),
    by: enumText(['operator', 'failures'])('by').notNull(),
    reason: text('reason'),
    since: instant('since').notNull(),
    liftedAt: instant('lifted_at'),
    /** When a run last reported it; null if none has. */
    reportedAt: instant('reported_at'),
  },
  () => [uniqueIndex('halts_standing').on(sql`(lifted_at is null)`).where(sql`lifted_at is null`)],
);

/** Files with the result of washing numbers against a do-not-call register. */
export const washes = sqliteTable('washes', {
  id: integer('id').primaryKey({ autoIncrement: true }),
  file: text('file').notNull(),
  register: text('register').notNull(),
  washedAt: instant('washed_at').notNull(),
  importedAt: instant('imported_at').notNull(),
});

/** When each number was last washed. */
export const washedNumbers = sqliteTable(
  'washed_numbers',
  {
    /** E.164. */
    phoneNumber: text('phone_number').primaryKey(),
    washId: integer('wash_id')
      .notNull()
      .references(() => washes.id),
    washedAt: instant('washed_at').notNull(),
  },
  (table) => [index('washed_numbers_wash').on(table.washId)],
);
