import { eq, sql } from 'drizzle-orm';
import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import type { SQLiteColumn } from 'drizzle-orm/sqlite-core';
import type { Contact, ContactDetails, ContactDraft } from '../../../domain/contacts/contact.ts';
import {
  mergeContact,
  newContact,
  type SavePolicy,
  withTakenOver,
} from '../../../domain/contacts/merging/merge.ts';
import { createdRow, type SavedRow, savingResults } from '../../../domain/contacts/merging/saved-row.ts';
import type { SaveOptions } from '../../../operations/ports/contact-store.ts';
import { preparedOnce } from '../connection/prepared.ts';
import { keepForUndo } from '../imports/import-changes.ts';
import { contacts } from '../schema/contact-tables.ts';
import { markNumber, markToTakeOver, suppressionOf } from '../suppression/entries.ts';
import { contactRow } from './contact-rows.ts';
import { addTag, removeTag } from './contact-tags.ts';
import { personOf } from './owners/person-since.ts';
import { cancelCallsOfOldOwner, withCallsOf } from './owners/replace-owner.ts';
import { queueForSearch } from './search/contact-search.ts';

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
  const decision = decideRow(db, draft, known, options, { now, marks });
  const { row, details } = decision;
  if (details.doNotCallAt && !known?.doNotCallAt && savingResults.has(row.result)) {
    const brought = options.importId === undefined ? 'contact' : 'import';
    // A number that is listed already may be so by its beginning: then it needs no entry of its own.
    if (row.takenOver?.markOf !== null)
      markNumber(db, details.phoneNumber, row.takenOver ? 'same_person' : brought, now);
    marks.any = true;
  }
  if (!known) create(db, details, options, now);
  else if (savingResults.has(row.result)) update(db, known, details, row, options, now);
  return withListing(db, decision, marks);
}

/** Returns what `saveContact` would, without changing anything. */
export function previewContact(
  db: BetterSQLite3Database,
  draft: ContactDraft,
  policy: SavePolicy,
  now: Date,
  marks: Marks,
): SavedRow {
  const known = contactOfNumber(db).get({ phoneNumber: draft.phoneNumber });
  return withListing(db, decideRow(db, draft, known, policy, { now, marks }), marks);
}

/** Returns what a row makes of a contact, with what the calls to it and do-not-call marks mean for that. */
function decideRow(
  db: BetterSQLite3Database,
  draft: ContactDraft,
  known: Contact | undefined,
  policy: SavePolicy,
  { now, marks }: { now: Date; marks: Marks },
): Decision {
  if (!known) return withMark(db, { row: createdRow, details: newContact(draft, now) }, marks);
  const { row, details } = mergeContact(known, draft, policy, now);
  if (row.result === 'replaced')
    return withMark(db, { row: withCallsOf(db, known, row, now), details }, marks);
  const hasNewEmail = row.result === 'updated' && details.email !== known.email;
  return hasNewEmail ? withMark(db, { row, details }, marks) : { row, details };
}

interface Decision {
  row: SavedRow;
  details: ContactDetails;
}

/** Returns a decision about a person who is new to voicebot, with the do-not-call mark that it takes over. */
function withMark(db: BetterSQLite3Database, decision: Decision, marks: Marks): Decision {
  const { row, details } = decision;
  if (!marks.any || !savingResults.has(row.result) || details.doNotCallAt) return decision;
  const takenOver = markToTakeOver(db, details);
  return takenOver ? withTakenOver(decision, takenOver) : decision;
}

/** Returns the row of a decision, which says if its number must not be called: by its mark, or by an entry of the do-not-call list. */
function withListing(db: BetterSQLite3Database, { row, details }: Decision, marks: Marks): SavedRow {
  const { doNotCallAt, phoneNumber } = details;
  // A new contact whose number is listed has taken the mark over already.
  const mayBeListed = marks.any && row.result !== 'created';
  const isListed = doNotCallAt !== null || (mayBeListed && suppressionOf(db, phoneNumber) !== undefined);
  return isListed ? { ...row, isListed } : row;
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
  { result }: SavedRow,
  { importId }: SaveOptions,
  now: Date,
): void {
  const [tagsGiven, tagsTaken] = [without(tags, known.tags), without(known.tags, tags)];
  const cancelledCalls =
    result === 'replaced' ? cancelCallsOfOldOwner(db, known.id, columns.name, now) : undefined;
  const taken = cancelledCalls && { tagsTaken, cancelledCalls, personSince: personOf(db, known.id) };
  const changes = { tagsGiven, ...taken };
  const at = importId === undefined ? now : keepForUndo(db, importId, known, changes, now);
  updateContact(db).run({ ...columns, doNotCallMs: doNotCallAt?.getTime() ?? null, id: known.id, now: at });
  if (result === 'replaced') {
    for (const tag of tagsTaken) removeTag(db, known.id, tag);
    db.update(contacts).set({ personSince: now }).where(eq(contacts.id, known.id)).run();
  }
  for (const tag of tags) addTag(db, known.id, tag);
  queueForSearch(db, known.id);
}

function without(tags: readonly string[], others: readonly string[]): string[] {
  return tags.filter((tag) => !others.includes(tag));
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
