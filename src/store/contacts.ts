import { and, asc, eq, getTableColumns, gt, inArray, or, type SQL, sql } from 'drizzle-orm';
import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import type { Contact, ContactChanges, ContactDraft } from '../domain/contact.ts';
import { contactTextFields } from '../domain/contact.ts';
import { fitsName, fold } from '../domain/name-match.ts';
import { Problem } from '../domain/problem.ts';
import type { ContactStore, RemoveResult, SaveResult } from '../operations/store.ts';
import type { Database } from './database.ts';
import { contacts, scheduledCalls } from './schema.ts';

/** The contacts of an open database. */
export function contactStore(database: Database): ContactStore {
  const first = (where: SQL) => database.read((db) => db.select().from(contacts).where(where).get());
  return {
    saveContacts: (drafts, now) => database.write((db) => drafts.map((draft) => save(db, draft, now))),
    previewContacts: (drafts) => database.read((db) => drafts.map((draft) => weigh(db, draft).result)),
    contact: (id) => first(eq(contacts.id, id)),
    contactByPhoneNumber: (phoneNumber) => first(eq(contacts.phoneNumber, phoneNumber)),
    contactsCalled: (text, limit) => database.read((db) => called(db, text, limit)),
    listContacts: ({ search, limit, afterId }) =>
      database.read((db) =>
        db
          .select()
          .from(contacts)
          .where(and(search ? matches(search) : undefined, afterId ? gt(contacts.id, afterId) : undefined))
          .orderBy(asc(contacts.id))
          .limit(limit ?? -1)
          .all(),
      ),
    editContact: (id, changes, now) => database.write((db) => edit(db, id, changes, now)),
    removeContact: (id) => database.write((db) => remove(db, id)),
  };
}

function called(db: BetterSQLite3Database, text: string, limit: number): Contact[] {
  const whole = sql`(${contacts.name} = ${text} collate nocase or ${contacts.email} = ${text} collate nocase)`;
  const exact = db.select().from(contacts).where(whole).orderBy(asc(contacts.id)).limit(limit).all();
  if (exact.length > 0) return exact;
  const fitting = db
    .select({ id: contacts.id, name: contacts.name })
    .from(contacts)
    .orderBy(asc(contacts.id))
    .all()
    .filter((row) => fitsName(text, row.name))
    .slice(0, limit)
    .map((row) => row.id);
  return db.select().from(contacts).where(inArray(contacts.id, fitting)).orderBy(asc(contacts.id)).all();
}

/** Every word must stand somewhere; digits are also looked for in the number, however they are written. */
function matches(search: string): SQL | undefined {
  const columns = [contacts.name, contacts.email, contacts.businessName, contacts.phoneNumber];
  const contains = (text: string) =>
    or(
      ...columns.map((column) => sql`instr(fold(${column}), ${text}) > 0`),
      sql`exists (select 1 from json_each(${contacts.customFields}) as field where instr(fold(field.value), ${text}) > 0)`,
    );
  const digits = search.replace(/[\s()+-]/g, '').replace(/^0/, '');
  const asNumber = /^\d{3,}$/.test(digits) ? sql`instr(${contacts.phoneNumber}, ${digits}) > 0` : undefined;
  return or(asNumber, and(...fold(search).split(/\s+/).filter(Boolean).map(contains)));
}

function save(db: BetterSQLite3Database, draft: ContactDraft, now: Date): SaveResult {
  const { result, known, merged } = weigh(db, draft);
  if (result === 'created')
    db.insert(contacts)
      .values({ ...merged, createdAt: now, updatedAt: now })
      .run();
  if (result === 'updated' && known) {
    db.update(contacts)
      .set({ ...merged, updatedAt: now })
      .where(eq(contacts.id, known.id))
      .run();
  }
  return result;
}

/** What a row would make of the contact that has its number: what it does not say stays. */
function weigh(db: BetterSQLite3Database, draft: ContactDraft) {
  const known = db.select().from(contacts).where(eq(contacts.phoneNumber, draft.phoneNumber)).get();
  const [sure, other] = draft.isRepeat ? [said(known), draft] : [draft, said(known)];
  const merged = {
    phoneNumber: draft.phoneNumber,
    name: sure?.name ?? other?.name ?? '',
    email: sure?.email ?? other?.email ?? null,
    businessName: sure?.businessName ?? other?.businessName ?? null,
    businessWebsite: sure?.businessWebsite ?? other?.businessWebsite ?? null,
    timezone: sure?.timezone ?? other?.timezone ?? null,
    customFields: { ...other?.customFields, ...sure?.customFields },
  };
  const result: SaveResult = !known ? 'created' : isSame(known, merged) ? 'unchanged' : 'updated';
  return { result, known, merged };
}

/** A contact as a list would say it: an empty name says nothing. */
function said(known: Contact | undefined): Partial<Contact> | undefined {
  if (known?.name !== '') return known;
  const { name, ...rest } = known;
  return rest;
}

function isSame(known: Contact, merged: Omit<Contact, 'id' | 'createdAt' | 'updatedAt'>): boolean {
  const keys = Object.keys(merged.customFields);
  return (
    contactTextFields.every((field) => known[field] === merged[field]) &&
    keys.length === Object.keys(known.customFields).length &&
    keys.every((key) => known.customFields[key] === merged.customFields[key])
  );
}

function edit(
  db: BetterSQLite3Database,
  id: number,
  changes: ContactChanges,
  now: Date,
): Contact | undefined {
  const known = db.select().from(contacts).where(eq(contacts.id, id)).get();
  if (!known) return undefined;
  if (changes.phoneNumber && changes.phoneNumber !== known.phoneNumber) {
    refuseTakenNumber(db, changes.phoneNumber);
  }
  const customFields: Record<string, string> = { ...known.customFields };
  for (const [key, value] of Object.entries(changes.customFields ?? {})) {
    if (value === null) delete customFields[key];
    else customFields[key] = value;
  }
  return db
    .update(contacts)
    .set({ ...changes, customFields, updatedAt: now })
    .where(eq(contacts.id, id))
    .returning(getTableColumns(contacts))
    .get();
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

function remove(db: BetterSQLite3Database, id: number): RemoveResult {
  const waiting = db
    .select({ id: scheduledCalls.id })
    .from(scheduledCalls)
    .where(and(eq(scheduledCalls.contactId, id), inArray(scheduledCalls.status, ['PENDING', 'IN_PROGRESS'])))
    .all();
  if (waiting.length > 0) return { removed: false, waiting: waiting.map((row) => row.id) };
  const { changes } = db.delete(contacts).where(eq(contacts.id, id)).run();
  return { removed: changes > 0, waiting: [] };
}
