import { eq, sql } from 'drizzle-orm';
import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import type { SQLiteColumn } from 'drizzle-orm/sqlite-core';
import type { Contact, ContactDraft } from '../../../domain/contacts/contact.ts';
import {
  changesBetween,
  type FieldChange,
  merged,
  type SavedRow,
  type SavePolicy,
} from '../../../domain/contacts/merge.ts';
import { distinctTags } from '../../../domain/contacts/tags.ts';
import type { SaveOptions } from '../../../operations/ports/contact-store.ts';
import { preparedOnce } from '../connection/prepared.ts';
import { keepForUndo } from '../imports/import-changes.ts';
import { contacts } from '../schema/schema.ts';
import { contactRow } from './contact-rows.ts';
import { queueForSearch } from './contact-search.ts';
import { giveTag } from './contact-tags.ts';

const contactOfNumber = preparedOnce((db) =>
  db
    .select(contactRow)
    .from(contacts)
    .where(eq(contacts.phoneNumber, sql.placeholder('phoneNumber')))
    .prepare(),
);

/** A value that is given as the database has it: drizzle takes longer to see what it is than SQLite to write it. */
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
      // Drizzle would read the time of a null.
      doNotCallAt: asStored('doNotCallMs'),
      updatedAt: given(contacts.updatedAt, 'now'),
    })
    .where(eq(contacts.id, sql.placeholder('id')))
    .prepare();
});

/** Saves one row of a list, and says what it did. */
export function saveContact(
  db: BetterSQLite3Database,
  draft: ContactDraft,
  policy: SaveOptions,
  now: Date,
): SavedRow {
  const known = contactOfNumber(db).get({ phoneNumber: draft.phoneNumber });
  if (!known) {
    create(db, draft, policy, now);
    return created;
  }
  const { row, details } = weigh(known, draft, policy, now);
  if (row.result === 'updated') {
    const { tags, doNotCallAt, ...columns } = details;
    const given = tags.filter((tag) => !known.tags.includes(tag));
    const at = policy.importId === undefined ? now : keepForUndo(db, policy.importId, known, given, now);
    updateContact(db).run({ ...columns, doNotCallMs: doNotCallAt?.getTime() ?? null, id: known.id, now: at });
    for (const tag of tags) giveTag(db, known.id, tag);
    queueForSearch(db, known.id);
  }
  return row;
}

/** What `saveContact` would say. */
export function previewContact(db: BetterSQLite3Database, draft: ContactDraft, policy: SavePolicy): SavedRow {
  const known = contactOfNumber(db).get({ phoneNumber: draft.phoneNumber });
  return known ? weigh(known, draft, policy, new Date(0)).row : created;
}

const created: SavedRow = { result: 'created', known: undefined, changes: [] };

function create(db: BetterSQLite3Database, draft: ContactDraft, { importId }: SaveOptions, now: Date): void {
  const { lastInsertRowid } = insertContact(db).run({
    name: draft.name ?? '',
    phoneNumber: draft.phoneNumber,
    email: draft.email ?? null,
    businessName: draft.businessName ?? null,
    businessWebsite: draft.businessWebsite ?? null,
    timezone: draft.timezone ?? null,
    customFields: JSON.stringify(draft.customFields),
    doNotCallMs: draft.doNotCall ? now.getTime() : null,
    importId: importId ?? null,
    nowMs: now.getTime(),
  });
  if (draft.tags) for (const tag of distinctTags(draft.tags)) giveTag(db, Number(lastInsertRowid), tag);
}

/** What a row makes of the contact that has its number: what it does not say stays. */
function weigh(known: Contact, draft: ContactDraft, policy: SavePolicy, now: Date) {
  const details = merged(known, draft, policy, now);
  const changes = changesBetween(known, details);
  const row: SavedRow = { result: resultOf(changes, draft, policy), known, changes };
  return { row, details };
}

function resultOf(
  changes: FieldChange[],
  draft: ContactDraft,
  { onDuplicate }: SavePolicy,
): SavedRow['result'] {
  if (onDuplicate !== 'update' && !draft.isRepeat) return onDuplicate === 'skip' ? 'skipped' : 'duplicate';
  return changes.length > 0 ? 'updated' : 'unchanged';
}
