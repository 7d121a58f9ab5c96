import { setTimeout as sleep } from 'node:timers/promises';
import { count, desc, eq, gt, type SQL, sql } from 'drizzle-orm';
import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import { z } from 'zod';
import type { Database } from '../../connection/database.ts';
import { preparedOnce } from '../../connection/prepared.ts';
import { searchable } from '../../connection/sql-functions.ts';
import { contactSearchQueue, contacts } from '../../schema/contact-tables.ts';

/**
 * The search index, in SQLite's FTS5 (https://sqlite.org/fts5.html), without a copy of the text. Imports do not wait for it: the next
 * search adds the contacts after the last indexed one (ids only grow), and those in the queue of changed contacts.
 */
const createIndex = sql`create virtual table if not exists contacts_search using fts5(
  name, email, business, number, other,
  content='', contentless_delete=1, tokenize='unicode61 remove_diacritics 2')`;

/** A column of the index. `business` has name and website; `other` has custom fields and tags. */
export type SearchColumn = 'name' | 'email' | 'business' | 'other';

/** The contacts indexed in one transaction: few, so that a claim never waits long for the write lock. */
const batchSize = 250;

/** The pause after each batch, in ms of real time: a process that waits for the lock checks every millisecond. */
const pause = 5;

/** Queues a contact that was changed or removed. */
export function queueForSearch(db: BetterSQLite3Database, contactId: number): void {
  queue(db).run({ contactId });
}

const queue = preparedOnce((db) =>
  db
    .insert(contactSearchQueue)
    .values({ contactId: sql.placeholder('contactId') })
    .onConflictDoNothing()
    .prepare(),
);

/**
 * Brings the index up to date. Takes the write lock only if there is something to do.
 *
 * @param onProgress receives how many contacts are indexed, and the share of the work that is done, from 0 to 1
 */
export async function updateIndex(
  database: Database,
  onProgress: (contacts: number, share: number) => void = () => undefined,
): Promise<void> {
  if (await database.read(isUpToDate)) return;
  await database.write((db) => db.run(createIndex));
  const total = await database.read(countToIndex);
  let done = 0;
  for (let indexed = batchSize; indexed >= batchSize; ) {
    indexed = await database.write(indexBatch);
    done += indexed;
    onProgress(done, done / total);
    await sleep(pause);
  }
}

/**
 * Returns the FTS5 expression for a search: every word is the start of a word, or part of the number; a query that is nothing but a
 * number matches as a whole.
 *
 * @returns undefined if the text has no letter and no digit
 */
export function searchExpression(text: string): string | undefined {
  const words = wordsOf(text);
  if (words.length === 0) return undefined;
  const number = numberIn(text);
  if (number === undefined) return words.map(wordOrNumber).join(' AND ');
  const asWords = words.map((word) => `${quoted(word)}*`).join(' AND ');
  return `(number : ${quoted(number)}*) OR (- number : (${asWords}))`;
}

/** Returns the FTS5 expression for contacts with each of these whole words in a column; undefined if there are none. */
export function wordsExpression(column: SearchColumn, text: string): string | undefined {
  const words = wordsOf(text);
  return words.length === 0 ? undefined : words.map((word) => `${column} : ${quoted(word)}`).join(' AND ');
}

/** Returns the FTS5 expression for contacts with any of these whole words in a column. */
export function anyWordExpression(column: SearchColumn, words: readonly string[]): string {
  return words.map((word) => `${column} : ${quoted(word)}`).join(' OR ');
}

/**
 * SQL condition: a row of `contacts_search` matches every expression. FTS5 returns the rows in order of id, and reads no more of
 * them than the query's limit.
 */
export function matchesSearch(expressions: readonly string[]): SQL {
  return sql`contacts_search match ${expressions.map((expression) => `(${expression})`).join(' AND ')}`;
}

function wordOrNumber(word: string): string {
  // Next to a name, a number may be short and begin with the 0 of its national form.
  const number = numberIn(word) ?? (/^\d+$/.test(word) ? word : undefined);
  const asWord = `(- number : ${quoted(word)}*)`;
  return number === undefined ? asWord : `(${asWord} OR number : ${quoted(number)}*)`;
}

/** Returns the digits of a text that may be part of a number, without the zeros of a national or international prefix. */
function numberIn(text: string): string | undefined {
  const digits = text.replace(/[\s()+./-]/g, '').replace(/^0+/, '');
  return /^\d{3,}$/.test(digits) ? digits : undefined;
}

/** Quotes a word as a string of FTS5's query language. */
function quoted(word: string): string {
  return `"${word.replaceAll('"', '""')}"`;
}

/** Returns the words of a text as the index has them, but for their accents. */
export function wordsOf(text: string): string[] {
  return searchable(text)
    .split(/\s+/)
    .filter((word) => /[\p{L}\p{N}]/u.test(word));
}

function isUpToDate(db: BetterSQLite3Database): boolean {
  const indexTable = sql`select 1 from sqlite_master where name = 'contacts_search'`;
  if (db.get(indexTable) === undefined) return false;
  if (db.select().from(contactSearchQueue).limit(1).get()) return false;
  const isNewer = gt(contacts.id, sql`(${indexedUpTo})`);
  return db.select({ id: contacts.id }).from(contacts).where(isNewer).limit(1).get() === undefined;
}

const indexedUpTo = sql`select coalesce((select rowid from contacts_search order by rowid desc limit 1), 0)`;

/** Returns about how many contacts are to be indexed: ids have few gaps. */
function countToIndex(db: BetterSQLite3Database): number {
  const newest = db.select({ id: contacts.id }).from(contacts).orderBy(desc(contacts.id)).limit(1).get();
  const indexed = z.object({ id: z.number() }).parse(db.get(sql`select (${indexedUpTo}) as id`));
  return (
    Math.max(1, (newest?.id ?? 0) - indexed.id) +
    (db.select({ n: count() }).from(contactSearchQueue).get()?.n ?? 0)
  );
}

/** Indexes one batch. @returns the number of contacts; fewer than a batch means that it was the last one */
function indexBatch(db: BetterSQLite3Database): number {
  const fresh = db.run(
    sql`${insertIntoIndex} where contacts.id > (${indexedUpTo}) order by contacts.id limit ${batchSize}`,
  );
  const queued = db
    .select()
    .from(contactSearchQueue)
    .limit(batchSize - fresh.changes)
    .all();
  for (const { contactId } of queued) {
    db.run(sql`delete from contacts_search where rowid = ${contactId}`);
    db.run(sql`${insertIntoIndex} where contacts.id = ${contactId}`);
    db.delete(contactSearchQueue).where(eq(contactSearchQueue.contactId, contactId)).run();
  }
  return fresh.changes + queued.length;
}

/** Joins values with a private-use character, which nobody types, so that no search matches across two values. */
const insertIntoIndex = sql`insert into contacts_search (rowid, name, email, business, number, other)
  select id, searchable(name), searchable(email),
    searchable(concat_ws(char(32, 57344, 32), business_name, business_website)), number_ends(phone_number),
    searchable(concat_ws(char(32, 57344, 32),
      (select group_concat(value, char(32, 57344, 32)) from json_each(custom_fields)),
      (select group_concat(tag, char(32, 57344, 32)) from contact_tags where contact_id = contacts.id)))
  from contacts`;
