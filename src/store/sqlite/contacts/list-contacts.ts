import { and, asc, desc, gt, type SQL, sql } from 'drizzle-orm';
import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import type { ContactFilter } from '../../../domain/contacts/contact-filter.ts';
import type { ChosenContact, ContactQuery } from '../../../operations/ports/contact-store.ts';
import { contacts } from '../schema/schema.ts';
import { idsMeeting } from './contact-filter.ts';
import { contactRow } from './contact-rows.ts';

/** As the indexes have them. */
const orders: Record<NonNullable<ContactQuery['order']>['by'], SQL> = {
  id: sql`${contacts.id}`,
  name: sql`${contacts.name} collate nocase`,
  phone: sql`${contacts.phoneNumber}`,
  email: sql`${contacts.email} collate nocase`,
};

/** The query for the contacts that are asked for. */
export function listing(db: BetterSQLite3Database, query: ContactQuery) {
  const { limit = -1, offset = 0, afterId, ids, order = { by: 'id', descending: false } } = query;
  const turn = order.descending ? desc : asc;
  const isById = order.by === 'id';
  const all = db.select(contactRow).from(contacts).$dynamic();
  if (isFiltered(query)) {
    // Sorted otherwise than by id they must all be looked at, else no more than those of the page.
    const found = idsMeeting(query, isById ? { descending: order.descending, limit, offset } : {});
    const page = all.where(sql`${contacts.id} in (${found})`).orderBy(...turns(order.by, turn));
    return isById ? page : page.limit(limit).offset(offset);
  }
  return all
    .where(
      and(
        afterId === undefined ? undefined : gt(contacts.id, afterId),
        ids && sql`${contacts.id} in (${given(ids)})`,
      ),
    )
    .orderBy(...turns(order.by, turn))
    .limit(limit)
    .offset(offset);
}

function isFiltered({ search, tags = [], where = [] }: ContactFilter): boolean {
  return search !== undefined || tags.length > 0 || where.length > 0;
}

function turns(by: NonNullable<ContactQuery['order']>['by'], turn: typeof asc): SQL[] {
  return by === 'id' ? [turn(contacts.id)] : [turn(orders[by]), turn(contacts.id)];
}

/** Who meets the filter, or has one of these ids, in order of id. */
export function chosen(
  db: BetterSQLite3Database,
  which: ContactFilter | { ids: readonly number[] },
): ChosenContact[] {
  const ids = 'ids' in which ? given(which.ids) : idsMeeting(which);
  const { id, name, phoneNumber, doNotCallAt } = contacts;
  return db
    .select({ id, name, phoneNumber, doNotCallAt })
    .from(contacts)
    .where(sql`${id} in (${ids})`)
    .orderBy(asc(id))
    .all();
}

/** Ids as one parameter, however many they are. */
function given(ids: readonly number[]): SQL {
  return sql`select value from json_each(${JSON.stringify(ids)})`;
}

/** Who meets the filter, in order of id. */
export function idsOf(db: BetterSQLite3Database, filter: ContactFilter): number[] {
  return db.values<[number]>(idsMeeting(filter)).map(([id]) => id);
}
