import { and, asc, count, eq, sql } from 'drizzle-orm';
import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import { queueForSearch } from './contact-search.ts';
import { preparedOnce } from './prepared.ts';
import { contacts, contactTags } from './schema.ts';

/** Gives one contact a tag; one that it has, capitals or not, stays as it is. @returns whether it is new */
export function giveTag(db: BetterSQLite3Database, contactId: number, tag: string): boolean {
  return insertTag(db).run({ contactId, tag }).changes > 0;
}

const insertTag = preparedOnce((db) =>
  db
    .insert(contactTags)
    .values({ contactId: sql.placeholder('contactId'), tag: sql.placeholder('tag') })
    .onConflictDoNothing()
    .prepare(),
);

/** Gives contacts a tag, or takes it from them. Ids that no contact has are passed over. */
export function setTag(
  db: BetterSQLite3Database,
  ids: readonly number[],
  tag: string,
  isGiven: boolean,
): number {
  const changed = ids.filter((id) =>
    isGiven ? exists(db, id) && giveTag(db, id, tag) : takeTag(db, id, tag),
  );
  for (const id of changed) queueForSearch(db, id);
  return changed.length;
}

/** Every tag, with how many contacts have it. */
export function listTags(db: BetterSQLite3Database): { tag: string; contacts: number }[] {
  return db
    .select({ tag: contactTags.tag, contacts: count() })
    .from(contactTags)
    .groupBy(contactTags.tag)
    .orderBy(asc(contactTags.tag))
    .all();
}

function exists(db: BetterSQLite3Database, id: number): boolean {
  return db.select({ id: contacts.id }).from(contacts).where(eq(contacts.id, id)).get() !== undefined;
}

/** Takes a tag from one contact. @returns whether it had it */
export function takeTag(db: BetterSQLite3Database, contactId: number, tag: string): boolean {
  const where = and(eq(contactTags.contactId, contactId), eq(contactTags.tag, tag));
  return db.delete(contactTags).where(where).run().changes > 0;
}
