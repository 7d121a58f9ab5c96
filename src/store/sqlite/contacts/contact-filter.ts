import { and, type SQL, sql } from 'drizzle-orm';
import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import type { ContactFilter } from '../../../domain/contacts/contact-filter.ts';
import { readDoNotCall } from '../../../domain/contacts/do-not-call.ts';
import { fold } from '../../../domain/contacts/names.ts';
import { contacts } from '../schema/schema.ts';
import { matching, type SearchColumn, searchedFor, withWords } from './contact-search.ts';
import { sameTag } from './contact-tags.ts';

/** The fields of a contact that are no custom fields, by the names that operators use. */
const ownFields: Record<string, { is: SQL; words?: SearchColumn }> = {
  name: { is: sql`${contacts.name}`, words: 'name' },
  phone: { is: sql`${contacts.phoneNumber}` },
  phone_number: { is: sql`${contacts.phoneNumber}` },
  email: { is: sql`${contacts.email}`, words: 'email' },
  business_name: { is: sql`${contacts.businessName}`, words: 'business' },
  business_website: { is: sql`${contacts.businessWebsite}`, words: 'business' },
  timezone: { is: sql`${contacts.timezone}` },
  do_not_call: { is: sql`${contacts.doNotCallAt}` },
};

/** A part of the contacts that meet a filter, in order of id. */
export interface Part {
  descending?: boolean;
  limit?: number;
  offset?: number;
}

/** Whether a filter is answered from the search index, which then has to be brought up to date. */
export function needsSearch({ search, where = [] }: ContactFilter): boolean {
  return search !== undefined || where.some(({ field, value }) => wordsOf(field, value) !== undefined);
}

/**
 * The ids of the contacts that meet the filter, as a query. It goes along an index that has them in order of id, and so reads no
 * more of them than are asked for; only where nothing but fields without words are asked for it goes along all contacts.
 */
export function idsMeeting(
  filter: ContactFilter,
  { descending = false, limit = -1, offset = 0 }: Part = {},
): SQL {
  const { search, tags = [], where = [] } = filter;
  const looked = search === undefined ? [] : [searchedFor(search)];
  if (looked.includes(undefined)) return sql`select 0 where false`;
  const expressions = [...looked, ...where.map(({ field, value }) => wordsOf(field, value))].filter(
    (one) => one !== undefined,
  );
  const [tag, ...others] = tags;
  const fields = where.map(({ field, value }) => hasValue(field, value));
  const turn = descending ? sql`desc` : sql`asc`;
  const rest = (id: SQL) => sql`order by ${id} ${turn} limit ${limit} offset ${offset}`;
  // A cross join is done in the order in which it is written (https://sqlite.org/optoverview.html#crossjoin).
  if (expressions.length > 0) {
    const all = and(matching(expressions), ...tags.map(hasTag), ...fields);
    return sql`select contacts_search.rowid from contacts_search
      cross join contacts on contacts.id = contacts_search.rowid where ${all} ${rest(sql`contacts_search.rowid`)}`;
  }
  if (tag !== undefined) {
    const all = and(sameTag(tag), ...others.map(hasTag), ...fields);
    return sql`select contact_tags.contact_id from contact_tags
      cross join contacts on contacts.id = contact_tags.contact_id where ${all} ${rest(sql`contact_tags.contact_id`)}`;
  }
  return sql`select contacts.id from contacts where ${and(...fields)} ${rest(sql`contacts.id`)}`;
}

/** Whether this is one of every contact's fields, or a custom field that anybody has. */
export function isKnownField(db: BetterSQLite3Database, field: string): boolean {
  if (Object.hasOwn(ownFields, field)) return true;
  const has = sql`exists (select 1 from json_each(${contacts.customFields}) as field where field.key = ${field})`;
  return db.select({ id: contacts.id }).from(contacts).where(has).limit(1).get() !== undefined;
}

/** What finds, in the index of searches, whoever may have this in a field: all who have it, and a few more. */
function wordsOf(field: string, value: string): string | undefined {
  const own = Object.hasOwn(ownFields, field) ? ownFields[field] : undefined;
  const column = own ? own.words : 'other';
  return column && withWords(column, value);
}

/** `+`: the index of tags would be gone along anew for each contact. */
function hasTag(tag: string): SQL {
  return sql`exists (select 1 from contact_tags where contact_tags.contact_id = +contacts.id and ${sameTag(tag)})`;
}

function hasValue(field: string, value: string): SQL {
  const own = Object.hasOwn(ownFields, field) ? ownFields[field] : undefined;
  if (field === 'do_not_call') return isMarked(readDoNotCall(value));
  if (field === 'phone' || field === 'phone_number') return sql`${contacts.phoneNumber} = ${fold(value)}`;
  if (own) return sql`fold(coalesce(${own.is}, '')) = ${fold(value)}`;
  const custom = sql`select 1 from json_each(${contacts.customFields}) as field where field.key = ${field}`;
  if (value === '') return sql`not exists (${custom} and field.value <> '')`;
  return sql`exists (${custom} and fold(field.value) = ${fold(value)})`;
}

function isMarked(mark: boolean | undefined): SQL {
  if (mark === undefined) return sql`false`;
  return mark ? sql`do_not_call_at is not null` : sql`do_not_call_at is null`;
}
