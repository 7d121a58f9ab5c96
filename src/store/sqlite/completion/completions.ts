import type { Database } from 'better-sqlite3';
import {
  type CompletedKind,
  type Completion,
  mostCompletions,
} from '../../../operations/ports/completion/completions.ts';
import { openSqlite } from '../connection/sqlite.ts';
import { spellingsOf } from './spellings.ts';

/** How many of the latest rows are looked at for what they have in common, such as custom fields. */
const latest = 500;

/** ms for which a database that is being written to is waited for. */
const patience = 50;

/**
 * Returns what can complete a word, at most `mostCompletions`, without changing anything: the connection only reads. It
 * loads neither the schema nor drizzle, so that it is done before a person notices.
 *
 * @throws Error if there is no database, or it is of another version, busy or damaged
 */
export function completionsFrom(path: string, kind: CompletedKind, start: string): Completion[] {
  // Opened as `readonly`, SQLite would leave its two helper files behind.
  const database = openSqlite(path, { fileMustExist: true, timeout: patience });
  try {
    database.exec('pragma query_only = 1');
    return queries[kind](database, start).slice(0, mostCompletions);
  } finally {
    database.close();
  }
}

type Query = (database: Database, start: string) => Completion[];

const queries: Readonly<Record<CompletedKind, Query>> = {
  contact: contactsByName,
  'contact-id': (database, start) =>
    start.startsWith('+') ? contactsByNumber(database, start) : contactsById(database, start),
  tag: plain(distinct('contact_tags', 'tag')),
  field: plain(customFields("key || '='", "''")),
  'custom-field': plain(customFields('key', "'custom field'")),
  agent: plain(
    `${distinct('calls', 'agent_id')}
     union select agent_id, '' from (select agent_id from scheduled_calls order by id desc limit ${latest})`,
  ),
  number: plain(
    `select distinct from_number as word, '' as about
     from (select from_number from scheduled_calls order by id desc limit ${latest})`,
  ),
  campaign: plain(
    `select name as word, 'campaign ' || id as about from campaigns order by id desc limit ${latest}`,
  ),
  'call-times': plain('select name as word, notation as about from call_times order by name'),
  scheduled: scheduledCalls('1'),
  'scheduled-pending': scheduledCalls("s.status = 'PENDING'"),
  'scheduled-failed': scheduledCalls("s.status = 'FAILED'"),
  'scheduled-cancelled': scheduledCalls("s.status = 'CANCELLED'"),
  'scheduled-unconfirmed': scheduledCalls("s.status = 'IN_PROGRESS'"),
  call: calls('1'),
  'call-unconfirmed': calls("k.status = 'unknown'"),
  callback: plain(
    `select cast(b.id as text) as word, coalesce(b.words, '') as about
     from callbacks b order by b.id desc limit ${mostCompletions}`,
  ),
  token: plain(
    "select cast(id as text) as word, trim(coalesce(name, '') || ' ' || scope) as about from tokens where revoked_at is null order by id",
  ),
  account: plain('select cast(id as text) as word, address as about from accounts order by id'),
};

interface NamedRow {
  id: number;
  name: string;
  phone_number: string;
}

/** Contacts by the beginning of their name, number or id. A name that several have is no use: their ids are. */
function contactsByName(database: Database, start: string): Completion[] {
  if (start.startsWith('+')) return contactsByNumber(database, start);
  if (/^\d/.test(start)) return contactsById(database, start);
  const rows = contactsNamed(database, start);
  const isShared = (name: string) =>
    rows.filter((row) => row.name.toLowerCase() === name.toLowerCase()).length > 1;
  return rows.map(({ id, name, phone_number: number }) =>
    name === '' || /^[-\d+]/.test(name) || isShared(name)
      ? { word: String(id), about: `${name} ${number}`.trim() }
      : { word: name, about: `${number}, contact ${id}` },
  );
}

/** Contacts whose name begins so, with or without its accents, as it is typed first. */
function contactsNamed(database: Database, start: string): NamedRow[] {
  const begins = 'name collate nocase >= ? and name collate nocase < ?';
  const upTo = (beginning: string) => `${beginning}\u{10ffff}`;
  const anyNamed = database.prepare<[string, string]>(`select 1 from contacts where ${begins} limit 1`);
  const allNamed = database.prepare<[string, string], NamedRow>(
    `select id, name, phone_number from contacts where ${begins} order by name collate nocase limit ${mostCompletions}`,
  );
  const spellings = spellingsOf(start, (beginning) => anyNamed.get(beginning, upTo(beginning)) !== undefined);
  const rows = spellings.flatMap((spelling) => allNamed.all(spelling, upTo(spelling)));
  return [...new Map(rows.map((row) => [row.id, row])).values()];
}

function contactsById(database: Database, start: string): Completion[] {
  const select = `select cast(id as text) as word, trim(name || ' ' || phone_number) as about from contacts`;
  if (!/^\d{1,9}$/.test(start))
    return start === ''
      ? database.prepare<[], Completion>(`${select} order by id desc limit ${mostCompletions}`).all()
      : [];
  // The ids that begin with these digits, as ranges: 12, 120–129, 1200–1299 …
  const ranges = [1, 10, 100, 1000, 10_000, 100_000].map((size) => [Number(start) * size, size] as const);
  return ranges.flatMap(([first, size]) =>
    database
      .prepare<[number, number], Completion>(
        `${select} where id between ? and ? order by id limit ${mostCompletions}`,
      )
      .all(first, first + size - 1),
  );
}

function contactsByNumber(database: Database, start: string): Completion[] {
  return database
    .prepare<[string, string], Completion>(
      `select phone_number as word, name as about from contacts
       where phone_number >= ? and phone_number < ? order by phone_number limit ${mostCompletions}`,
    )
    .all(start, `${start}:`);
}

/** The latest scheduled calls that meet a condition, each with its status, time and contact. */
function scheduledCalls(where: string): Query {
  return timed(
    `select cast(s.id as text) as word, s.status as state, s.scheduled_time as at,
       coalesce(nullif(c.name, ''), c.phone_number, '') as about
     from scheduled_calls s left join contacts c on c.id = s.contact_id
     where ${where} order by s.id desc limit ${mostCompletions}`,
  );
}

/** The latest calls that meet a condition, each with what came of it, when it was requested, and its contact. */
function calls(where: string): Query {
  return timed(
    `select cast(k.id as text) as word, coalesce(k.disposition, k.status) as state, k.requested_at as at,
       coalesce(nullif(c.name, ''), k.to_number) as about
     from calls k left join contacts c on c.id = k.contact_id
     where ${where} order by k.id desc limit ${mostCompletions}`,
  );
}

/** The custom fields of the latest contacts, in the words of these expressions. */
function customFields(word: string, about: string): string {
  return `select distinct ${word} as word, ${about} as about
    from (select custom_fields from contacts order by id desc limit ${latest}), json_each(custom_fields) order by key`;
}

/** Returns a query for the different values of an indexed column, which jumps from one to the next. */
function distinct(table: string, column: string): string {
  const next = (where: string) => `(select min(${column}) from ${table} ${where})`;
  return `select word, '' as about from (
    with recursive found(word) as (
      select ${next('')} union all select ${next(`where ${column} > found.word`)} from found where found.word is not null
      limit ${latest}
    ) select word from found where word is not null)`;
}

/** Returns a query whose words are then narrowed down to those that begin like the one typed. */
function plain(sql: string): Query {
  return (database, start) =>
    database
      .prepare<[], Completion>(sql)
      .all()
      .filter(({ word }) => word.toLowerCase().startsWith(start.toLowerCase()));
}

/** Does the same for rows with a time, in ms since 1970. */
function timed(sql: string): Query {
  return (database, start) =>
    database
      .prepare<[], { word: string; state: string; at: number; about: string }>(sql)
      .all()
      .filter(({ word }) => word.startsWith(start))
      .map((row) => ({ ...row, at: new Date(row.at) }));
}
