import { eq, sql } from 'drizzle-orm';
import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import type { SQLiteColumn } from 'drizzle-orm/sqlite-core';
import type { ContactDraft } from '../../../domain/contacts/contact.ts';
import {
  createdRow,
  mergeContact,
  newContact,
  type SavedRow,
  type SavePolicy,
} from '../../../domain/contacts/merge.ts';
import type { SaveOptions } from '../../../operations/ports/contact-store.ts';
import { preparedOnce } from '../connection/prepared.ts';
import { keepForUndo } from '../imports/import-changes.ts';
import { contacts } from '../schema/contact-tables.ts';
import { contactRow } from './contact-rows.ts';
import { queueForSearch } from './contact-search.ts';
import { addTag } from './contact-tags.ts';

/** Creates or updates the contact that has the number of a row, and returns what happened. */
export function saveContact(
  db: BetterSQLite3Database,
  draft: ContactDraft,
  options: SaveOptions,
  now: Date,
): SavedRow {
  const known = contactOfNumber(db).get({ phoneNumber: draft.phoneNumber });
  if (!known) {
    create(db, draft, options, now);
    return createdRow;
  }
  const { row, details } = mergeContact(known, draft, options, now);
  if (row.result === 'updated') {
    const { tags, doNotCallAt, ...columns } = details;
    const newTags = tags.filter((tag) => !known.tags.includes(tag));
    const at = options.importId === undefined ? now : keepForUndo(db, options.importId, known, newTags, now);
    updateContact(db).run({ ...columns, doNotCallMs: doNotCallAt?.getTime() ?? null, id: known.id, now: at });
    for (const tag of tags) addTag(db, known.id, tag);
    queueForSearch(db, known.id);
  }
  return row;
}

/** Returns what `saveContact` would, without changing anything. */
export function previewContact(db: BetterSQLite3Database, draft: ContactDraft, policy: SavePolicy): SavedRow {
  const known = contactOfNumber(db).get({ phoneNumber: draft.phoneNumber });
  return known ? mergeContact(known, draft, policy, new Date(0)).row : createdRow;
}

function create(db: BetterSQLite3Database, draft: ContactDraft, { importId }: SaveOptions, now: Date): void {
  const contact = newContact(draft, now);
  const { lastInsertRowid } = insertContact(db).run({
    name: contact.name,
    phoneNumber: contact.phoneNumber,
    email: contact.email,
    businessName: contact.businessName,
    businessWebsite: contact.businessWebsite,
    timezone: contact.timezone,
    customFields: JSON.stringify(contact.customFields),
    doNotCallMs: contact.doNotCallAt?.getTime() ?? null,
    importId: importId ?? null,
    nowMs: now.getTime(),
  });
  for (const tag of contact.tags) addTag(db, Number(lastInsertRowid), tag);
}

const contactOfNumber = preparedOnce((db) =>
  db
    .select(contactRow)
    .from(contacts)
    .where(eq(contacts.phoneNumber, sql.placeholder('phoneNumber')))
    .prepare(),
);

/** Passes a value in SQLite's own form: mapping it through drizzle takes longer than writing it. */
const asStored = (name: string) => sql`${sql.placeholder(name)}`;

const insertContact = preparedOnce((db) =>
  db
    .insert(contacts)
    .values({
      name: asStored('name'),
      phoneNumber: asStored('phoneNumber'),
      email: asStored('email'),
      businessName: asStored('businessName'),
      businessWebsite: asStored('businessWebsite'),
      timezone: asStored('timezone'),
      customFields: asStored('customFields'),
      doNotCallAt: asStored('doNotCallMs'),
      importId: asStored('importId'),
      createdAt: asStored('nowMs'),
      updatedAt: asStored('nowMs'),
    })
    .prepare(),
);

const updateContact = preparedOnce((db) => {
  const mapped = (column: SQLiteColumn, name: string) => sql`${sql.param(sql.placeholder(name), column)}`;
  return db
    .update(contacts)
    .set({
      name: mapped(contacts.name, 'name'),
      email: mapped(contacts.email, 'email'),
      businessName: mapped(contacts.businessName, 'businessName'),
      businessWebsite: mapped(contacts.businessWebsite, 'businessWebsite'),
      timezone: mapped(contacts.timezone, 'timezone'),
      customFields: mapped(contacts.customFields, 'customFields'),
      // Drizzle would call getTime() on null.
      doNotCallAt: asStored('doNotCallMs'),
      updatedAt: mapped(contacts.updatedAt, 'now'),
    })
    .where(eq(contacts.id, sql.placeholder('id')))
    .prepare();
});
