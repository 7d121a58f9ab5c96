import { type SQL, sql } from 'drizzle-orm';
import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import { searchable } from '../../connection/sql-functions.ts';

// The search index of transcripts, in SQLite's FTS5, without a copy of the text: a row has the id of its call. It is kept by the
// transactions that change a transcript, and made by a migration, since drizzle-kit knows no virtual tables.

/** Adds what was said in these calls to the index. @param ids a query for the ids of calls that are not in it */
export function indexTranscripts(db: BetterSQLite3Database, ids: SQL): void {
  db.run(sql`insert into transcripts_search (rowid, words)
    select call_id, spoken(turns) from call_transcripts where call_id in (${ids})`);
}

/** Takes what was said in these calls out of the index, and out of the file. The transcripts must be what they were when they were added. */
export function unindexTranscripts(db: BetterSQLite3Database, ids: SQL): void {
  db.run(sql`insert into transcripts_search (transcripts_search, rowid, words)
    select 'delete', call_id, spoken(turns) from call_transcripts where call_id in (${ids})`);
}

/**
 * Returns the FTS5 expression for calls in which every word of a person's search was said. Whatever is typed is words: nothing of it is
 * FTS5's own language but a phrase in double quotes, and a `*` at the end of a word for any ending.
 *
 * @returns undefined if the search has no letter and no digit
 */
export function spokenExpression(search: string): string | undefined {
  const terms = [...search.matchAll(/"([^"]*)"?|[^\s"]+/g)].flatMap(([text, phrase]) =>
    termOf(phrase ?? text),
  );
  return terms.length === 0 ? undefined : terms.join(' AND ');
}

function termOf(text: string): string[] {
  const words = searchable(text.replaceAll('"', ' ')).trim();
  if (!/[\p{L}\p{N}]/u.test(words)) return [];
  return [`"${words}"${words.endsWith('*') ? '*' : ''}`];
}
