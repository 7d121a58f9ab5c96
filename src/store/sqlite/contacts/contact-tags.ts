import { and, asc, count, eq, type SQL, sql } from 'drizzle-orm';
import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import type { Contact } from '../../../domain/contacts/contact.ts';
import { preparedOnce } from '../connection/prepared.ts';
import { contacts, contactTags } from '../schema/contact-tables.ts';
import { queueForSearch } from './search/contact-search.ts';

export function setTag(
  db: BetterSQLite3Database,
  ids: readonly number[],
  tag: string,
  isTagged: boolean,
): number {
  const changed = ids.filter((id) =>
    isTagged ? exists(db, id) && !hasTag(db, id, tag) && addTag(db, id, tag) : removeTag(db, id, tag),
  );
  for (const id of changed) queueForSearch(db, id);
  return changed.length;
}

/** Adds a tag to a contact unless it has it in any case. @returns whether the tag is new */
export function addTag(db: BetterSQLite3Database, contactId: number, tag: string): boolean {
  return insertTag(db).run({ contactId, tag: existingSpelling(db, tag) }).changes > 0;
}

/** Removes a tag, in any case, from a contact. @returns whether the contact had it */
export function removeTag(db: BetterSQLite3Database, contactId: number, tag: string): boolean {
  const where = and(eq(contactTags.contactId, contactId), sameTag(tag));
  return db.delete(contactTags).where(where).run().changes > 0;
}

/** Gives a contact these tags, and takes all others. A tag that it has in another case stays as it is. */
export function setTags(
  db: BetterSQLite3Database,
  { id, tags }: Pick<Contact, 'id' | 'tags'>,
  wanted: readonly string[],
): void {
  const kept = new Set(wanted.map((tag) => tag.toLowerCase()));
  for (const tag of tags) if (!kept.has(tag.toLowerCase())) removeTag(db, id, tag);
  for (const tag of wanted) addTag(db, id, tag);
}

export function listTags(db: BetterSQLite3Database): { tag: string; contacts: number }[] {
  return db
    .select({ tag: contactTags.tag, contacts: count() })
    .from(contactTags)
    .groupBy(contactTags.tag)
    .orderBy(asc(contactTags.tag))
    .all();
}

/** SQL condition: a row of `contact_tags` has this tag in any case. SQLite's own `nocase` covers ASCII only. */
export function sameTag(tag: string): SQL {
  return isAscii(tag) ? sql`${contactTags.tag} = ${tag}` : sql`${contactTags.tag} in (${spellings(tag)})`;
}

/** Returns the tag as other contacts spell it, so that it does not appear in two spellings. */
function existingSpelling(db: BetterSQLite3Database, tag: string): string {
  return isAscii(tag) ? tag : (db.get<{ tag: string } | undefined>(spellings(tag))?.tag ?? tag);
}

/** Jumps through the index from tag to tag: there are few tags, however many contacts have them. */
const spellings = (tag: string) => sql`
  with recursive known(tag) as (
    select min(tag) from contact_tags
    union all
    select (select min(tag) from contact_tags where contact_tags.tag > known.tag) from known where known.tag <> ''
  )
  select tag from known where fold(tag) = fold(${tag})`;

// biome-ignore lint/suspicious/noControlCharactersInRegex: this is what ASCII is
const isAscii = (text: string) => /^[\u0000-\u007f]*$/.test(text);

function exists(db: BetterSQLite3Database, id: number): boolean {
  return db.select({ id: contacts.id }).from(contacts).where(eq(contacts.id, id)).get() !== undefined;
}

function hasTag(db: BetterSQLite3Database, contactId: number, tag: string): boolean {
  const tags = tagsOf(db).all({ contactId });
  return tags.some((row) => row.tag.toLowerCase() === tag.toLowerCase());
}

const tagsOf = preparedOnce((db) =>
  db
    .select({ tag: contactTags.tag })
    .from(contactTags)
    .where(eq(contactTags.contactId, sql.placeholder('contactId')))
    .prepare(),
);

const insertTag = preparedOnce((db) =>
  db
    .insert(contactTags)
    .values({ contactId: sql.placeholder('contactId'), tag: sql.placeholder('tag') })
    .onConflictDoNothing()
    .prepare(),
);
