import { and, asc, desc, gt, inArray, type SQL, sql } from 'drizzle-orm';
import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import type { Contact } from '../../../domain/contacts/contact.ts';
import type { ContactFilter } from '../../../domain/contacts/contact-filter.ts';
import { addressFields } from '../../../domain/contacts/location/address.ts';
import { fitsName } from '../../../domain/contacts/names.ts';
import type { ContactQuery, ContactSummary, NumberOwner } from '../../../operations/ports/contact-store.ts';
import {
  type ContactOrder,
  type CustomOrder,
  isCustomOrder,
  sortingField,
} from '../../../operations/ports/paging/orders.ts';
import type { Page, PageQuery, RowKey } from '../../../operations/ports/paging/page.ts';
import { readPage } from '../connection/paging/read-page.ts';
import { type KeyColumns, rowsAfter } from '../connection/paging/rows-after.ts';
import { preparedOnce } from '../connection/prepared.ts';
import { contacts } from '../schema/contact-tables.ts';
import { contactRow } from './contact-rows.ts';
import { countMatching, idColumnOf, matchingIds } from './search/contact-filter.ts';
import { matchesSearch, wordsExpression } from './search/contact-search.ts';

/** Sort expressions, written exactly as in the indexes. */
const orders: Record<Exclude<ContactOrder['by'], CustomOrder>, SQL> = {
  id: sql`${contacts.id}`,
  name: sql`${contacts.name} collate nocase`,
  phoneNumber: sql`${contacts.phoneNumber}`,
  email: sql`${contacts.email} collate nocase`,
};

/** Builds the query for `listContacts`. @param isAfter a condition of `keyColumnsOf`, for the rows after a key */
export function listQuery(db: BetterSQLite3Database, query: ContactQuery, isAfter?: SQL) {
  const all = db.select(contactRow).from(contacts).$dynamic();
  if ('ids' in query) return all.where(isOneOf(query.ids)).orderBy(asc(contacts.id));
  if ('afterId' in query)
    return all.where(gt(contacts.id, query.afterId)).orderBy(asc(contacts.id)).limit(query.limit);
  const { limit = -1, offset = 0, order = { by: 'id', descending: false } } = query;
  const sorted = all.orderBy(...sortedBy(order));
  if (!isFiltered(query)) return sorted.where(isAfter).limit(limit).offset(offset);
  // Only in order of id can the page be cut from the ids alone; otherwise every match has to be sorted.
  if (order.by !== 'id')
    return sorted
      .where(and(sql`${contacts.id} in (${matchingIds(query)})`, isAfter))
      .limit(limit)
      .offset(offset);
  const page = matchingIds(query, { descending: order.descending, limit, offset, isAfter });
  return sorted.where(sql`${contacts.id} in (${page})`);
}

/** Reads a page of the contacts that match a filter. */
export function contactPage(
  db: BetterSQLite3Database,
  filter: ContactFilter,
  query: PageQuery<ContactOrder['by']>,
): Page<Contact> {
  const { order = { by: 'id', descending: false }, after } = query;
  return readPage(query, {
    rows: (limit, offset) =>
      rowsAfter(keyColumnsOf(order, filter), after, limit, (isAfter, most) =>
        listQuery(db, { ...filter, order, limit: most, offset }, isAfter).all(),
      ),
    count: (most) => countMatching(db, filter, most),
    keyOf: (contact) => keyOf(contact, order.by),
  });
}

function keyColumnsOf({ by, descending }: ContactOrder, filter: ContactFilter): KeyColumns {
  if (by === 'id')
    return { columns: [isFiltered(filter) ? idColumnOf(filter) : sql`${contacts.id}`], descending };
  return { columns: [sortValue(by), sql`${contacts.id}`], descending };
}

function keyOf(contact: Contact, by: ContactOrder['by']): RowKey {
  if (by === 'id') return [contact.id];
  const value = isCustomOrder(by) ? (contact.customFields[sortingField(by)] ?? null) : contact[by];
  return [value, contact.id];
}

function summariesWhere(db: BetterSQLite3Database, condition: SQL) {
  const { id, name, phoneNumber, doNotCallAt, timezone, customFields } = contacts;
  return db
    .select({ id, name, phoneNumber, doNotCallAt, timezone, customFields })
    .from(contacts)
    .where(condition)
    .orderBy(asc(id));
}

const summariesOfIds = preparedOnce((db) =>
  summariesWhere(
    db,
    sql`${contacts.id} in (select value from json_each(${sql.placeholder('ids')}))`,
  ).prepare(),
);

/** Returns what a plan needs of the contacts with these ids, or of those that match a filter, in order of id. */
export function summaries(
  db: BetterSQLite3Database,
  which: ContactFilter | { ids: readonly number[] },
): ContactSummary[] {
  const rows =
    'ids' in which
      ? summariesOfIds(db).all({ ids: JSON.stringify(which.ids) })
      : summariesWhere(db, sql`${contacts.id} in (${matchingIds(which)})`).all();
  return rows.map((row) => ({ ...row, customFields: addressFields(row.customFields) }));
}

/** Returns the owners of these numbers. */
export function ownersOf(db: BetterSQLite3Database, phoneNumbers: readonly string[]): NumberOwner[] {
  const { id, phoneNumber, name, email, businessName } = contacts;
  return db
    .select({ id, phoneNumber, name, email, businessName })
    .from(contacts)
    .where(sql`${phoneNumber} in (select value from json_each(${JSON.stringify(phoneNumbers)}))`)
    .all();
}

/** Builds the query for the ids of the contacts that match a filter. */
export function idQuery(filter: ContactFilter, order: ContactOrder = { by: 'id', descending: false }): SQL {
  if (order.by === 'id') return matchingIds(filter, { descending: order.descending });
  const isMatching = isFiltered(filter) ? sql` where ${contacts.id} in (${matchingIds(filter)})` : sql``;
  return sql`select ${contacts.id} from ${contacts}${isMatching} order by ${sql.join(sortedBy(order), sql`, `)}`;
}

/** Returns the contacts whose whole name or e-mail this is, in any case. */
export function namedExactly(db: BetterSQLite3Database, text: string, limit: number): Contact[] {
  // With "or" and an order, SQLite would scan all contacts; this way each half uses its own index.
  const first = (column: SQL) =>
    sql`select id from (select id from contacts where ${column} = ${text} collate nocase order by id limit ${limit})`;
  const whole = sql`contacts.id in (${first(sql`name`)} union all ${first(sql`email`)})`;
  return db.select(contactRow).from(contacts).where(whole).orderBy(asc(contacts.id)).limit(limit).all();
}

/** Returns the contacts whose name contains every word of the text. Needs an index that is up to date. */
export function namedLike(db: BetterSQLite3Database, text: string, limit: number): Contact[] {
  const words = wordsExpression('name', text);
  const ids = words === undefined ? [] : idsNamedLike(db, words, text, limit);
  return contactsWithIds(db, ids);
}

/** Returns these contacts, in order of id. */
export function contactsWithIds(db: BetterSQLite3Database, ids: number[]): Contact[] {
  if (ids.length === 0) return [];
  return db
    .select(contactRow)
    .from(contacts)
    .where(inArray(contacts.id, ids))
    .orderBy(asc(contacts.id))
    .all();
}

/** Reads a page at a time until there are enough: thousands of contacts may have the words, but not the name. */
function idsNamedLike(db: BetterSQLite3Database, words: string, text: string, limit: number): number[] {
  const ids: number[] = [];
  for (let after = 0; ; ) {
    const page = db.values<[number, string]>(sql`select contacts.id, contacts.name from contacts_search
      cross join contacts on contacts.id = contacts_search.rowid
      where ${matchesSearch([words])} and contacts_search.rowid > ${after} order by contacts_search.rowid limit 100`);
    ids.push(...page.flatMap(([id, name]) => (fitsName(text, name) ? id : [])));
    const last = page.at(-1);
    if (!last || ids.length >= limit) return ids.slice(0, limit);
    [after] = last;
  }
}

function isFiltered({ search, tags = [], where = [] }: ContactFilter): boolean {
  return search !== undefined || tags.length > 0 || where.length > 0;
}

function sortedBy({ by, descending }: ContactOrder): SQL[] {
  const direction = descending ? desc : asc;
  if (by === 'id') return [direction(contacts.id)];
  return [direction(sortValue(by)), direction(contacts.id)];
}

function sortValue(by: ContactOrder['by']): SQL {
  return isCustomOrder(by) ? customValue(sortingField(by)) : orders[by];
}

/** SQL for the value of a custom field, without regard to case. */
function customValue(field: string): SQL {
  return sql`(select value from json_each(${contacts.customFields}) as field where field.key = ${field}) collate nocase`;
}

/** SQL condition: the contact's id is one of these, passed as one JSON parameter. */
function isOneOf(ids: readonly number[]): SQL {
  return sql`${contacts.id} in (select value from json_each(${JSON.stringify(ids)}))`;
}
