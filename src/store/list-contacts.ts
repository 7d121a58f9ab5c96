import { and, asc, desc, gt, type SQL, sql } from 'drizzle-orm';
import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import type { ContactFilter, ContactQuery } from '../operations/contact-store.ts';
import { meets } from './contact-filter.ts';
import { contactRow } from './contact-rows.ts';
import { contacts } from './schema.ts';

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
  return db
    .select(contactRow)
    .from(contacts)
    .where(
      and(
        meets(query),
        afterId === undefined ? undefined : gt(contacts.id, afterId),
        ids && sql`${contacts.id} in (select value from json_each(${JSON.stringify(ids)}))`,
      ),
    )
    .orderBy(turn(orders[order.by]), turn(contacts.id))
    .limit(limit)
    .offset(offset);
}

/** Who meets the filter, in order of id. */
export function idsOf(db: BetterSQLite3Database, filter: ContactFilter): number[] {
  const rows = db
    .select({ id: contacts.id })
    .from(contacts)
    .where(meets(filter))
    .orderBy(asc(contacts.id))
    .all();
  return rows.map(({ id }) => id);
}
