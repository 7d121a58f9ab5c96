import { sql } from 'drizzle-orm';
import { check, index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { callbackStates, callbackTroubles } from '../../../domain/calls/callbacks/callback.ts';
import { clockKinds } from '../../../domain/contacts/location/callee-clock.ts';
import { calls } from './call-tables.ts';
import { enumText, instant } from './columns/column-types.ts';

const state = enumText(callbackStates);
const trouble = enumText(callbackTroubles);
const clock = enumText(clockKinds);

/** Whether a callback does not wait for the operator, for lists: those that do come first. */
export const isSettled = sql`(state <> 'operator')`;

/** That people asked in a call to be called back. The scheduled call for one has its call in `callback_of`. */
export const callbacks = sqliteTable(
  'callbacks',
  {
    id: integer('id').primaryKey({ autoIncrement: true }),
    callId: integer('call_id')
      .notNull()
      .references(() => calls.id, { onDelete: 'cascade' }),
    state: state('state').notNull(),
    /** Why none is scheduled; null if one is, or was. */
    trouble: trouble('trouble'),
    /** The person's words, and the time, as the analysis has them. */
    words: text('words'),
    askedFor: text('asked_for'),
    at: instant('at'),
    /** In which zone its time was read, and whose that is. */
    zone: text('zone'),
    clock: clock('clock'),
    createdAt: instant('created_at').notNull(),
    updatedAt: instant('updated_at').notNull(),
  },
  (table) => [
    uniqueIndex('callbacks_call').on(table.callId),
    index('callbacks_order').on(isSettled, sql`at desc`, sql`id desc`),
    check('callbacks_scheduled_has_time', sql`state <> 'scheduled' or at is not null`),
  ],
);
