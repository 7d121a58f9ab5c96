import { asc, eq, inArray, type SQL, sql } from 'drizzle-orm';
import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import { type Contact, type ContactChanges, changedContact } from '../../../domain/contacts/contact.ts';
import type { SavePolicy } from '../../../domain/contacts/merge.ts';
import { fitsName } from '../../../domain/contacts/names.ts';
import { Problem } from '../../../domain/problem.ts';
import type { ContactStore } from '../../../operations/ports/contact-store.ts';
import type { Database } from '../connection/database.ts';
import { contacts } from '../schema/schema.ts';
import { isKnownField, needsSearch } from './contact-filter.ts';
import { contactRow } from './contact-rows.ts';
import { catchUp, matching, queueForSearch, withWords } from './contact-search.ts';
import { listTags, setTag } from './contact-tags.ts';
import { chosen, idsOf, listing } from './list-contacts.ts';
import { markDoNotCall } from './mark-contacts.ts';
import { removeContact } from './remove-contact.ts';
import { previewContact, saveContact } from './save-contacts.ts';

const merging: SavePolicy = { onDuplicate: 'update', overwriteEmpty: false };

/** The contacts of an open database. */
export function contactStore(database: Database): ContactStore {
  const first = (where: SQL) =>
    database.read((db) => db.select(contactRow).from(contacts).where(where).get());
  return {
    saveContacts: (drafts, now, policy = merging) =>
      database.write((db) => drafts.map((draft) => saveContact(db, draft, policy, now))),
    markDoNotCall: (numbers, now, importId) =>
      database.write((db) => markDoNotCall(db, numbers, now, importId)),
    previewContacts: (drafts, policy) =>
      database.read((db) => drafts.map((draft) => previewContact(db, draft, policy))),
    contact: (id) => first(eq(contacts.id, id)),
    contactByPhoneNumber: (phoneNumber) => first(eq(contacts.phoneNumber, phoneNumber)),
    contactsCalled: async (text, limit) => {
      const exact = await database.read((db) => calledExactly(db, text, limit));
      if (exact.length > 0) return exact;
      await catchUp(database);
      return database.read((db) => called(db, text, limit));
    },
    listContacts: async (query) => {
      if (needsSearch(query)) await catchUp(database);
      return database.read((db) => listing(db, query).all());
    },
    chosenContacts: async (which) => {
      if (!('ids' in which) && needsSearch(which)) await catchUp(database);
      return database.read((db) => chosen(db, which));
    },
    contactIds: async (filter) => {
      if (needsSearch(filter)) await catchUp(database);
      return database.read((db) => idsOf(db, filter));
    },
    indexForSearch: (onProgress) => catchUp(database, onProgress),
    editContact: (id, changes, now) => database.write((db) => edit(db, id, changes, now)),
    removeContact: (id) => database.write((db) => removeContact(db, id)),
    setTag: (ids, tag, isGiven) => database.write((db) => setTag(db, ids, tag, isGiven)),
    hasField: (field) => database.read((db) => isKnownField(db, field)),
    listTags: () => database.read(listTags),
  };
}

function calledExactly(db: BetterSQLite3Database, text: string, limit: number): Contact[] {
  // With "or" and an order SQLite would go through all contacts: each half has its index.
  const first = (column: SQL) =>
    sql`select id from (select id from contacts where ${column} = ${text} collate nocase order by id limit ${limit})`;
  const whole = sql`contacts.id in (${first(sql`name`)} union all ${first(sql`email`)})`;
  return db.select(contactRow).from(contacts).where(whole).orderBy(asc(contacts.id)).limit(limit).all();
}

function called(db: BetterSQLite3Database, text: string, limit: number): Contact[] {
  const words = withWords('name', text);
  const fitting = words === undefined ? [] : idsFitting(db, words, text, limit);
  return db
    .select(contactRow)
    .from(contacts)
    .where(inArray(contacts.id, fitting))
    .orderBy(asc(contacts.id))
    .all();
}

/** A thousand may have the name: a page of them is read at a time, until there are enough. */
function idsFitting(db: BetterSQLite3Database, words: string, text: string, limit: number): number[] {
  const fitting: number[] = [];
  for (let after = 0; ; ) {
    const page = db.values<[number, string]>(sql`select contacts.id, contacts.name from contacts_search
      cross join contacts on contacts.id = contacts_search.rowid
      where ${matching([words])} and contacts_search.rowid > ${after} order by contacts_search.rowid limit 100`);
    fitting.push(...page.flatMap(([id, name]) => (fitsName(text, name) ? id : [])));
    const last = page.at(-1);
    if (!last || fitting.length >= limit) return fitting.slice(0, limit);
    [after] = last;
  }
}

function edit(
  db: BetterSQLite3Database,
  id: number,
  changes: ContactChanges,
  now: Date,
): Contact | undefined {
  const read = () => db.select(contactRow).from(contacts).where(eq(contacts.id, id)).get();
  const known = read();
  if (!known) return undefined;
  if (changes.phoneNumber && changes.phoneNumber !== known.phoneNumber) {
    refuseTakenNumber(db, changes.phoneNumber);
  }
  const { tags, ...columns } = changedContact(known, changes, now);
  db.update(contacts)
    .set({ ...columns, updatedAt: now })
    .where(eq(contacts.id, id))
    .run();
  queueForSearch(db, id);
  return read();
}

function refuseTakenNumber(db: BetterSQLite3Database, phoneNumber: string): void {
  const other = db.select().from(contacts).where(eq(contacts.phoneNumber, phoneNumber)).get();
  if (!other) return;
  throw new Problem('refused', {
    code: 'phone_number_taken',
    message: `${phoneNumber} is already contact ${other.id}${other.name ? ` (${other.name})` : ''}`,
    hint: 'A contact is its phone number: edit that contact, or remove it first.',
  });
}
