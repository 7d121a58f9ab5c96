import { and, type SQL, sql } from 'drizzle-orm';
import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import type { ContactFilter } from '../../../../domain/contacts/contact-filter.ts';
import { fold } from '../../../../domain/contacts/names.ts';
import { readDoNotCall } from '../../../../domain/contacts/suppression/do-not-call.ts';
import { countUpTo } from '../../connection/paging/count-up-to.ts';
import { contacts } from '../../schema/contact-tables.ts';
import { sameTag } from '../contact-tags.ts';
import { matchesSearch, type SearchColumn, searchExpression, wordsExpression } from './contact-search.ts';

/** The built-in fields of a contact, by the names that operators use. */
const builtInFields: Record<string, { column: SQL; searchedAs?: SearchColumn }> = {
  name: { column: sql`${contacts.name}`, searchedAs: 'name' },
  phone: { column: sql`${contacts.phoneNumber}` },
  phone_number: { column: sql`${contacts.phoneNumber}` },
  email: { column: sql`${contacts.email}`, searchedAs: 'email' },
  business_name: { column: sql`${contacts.businessName}`, searchedAs: 'business' },
  business_website: { column: sql`${contacts.businessWebsite}`, searchedAs: 'business' },
  timezone: { column: sql`${contacts.timezone}` },
  do_not_call: { column: sql`${contacts.doNotCallAt}` },
};

/** A page of ids; all of them by default. */
interface Page {
  descending?: boolean;
  limit?: number;
  offset?: number;
  /** A condition of `idColumnOf`, for the rows after a key. */
  isAfter?: SQL | undefined;
}

/** Returns whether a filter uses the search index, which must then be brought up to date first. */
export function needsSearch({ search, where = [] }: ContactFilter): boolean {
  return search !== undefined || where.some(({ field, value }) => expressionFor(field, value) !== undefined);
}

/**
 * Returns a query for the ids of the contacts that meet the filter: of all, if it is empty. It follows an index that has them in order
 * of id, so it reads no more of them than the page needs. Only a filter by fields that have no words scans all contacts.
 */
export function matchingIds(
  filter: ContactFilter,
  { descending = false, limit = -1, offset = 0, isAfter }: Page = {},
): SQL {
  const source = sourceOf(filter);
  if (!source) return sql`select 0 where false`;
  const direction = descending ? sql`desc` : sql`asc`;
  // A cross join runs in the order in which it is written (https://sqlite.org/optoverview.html#crossjoin).
  const joined = source.id === contactId ? sql`` : sql` cross join contacts on contacts.id = ${source.id}`;
  const condition = and(source.isCandidate, ...source.checks, isAfter);
  const where = condition ? sql` where ${condition}` : sql``;
  return sql`select ${source.id} from ${source.table}${joined}${where} order by ${source.id} ${direction} limit ${limit} offset ${offset}`;
}

/**
 * Returns how many contacts meet the filter, counting up to `most`. With that many candidates they are not checked one by one, and it is
 * `most`.
 */
export function countMatching(db: BetterSQLite3Database, filter: ContactFilter, most: number): number {
  const source = sourceOf(filter);
  if (!source) return 0;
  const where = source.isCandidate ? sql`where ${source.isCandidate}` : sql``;
  const candidates = countUpTo(db, sql`select 1 from ${source.table} ${where}`, most);
  if (candidates >= most || source.checks.length === 0) return candidates;
  return countUpTo(db, sql`select 1 from (${matchingIds(filter)})`, most);
}

/** Returns where `matchingIds` has the ids from. */
export function idColumnOf(filter: ContactFilter): SQL {
  return sourceOf(filter)?.id ?? contactId;
}

const contactId = sql`contacts.id`;

/** Where the contacts that may meet a filter are found in order of id, and what is checked of each. */
interface Source {
  table: SQL;
  id: SQL;
  isCandidate: SQL | undefined;
  checks: SQL[];
}

/** Returns the narrowest source; undefined if no contact can meet the filter. */
function sourceOf({ search, tags = [], where = [] }: ContactFilter): Source | undefined {
  const searched = search === undefined ? [] : [searchExpression(search)];
  if (searched.includes(undefined)) return undefined;
  const expressions = [...searched, ...where.map(({ field, value }) => expressionFor(field, value))].filter(
    (expression) => expression !== undefined,
  );
  const fields = where.map(({ field, value }) => hasValue(field, value));
  if (expressions.length > 0) {
    const [table, id] = [sql`contacts_search`, sql`contacts_search.rowid`];
    return { table, id, isCandidate: matchesSearch(expressions), checks: [...tags.map(hasTag), ...fields] };
  }
  const [tag, ...otherTags] = tags;
  if (tag !== undefined) {
    const [table, id] = [sql`contact_tags`, sql`contact_tags.contact_id`];
    return { table, id, isCandidate: sameTag(tag), checks: [...otherTags.map(hasTag), ...fields] };
  }
  return { table: sql`contacts`, id: contactId, isCandidate: undefined, checks: fields };
}

export function isKnownField(db: BetterSQLite3Database, field: string): boolean {
  if (Object.hasOwn(builtInFields, field)) return true;
  const has = sql`exists (select 1 from json_each(${contacts.customFields}) as field where field.key = ${field})`;
  return db.select({ id: contacts.id }).from(contacts).where(has).limit(1).get() !== undefined;
}

/** Returns the custom fields that any contact has, in alphabetical order. */
export function customFieldNames(db: BetterSQLite3Database): string[] {
  const each = sql`json_each(${contacts.customFields}) as field`;
  return db
    .values<[string]>(sql`select distinct field.key from ${contacts}, ${each} order by field.key`)
    .map(([name]) => name);
}

/** Returns a search that finds every contact with this value in a field, and a few more; undefined if it has no words. */
function expressionFor(field: string, value: string): string | undefined {
  const builtIn = Object.hasOwn(builtInFields, field) ? builtInFields[field] : undefined;
  const column = builtIn ? builtIn.searchedAs : 'other';
  return column && wordsExpression(column, value);
}

function hasTag(tag: string): SQL {
  // The `+` keeps SQLite from walking the index of tags for each contact.
  return sql`exists (select 1 from contact_tags where contact_tags.contact_id = +contacts.id and ${sameTag(tag)})`;
}

function hasValue(field: string, value: string): SQL {
  const builtIn = Object.hasOwn(builtInFields, field) ? builtInFields[field] : undefined;
  if (field === 'do_not_call') return isMarked(readDoNotCall(value));
  if (field === 'phone' || field === 'phone_number') return sql`${contacts.phoneNumber} = ${fold(value)}`;
  if (builtIn) return sql`fold(coalesce(${builtIn.column}, '')) = ${fold(value)}`;
  const custom = sql`select 1 from json_each(${contacts.customFields}) as field where field.key = ${field}`;
  if (value === '') return sql`not exists (${custom} and field.value <> '')`;
  return sql`exists (${custom} and fold(field.value) = ${fold(value)})`;
}

function isMarked(mark: boolean | undefined): SQL {
  if (mark === undefined) return sql`false`;
  return mark ? sql`do_not_call_at is not null` : sql`do_not_call_at is null`;
}
