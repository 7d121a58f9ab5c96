import { eq, sql } from 'drizzle-orm';
import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import type { SQLiteColumn } from 'drizzle-orm/sqlite-core';
import { type Contact, type ContactDraft, contactTextFields } from '../domain/contact.ts';
import type { FieldChange, SavedRow, SavePolicy } from '../operations/contact-store.ts';
import { contactRow } from './contact-rows.ts';
import { queueForSearch } from './contact-search.ts';
import { giveTag } from './contact-tags.ts';
import { preparedOnce } from './prepared.ts';
import { contacts } from './schema.ts';
import { keepForUndo } from './undo-import.ts';

/** A contact without what the database adds. */
type Details = Omit<Contact, 'id' | 'createdAt' | 'updatedAt'>;

const contactOfNumber = preparedOnce((db) =>
  db
    .select(contactRow)
    .from(contacts)
    .where(eq(contacts.phoneNumber, sql.placeholder('phoneNumber')))
    .prepare(),
);

const insertContact = preparedOnce((db) =>
  db
    .insert(contacts)
    .values({
      name: sql.placeholder('name'),
      phoneNumber: sql.placeholder('phoneNumber'),
      email: sql.placeholder('email'),
      businessName: sql.placeholder('businessName'),
      businessWebsite: sql.placeholder('businessWebsite'),
      timezone: sql.placeholder('timezone'),
      customFields: sql.placeholder('customFields'),
      // Drizzle would read the time of a null.
      doNotCallAt: sql`${sql.placeholder('doNotCallMs')}`,
      importId: sql.placeholder('importId'),
      createdAt: sql.placeholder('now'),
      updatedAt: sql.placeholder('now'),
    })
    .returning({ id: contacts.id })
    .prepare(),
);

const updateContact = preparedOnce((db) => {
  const given = (column: SQLiteColumn, name: string) => sql`${sql.param(sql.placeholder(name), column)}`;
  return db
    .update(contacts)
    .set({
      name: given(contacts.name, 'name'),
      email: given(contacts.email, 'email'),
      businessName: given(contacts.businessName, 'businessName'),
      businessWebsite: given(contacts.businessWebsite, 'businessWebsite'),
      timezone: given(contacts.timezone, 'timezone'),
      customFields: given(contacts.customFields, 'customFields'),
      doNotCallAt: sql`${sql.placeholder('doNotCallMs')}`,
      updatedAt: given(contacts.updatedAt, 'now'),
    })
    .where(eq(contacts.id, sql.placeholder('id')))
    .prepare();
});

/** Saves one row of a list, and says what it did. */
export function saveContact(
  db: BetterSQLite3Database,
  draft: ContactDraft,
  policy: SavePolicy,
  now: Date,
): SavedRow {
  const { row, known, details } = weigh(db, draft, policy, now);
  const { tags, doNotCallAt, ...columns } = details;
  const doNotCallMs = doNotCallAt?.getTime() ?? null;
  if (row.result === 'created') {
    const { id } = insertContact(db).get({ ...columns, doNotCallMs, importId: policy.importId ?? null, now });
    for (const tag of tags) giveTag(db, id, tag);
  }
  if (row.result === 'updated' && known) {
    const given = tags.filter((tag) => !known.tags.includes(tag));
    if (policy.importId !== undefined) keepForUndo(db, policy.importId, known, given, now);
    updateContact(db).run({ ...columns, doNotCallMs, id: known.id, now });
    for (const tag of tags) giveTag(db, known.id, tag);
    queueForSearch(db, known.id);
  }
  return row;
}

/** What `saveContact` would say. */
export function previewContact(db: BetterSQLite3Database, draft: ContactDraft, policy: SavePolicy): SavedRow {
  return weigh(db, draft, policy, new Date(0)).row;
}

/** What a row would make of the contact that has its number: what it does not say stays. */
function weigh(db: BetterSQLite3Database, draft: ContactDraft, policy: SavePolicy, now: Date) {
  const known = contactOfNumber(db).get({ phoneNumber: draft.phoneNumber });
  const details = merged(known, draft, policy, now);
  const changes = known ? changesBetween(known, details) : [];
  const row: SavedRow = { result: resultOf(known, changes, draft, policy), known, changes };
  return { row, known, details };
}

function resultOf(
  known: Contact | undefined,
  changes: FieldChange[],
  draft: ContactDraft,
  { onDuplicate }: SavePolicy,
): SavedRow['result'] {
  if (!known) return 'created';
  if (onDuplicate !== 'update' && !draft.isRepeat) return onDuplicate === 'skip' ? 'skipped' : 'duplicate';
  return changes.length > 0 ? 'updated' : 'unchanged';
}

function merged(
  known: Contact | undefined,
  draft: ContactDraft,
  { overwriteEmpty }: SavePolicy,
  now: Date,
): Details {
  const before = overwriteEmpty && !draft.isRepeat ? cleared(known, draft) : known;
  const [sure, other] = draft.isRepeat ? [said(before), draft] : [draft, said(before)];
  return {
    phoneNumber: draft.phoneNumber,
    name: sure?.name ?? other?.name ?? '',
    email: sure?.email ?? other?.email ?? null,
    businessName: sure?.businessName ?? other?.businessName ?? null,
    businessWebsite: sure?.businessWebsite ?? other?.businessWebsite ?? null,
    timezone: sure?.timezone ?? other?.timezone ?? null,
    customFields: { ...other?.customFields, ...sure?.customFields },
    tags: withTags(known?.tags ?? [], draft.tags ?? []),
    // Whoever asked not to be called is not called because some list does not know of it.
    doNotCallAt: known?.doNotCallAt ?? (draft.doNotCall ? now : null),
  };
}

/** A contact as a list would say it: an empty name says nothing. */
function said(known: Contact | undefined): Partial<Contact> | undefined {
  if (known?.name !== '') return known;
  const { name, ...rest } = known;
  return rest;
}

function cleared(known: Contact | undefined, { emptied }: ContactDraft): Contact | undefined {
  if (!known || !emptied) return known;
  const gone = new Set(emptied.customKeys);
  const kept = Object.entries(known.customFields).filter(([key]) => !gone.has(key));
  const contact: Contact = { ...known, customFields: Object.fromEntries(kept) };
  for (const field of emptied.fields) {
    if (field === 'name') contact.name = '';
    else contact[field] = null;
  }
  return contact;
}

function withTags(known: readonly string[], given: readonly string[]): string[] {
  const tags = new Map(known.map((tag) => [tag.toLowerCase(), tag]));
  for (const tag of given) if (!tags.has(tag.toLowerCase())) tags.set(tag.toLowerCase(), tag);
  return [...tags.values()];
}

function changesBetween(known: Contact, details: Details): FieldChange[] {
  const changes: FieldChange[] = [];
  const compare = (field: string, before: string, after: string) => {
    if (before !== after) changes.push({ field, before, after });
  };
  for (const field of contactTextFields) compare(field, known[field] ?? '', details[field] ?? '');
  for (const key of new Set([...Object.keys(known.customFields), ...Object.keys(details.customFields)]))
    compare(key, known.customFields[key] ?? '', details.customFields[key] ?? '');
  if (details.tags.length > known.tags.length)
    compare('tags', known.tags.join('; '), details.tags.join('; '));
  compare('doNotCall', known.doNotCallAt ? 'yes' : '', details.doNotCallAt ? 'yes' : '');
  return changes;
}
