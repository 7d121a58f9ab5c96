import { setTimeout as sleep } from 'node:timers/promises';
import { count, desc, eq, gt, type SQL, sql } from 'drizzle-orm';
import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import { z } from 'zod';
import type { Database } from '../connection/database.ts';
import { preparedOnce } from '../connection/prepared.ts';
import { searchable } from '../connection/sql-functions.ts';
import { contactSearchQueue, contacts } from '../schema/schema.ts';

/**
 * The index that searches are answered from, by SQLite's FTS5 (https://sqlite.org/fts5.html). It keeps no text of its own.
 * An import does not wait for it: it is brought up to date by the next search, from where it had ended (ids only grow)
 * and from the queue of what has changed since.
 */
const createIndex = sql`create virtual table if not exists contacts_search using fts5(
  name, email, business, number, other,
  content='', contentless_delete=1, tokenize='unicode61 remove_diacritics 2')`;

/** The columns in which words are looked for; `business` has website and name, `other` custom fields and tags. */
export type SearchColumn = 'name' | 'email' | 'business' | 'other';

/** Contacts put into the index in one transaction: few enough that a claim never waits long for the lock. */
const batchSize = 250;

/** Between two of them, so that whoever waits for the lock has it next, ms. */
const pause = 5;

/** Says that a contact has changed, or gone. */
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

/** Brings the index up to date. The lock is taken only where there is something to do. */
export async function catchUp(
  database: Database,
  onProgress: (contacts: number, share: number) => void = () => undefined,
): Promise<void> {
  if (await database.read(isUpToDate)) return;
  await database.write((db) => db.run(createIndex));
  const all = await database.read(countToIndex);
  let done = 0;
  for (let some = batchSize; some >= batchSize; ) {
    some = await database.write(indexSome);
    done += some;
    onProgress(done, done / all);
    await sleep(pause);
  }
}

/**
 * What finds the contacts in which every word begins a word, or stands in the number; what is nothing but a number has to stand
 * there as a whole. Undefined where nothing can be looked for, for there is no letter and no digit.
 *
 * @returns an expression of FTS5, as `matching` takes it
 */
export function searchedFor(text: string): string | undefined {
  const words = wordsOf(text);
  if (words.length === 0) return undefined;
  const number = numberIn(text);
  if (number === undefined) return words.map(wordOrNumber).join(' AND ');
  const asWords = words.map((word) => `${quoted(word)}*`).join(' AND ');
  return `(number : ${quoted(number)}*) OR (- number : (${asWords}))`;
}

/** Beside a name, a number may begin with the 0 that it has at home. */
function wordOrNumber(word: string): string {
  const number = numberIn(word) ?? (/^\d+$/.test(word) ? word : undefined);
  const asWord = `(- number : ${quoted(word)}*)`;
  return number === undefined ? asWord : `(${asWord} OR number : ${quoted(number)}*)`;
}

/** The digits of a text that may be a part of a number, as it is written at home or abroad. */
function numberIn(text: string): string | undefined {
  const digits = text.replace(/[\s()+./-]/g, '').replace(/^0+/, '');
  return /^\d{3,}$/.test(digits) ? digits : undefined;
}

/** What finds the contacts that have each of these whole words in this column. Undefined where there are none. */
export function withWords(column: SearchColumn, text: string): string | undefined {
  const words = wordsOf(text);
  return words.length === 0 ? undefined : words.map((word) => `${column} : ${quoted(word)}`).join(' AND ');
}

/** The rows of `contacts_search` that all of these expressions find. FTS5 has them in order of id, and reads no more than are asked for. */
export function matching(expressions: readonly string[]): SQL {
  return sql`contacts_search match ${expressions.map((one) => `(${one})`).join(' AND ')}`;
}

/** A string of FTS5's query language. */
function quoted(word: string): string {
  return `"${word.replaceAll('"', '""')}"`;
}

function wordsOf(text: string): string[] {
  return searchable(text)
    .split(/\s+/)
    .filter((word) => /[\p{L}\p{N}]/u.test(word));
}

function isUpToDate(db: BetterSQLite3Database): boolean {
  const isThere = sql`select 1 from sqlite_master where name = 'contacts_search'`;
  if (db.get(isThere) === undefined) return false;
  if (db.select().from(contactSearchQueue).limit(1).get()) return false;
  const newer = gt(contacts.id, sql`(${indexedUpTo})`);
  return db.select({ id: contacts.id }).from(contacts).where(newer).limit(1).get() === undefined;
}

const indexedUpTo = sql`select coalesce((select rowid from contacts_search order by rowid desc limit 1), 0)`;

/** About how many contacts are to be indexed; ids have few gaps. */
function countToIndex(db: BetterSQLite3Database): number {
  const newest = db.select({ id: contacts.id }).from(contacts).orderBy(desc(contacts.id)).limit(1).get();
  const indexed = z.object({ id: z.number() }).parse(db.get(sql`select (${indexedUpTo}) as id`));
  return (
    Math.max(1, (newest?.id ?? 0) - indexed.id) +
    (db.select({ n: count() }).from(contactSearchQueue).get()?.n ?? 0)
  );
}

/** @returns how many it was; fewer than a batch is the end */
function indexSome(db: BetterSQLite3Database): number {
  const fresh = db.run(
    sql`${putIntoIndex} where contacts.id > (${indexedUpTo}) order by contacts.id limit ${batchSize}`,
  );
  const queued = db
    .select()
    .from(contactSearchQueue)
    .limit(batchSize - fresh.changes)
    .all();
  for (const { contactId } of queued) {
    db.run(sql`delete from contacts_search where rowid = ${contactId}`);
    db.run(sql`${putIntoIndex} where contacts.id = ${contactId}`);
    db.delete(contactSearchQueue).where(eq(contactSearchQueue.contactId, contactId)).run();
  }
  return fresh.changes + queued.length;
}

/** Between two values stands a sign of private use, a word that nobody looks for: `a-b` is not found where `a` is one tag and `b` the next. */
const putIntoIndex = sql`insert into contacts_search (rowid, name, email, business, number, other)
  select id, searchable(name), searchable(email),
    searchable(concat_ws(char(32, 57344, 32), business_name, business_website)), number_ends(phone_number),
    searchable(concat_ws(char(32, 57344, 32),
      (select group_concat(value, char(32, 57344, 32)) from json_each(custom_fields)),
      (select group_concat(tag, char(32, 57344, 32)) from contact_tags where contact_id = contacts.id)))
  from contacts`;
