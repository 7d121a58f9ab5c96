import { eq, sql } from 'drizzle-orm';
import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import type { SQLiteColumn } from 'drizzle-orm/sqlite-core';
import type { Contact, ContactDraft } from '../domain/contact.ts';
import type { FieldChange, SavedRow, SavePolicy } from '../operations/contact-store.ts';
import { contactRow } from './contact-rows.ts';
import { queueForSearch } from './contact-search.ts';
import { giveTag } from './contact-tags.ts';
import { keepForUndo } from './import-changes.ts';
import { changesBetween, merged } from './merge-contact.ts';
import { preparedOnce } from './prepared.ts';
import { contacts } from './schema.ts';

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
    const values = { ...columns, doNotCallMs, importId: policy.importId ?? null, now };
    const { lastInsertRowid } = insertContact(db).run(values);
    for (const tag of tags) giveTag(db, Number(lastInsertRowid), tag);
  }
  if (row.result === 'updated' && known) {
    const given = tags.filter((tag) => !known.tags.includes(tag));
    const at = policy.importId === undefined ? now : keepForUndo(db, policy.importId, known, given, now);
    updateContact(db).run({ ...columns, doNotCallMs, id: known.id, now: at });
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
