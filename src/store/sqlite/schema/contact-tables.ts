import { sql } from 'drizzle-orm';
import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { suppressionSources } from '../../../domain/contacts/suppression/suppression.ts';
import { caseInsensitiveText, enumText, instant, stringMap } from './columns/column-types.ts';

export const contacts = sqliteTable(
  'contacts',
  {
    id: integer('id').primaryKey({ autoIncrement: true }),
    name: text('name').notNull(),
    phoneNumber: text('phone_number').notNull(),
    email: text('email'),
    businessName: text('business_name'),
    businessWebsite: text('business_website'),
    timezone: text('timezone'),
    customFields: stringMap('custom_fields').notNull(),
    doNotCallAt: instant('do_not_call_at'),
    /** The import that created it; null if it was added by hand. */
    importId: integer('import_id'),
    /** Since when it is another person, to whom a list gave the number; null if it has always been the same. */
    personSince: instant('person_since'),
    createdAt: instant('created_at').notNull(),
    updatedAt: instant('updated_at').notNull(),
  },
  (table) => [
    uniqueIndex('contacts_phone_number').on(table.phoneNumber),
    index('contacts_name').on(sql`${table.name} collate nocase`),
    index('contacts_email').on(sql`${table.email} collate nocase`),
    index('contacts_do_not_call').on(table.id).where(sql`do_not_call_at is not null`),
  ],
);

const markSource = enumText(suppressionSources);

/** Numbers that must not be called, with or without a contact. A row stays when its contact changes or goes; only a person deletes it. */
export const doNotCallNumbers = sqliteTable(
  'do_not_call_numbers',
  {
    /** E.164, or the beginning of numbers followed by `*`. */
    phoneNumber: text('phone_number').primaryKey(),
    source: markSource('source').notNull(),
    reason: text('reason'),
    /** Who added it: the name of the operator's account on the machine; null if that is not known. */
    addedBy: text('added_by'),
    createdAt: instant('created_at').notNull(),
  },
  (table) => [index('do_not_call_prefixes').on(table.phoneNumber).where(sql`substr(phone_number, -1) = '*'`)],
);

export const contactTags = sqliteTable(
  'contact_tags',
  {
    contactId: integer('contact_id')
      .notNull()
      .references(() => contacts.id, { onDelete: 'cascade' }),
    tag: caseInsensitiveText('tag').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.contactId, table.tag] }),
    index('contact_tags_tag').on(table.tag, table.contactId),
  ],
);

/** Contacts that were changed or removed after the search index was last updated. */
export const contactSearchQueue = sqliteTable('contact_search_queue', {
  contactId: integer('contact_id').primaryKey(),
});

export const imports = sqliteTable('imports', {
  id: integer('id').primaryKey({ autoIncrement: true }),
  file: text('file').notNull(),
  /** Of the list's content; null for an import from before this column existed, which is never continued. */
  digest: text('digest'),
  startedAt: instant('started_at').notNull(),
  finishedAt: instant('finished_at'),
  undoneAt: instant('undone_at'),
  /** The newest contact, attempt and scheduled call when it began. */
  contactsBefore: integer('contacts_before').notNull(),
  callsBefore: integer('calls_before').notNull(),
  scheduledCallsBefore: integer('scheduled_calls_before').notNull(),
});

/** What contacts were before an import changed them. Those that it created have its id in `contacts.import_id`. */
export const importChanges = sqliteTable(
  'import_changes',
  {
    importId: integer('import_id').notNull(),
    contactId: integer('contact_id').notNull(),
    before: text('before').notNull(),
    /** The value that `contacts.updated_at` was set to. If it differs there, the contact was edited since. */
    writtenAt: instant('written_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.importId, table.contactId] })],
);

/** The columns of lists with these headers, as the operator agreed. */
export const columnMappings = sqliteTable('column_mappings', {
  /** The header row as a JSON array. */
  headers: text('headers').primaryKey(),
  mapping: stringMap('mapping').notNull(),
  updatedAt: instant('updated_at').notNull(),
});
