import { eq, sql } from 'drizzle-orm';
import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import type { SQLiteColumn } from 'drizzle-orm/sqlite-core';
import type { Contact, ContactDetails, ContactDraft } from '../../../domain/contacts/contact.ts';
import {
  createdRow,
  mergeContact,
  newContact,
  type SavedRow,
  type SavePolicy,
  withTakenOver,
} from '../../../domain/contacts/merge.ts';
import type { SaveOptions } from '../../../operations/ports/contact-store.ts';
import { preparedOnce } from '../connection/prepared.ts';
import { keepForUndo } from '../imports/import-changes.ts';
import { contacts } from '../schema/contact-tables.ts';
import { markNumber, markToTakeOver } from '../suppression/entries.ts';
import { contactRow } from './contact-rows.ts';
import { queueForSearch } from './contact-search.ts';
import { addTag } from './contact-tags.ts';

/** Whether anything is marked do-not-call, kept while a batch of rows is saved: if not, no row has to be looked up. */
export interface Marks {
  any: boolean;
}

/** Creates or updates the contact that has the number of a row, and returns what happened. */
export function saveContact(
  db: BetterSQLite3Database,
  draft: ContactDraft,
  options: SaveOptions,
  now: Date,
  marks: Marks,
): SavedRow {
  const known = contactOfNumber(db).get({ phoneNumber: draft.phoneNumber });
  const { row, details } = decideRow(db, draft, known, options, { now, marks });
  if (details.doNotCallAt && !known?.doNotCallAt && row.result !== 'skipped' && row.result !== 'duplicate') {
    const brought = options.importId === undefined ? 'contact' : 'import';
    // A number that is listed already may be so by its beginning: then it needs no entry of its own.
    if (row.takenOver?.markOf !== null)
      markNumber(db, details.phoneNumber, row.takenOver ? 'same_person' : brought, now);
    marks.any = true;
  }
  if (!known) create(db, details, options, now);
  else if (row.result === 'updated') update(db, known, details, options, now);
  return row;
}

/** Returns what `saveContact` would, without changing anything. */
export function previewContact(
  db: BetterSQLite3Database,
  draft: ContactDraft,
  policy: SavePolicy,
  marks: Marks,
): SavedRow {
  const known = contactOfNumber(db).get({ phoneNumber: draft.phoneNumber });
  return decideRow(db, draft, known, policy, { now: new Date(0), marks }).row;
}

/** Returns what a row makes of a contact, with the do-not-call mark that it takes over if its number or e-mail is new to voicebot. */
function decideRow(
  db: BetterSQLite3Database,
  draft: ContactDraft,
  known: Contact | undefined,
  policy: SavePolicy,
  { now, marks }: { now: Date; marks: Marks },
): { row: SavedRow; details: ContactDetails } {
  const decided = known
    ? mergeContact(known, draft, policy, now)
    : { row: createdRow, details: newContact(draft, now) };
  const { row, details } = decided;
  const isNews = row.result === 'created' || (row.result === 'updated' && details.email !== known?.email);
  const takenOver = marks.any && isNews && !details.doNotCallAt ? markToTakeOver(db, details) : undefined;
  return takenOver ? withTakenOver(decided, takenOver) : decided;
}

function create(
  db: BetterSQLite3Database,
  contact: ContactDetails,
  { importId }: SaveOptions,
  now: Date,
): void {
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

function update(
  db: BetterSQLite3Database,
  known: Contact,
  { tags, doNotCallAt, ...columns }: ContactDetails,
  { importId }: SaveOptions,
  now: Date,
): void {
  const newTags = tags.filter((tag) => !known.tags.includes(tag));
  const at = importId === undefined ? now : keepForUndo(db, importId, known, newTags, now);
  updateContact(db).run({ ...columns, doNotCallMs: doNotCallAt?.getTime() ?? null, id: known.id, now: at });
  for (const tag of tags) addTag(db, known.id, tag);
  queueForSearch(db, known.id);
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
