import { asc, eq, inArray, type SQL, sql } from 'drizzle-orm';
import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import type { Contact, ContactChanges } from '../domain/contact.ts';
import { fitsName } from '../domain/name-match.ts';
import { Problem } from '../domain/problem.ts';
import type { ContactStore, SavePolicy } from '../operations/contact-store.ts';
import { isKnownField, needsSearch } from './contact-filter.ts';
import { contactRow } from './contact-rows.ts';
import { catchUp, queueForSearch, withWords } from './contact-search.ts';
import { listTags, setTag } from './contact-tags.ts';
import type { Database } from './database.ts';
import { idsOf, listing } from './list-contacts.ts';
import { markDoNotCall } from './mark-contacts.ts';
import { removeContact } from './remove-contact.ts';
import { previewContact, saveContact } from './save-contacts.ts';
import { contacts } from './schema.ts';

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
  const whole = sql`(${contacts.name} = ${text} collate nocase or ${contacts.email} = ${text} collate nocase)`;
  return db.select(contactRow).from(contacts).where(whole).orderBy(asc(contacts.id)).limit(limit).all();
}

function called(db: BetterSQLite3Database, text: string, limit: number): Contact[] {
  const words = withWords('name', text);
  if (!words) return [];
  const fitting = db
    .select({ id: contacts.id, name: contacts.name })
    .from(contacts)
    .where(words)
    .orderBy(asc(contacts.id))
    .all()
    .filter((row) => fitsName(text, row.name))
    .slice(0, limit)
    .map((row) => row.id);
  return db
    .select(contactRow)
    .from(contacts)
    .where(inArray(contacts.id, fitting))
    .orderBy(asc(contacts.id))
    .all();
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
  const { doNotCall = known.doNotCallAt !== null, customFields: changed, ...columns } = changes;
  const customFields: Record<string, string> = { ...known.customFields };
  for (const [key, value] of Object.entries(changed ?? {})) {
    if (value === null) delete customFields[key];
    else customFields[key] = value;
  }
  const doNotCallAt = doNotCall ? (known.doNotCallAt ?? now) : null;
  db.update(contacts)
    .set({ ...columns, customFields, doNotCallAt, updatedAt: now })
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
