import { and, asc, count, eq, type SQL, sql } from 'drizzle-orm';
import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import { preparedOnce } from '../connection/prepared.ts';
import { contacts, contactTags } from '../schema/schema.ts';
import { queueForSearch } from './contact-search.ts';

/** Gives one contact a tag; one that it has, capitals or not, stays as it is. @returns whether it is new */
export function giveTag(db: BetterSQLite3Database, contactId: number, tag: string): boolean {
  return insertTag(db).run({ contactId, tag: asSpelled(db, tag) }).changes > 0;
}

/** That a row of `contact_tags` is of this tag, capitals or not; SQLite's own `nocase` knows those of ASCII only. */
export function sameTag(tag: string): SQL {
  return isAscii(tag) ? sql`${contactTags.tag} = ${tag}` : sql`${contactTags.tag} in (${spellings(tag)})`;
}

/** As the tag is written already, if anybody has it: so it is one, in capitals or not. */
function asSpelled(db: BetterSQLite3Database, tag: string): string {
  return isAscii(tag) ? tag : (db.get<{ tag: string } | undefined>(spellings(tag))?.tag ?? tag);
}

/** Steps through the index from one tag to the next: there are few, however many contacts have them. */
const spellings = (tag: string) => sql`
  with recursive known(tag) as (
    select min(tag) from contact_tags
    union all
    select (select min(tag) from contact_tags where contact_tags.tag > known.tag) from known where known.tag <> ''
  )
  select tag from known where fold(tag) = fold(${tag})`;

// biome-ignore lint/suspicious/noControlCharactersInRegex: this is what ASCII is
const isAscii = (text: string) => /^[\u0000-\u007f]*$/.test(text);

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
    isGiven ? exists(db, id) && !hasTag(db, id, tag) && giveTag(db, id, tag) : takeTag(db, id, tag),
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

/** Whether a contact has a tag, capitals or not: SQLite's own comparison knows those of ASCII only. */
function hasTag(db: BetterSQLite3Database, contactId: number, tag: string): boolean {
  const tags = tagsOf(db).all({ contactId });
  return tags.some((one) => one.tag.toLowerCase() === tag.toLowerCase());
}

const tagsOf = preparedOnce((db) =>
  db
    .select({ tag: contactTags.tag })
    .from(contactTags)
    .where(eq(contactTags.contactId, sql.placeholder('contactId')))
    .prepare(),
);

/** Takes a tag from one contact. @returns whether it had it */
export function takeTag(db: BetterSQLite3Database, contactId: number, tag: string): boolean {
  const where = and(eq(contactTags.contactId, contactId), sameTag(tag));
  return db.delete(contactTags).where(where).run().changes > 0;
}
