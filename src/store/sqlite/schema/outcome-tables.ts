import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { calls } from './call-tables.ts';
import { instant, jsonObject } from './columns/column-types.ts';

/** The id of the call that a row is about, and goes with. */
const callId = () =>
  integer('call_id')
    .primaryKey()
    .references(() => calls.id, { onDelete: 'cascade' });

/** All that Retell has answered about a call, but what was said: lists of calls must not read it. */
export const callReports = sqliteTable('call_reports', {
  callId: callId(),
  /** Retell's answers, merged. */
  answer: jsonObject('answer').notNull(),
  /** When each fact in `calls`, and each field of the answer, was asked for. */
  seen: jsonObject('seen').notNull(),
});

/** What was said in a call. It may be megabytes. */
export const callTranscripts = sqliteTable('call_transcripts', {
  callId: callId(),
  /** A JSON array of turns: who spoke, what, and when. */
  turns: text('turns').notNull(),
  /** A JSON array with an item for each turn: its words with their times, and the tools used after it; null if Retell says of none. */
  details: text('details'),
  /** When it was asked for. */
  observedAt: instant('observed_at').notNull(),
});

/** The recordings that are kept as files in the data folder. */
export const callRecordings = sqliteTable(
  'call_recordings',
  {
    callId: callId(),
    /** Its name in the folder of recordings. */
    file: text('file').notNull(),
    bytes: integer('bytes').notNull(),
    keptAt: instant('kept_at').notNull(),
    /** When it is to be deleted. */
    keepUntil: instant('keep_until').notNull(),
  },
  (table) => [index('call_recordings_keep_until').on(table.keepUntil)],
);
