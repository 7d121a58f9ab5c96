import { eq, type SQL } from 'drizzle-orm';
import type { SavePolicy } from '../../../domain/contacts/merging/merge.ts';
import type { ContactStore } from '../../../operations/ports/contact-store.ts';
import type { Database } from '../connection/database.ts';
import { contacts } from '../schema/contact-tables.ts';
import { hasMarks } from '../suppression/entries.ts';
import {
  contactPage,
  idQuery,
  listQuery,
  namedExactly,
  namedLike,
  ownersOf,
  summaries,
} from './contact-queries.ts';
import { contactRow } from './contact-rows.ts';
import { listTags, setTag } from './contact-tags.ts';
import { editContact } from './edit-contact.ts';
import { markDoNotCall } from './mark-contacts.ts';
import { removeContact } from './remove-contact.ts';
import { previewContact, saveContact } from './save-contacts.ts';
import { customFieldNames, isKnownField, needsSearch } from './search/contact-filter.ts';
import { updateIndex } from './search/contact-search.ts';
import { nearlyNamed } from './search/nearly-named.ts';

const defaultPolicy: SavePolicy = { onDuplicate: 'update', overwriteEmpty: false, onNewOwner: 'reject' };

/** Returns the contacts of an open database. */
export function contactStore(database: Database): ContactStore {
  const findOne = (where: SQL) =>
    database.read((db) => db.select(contactRow).from(contacts).where(where).get());
  return {
    saveContacts: (drafts, now, options = defaultPolicy) =>
      database.write((db) => {
        const marks = { any: hasMarks(db) };
        return drafts.map((draft) => saveContact(db, draft, options, now, marks));
      }),
    previewContacts: (drafts, policy, now) =>
      database.read((db) => {
        const marks = { any: hasMarks(db) };
        return drafts.map((draft) => previewContact(db, draft, policy, now, marks));
      }),
    markDoNotCall: (phoneNumbers, now, importId) =>
      database.write((db) => markDoNotCall(db, phoneNumbers, now, importId)),
    ownersOf: (phoneNumbers) => database.read((db) => ownersOf(db, phoneNumbers)),
    contact: (id) => findOne(eq(contacts.id, id)),
    contactByPhoneNumber: (phoneNumber) => findOne(eq(contacts.phoneNumber, phoneNumber)),
    contactsNamed: async (text, limit) => {
      const exact = await database.read((db) => namedExactly(db, text, limit));
      if (exact.length > 0) return exact;
      await updateIndex(database);
      return database.read((db) => namedLike(db, text, limit));
    },
    contactsNearlyNamed: async (text, limit) => {
      await updateIndex(database);
      return database.read((db) => nearlyNamed(db, text, limit));
    },
    contactSummaries: async (which) => {
      if (!('ids' in which) && needsSearch(which)) await updateIndex(database);
      return database.read((db) => summaries(db, which));
    },
    contactIds: async (filter, order) => {
      if (needsSearch(filter)) await updateIndex(database);
      // A million rows as arrays would take a hundred megabytes.
      return database.readRows((rows) => Array.from(rows(idQuery(filter, order)), ([id]) => Number(id)));
    },
    listContacts: async (query) => {
      if (!('ids' in query || 'afterId' in query) && needsSearch(query)) await updateIndex(database);
      return database.read((db) => listQuery(db, query).all());
    },
    pageOfContacts: async (filter, query) => {
      if (needsSearch(filter)) await updateIndex(database);
      return database.read((db) => contactPage(db, filter, query));
    },
    indexForSearch: (onProgress) => updateIndex(database, onProgress),
    editContact: (id, changes, now) => database.write((db) => editContact(db, id, changes, now)),
    removeContact: (id) => database.write((db) => removeContact(db, id)),
    setTag: (ids, tag, isTagged) => database.write((db) => setTag(db, ids, tag, isTagged)),
    hasField: (field) => database.read((db) => isKnownField(db, field)),
    customFieldNames: () => database.read(customFieldNames),
    listTags: () => database.read(listTags),
  };
}
