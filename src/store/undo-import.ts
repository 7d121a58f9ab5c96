import { and, asc, eq, gt } from 'drizzle-orm';
import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import { z } from 'zod';
import type { Contact } from '../domain/contact.ts';
import type { UndoPlace, UndoStep } from '../operations/import-store.ts';
import { queueForSearch } from './contact-search.ts';
import { takeTag } from './contact-tags.ts';
import { removeContact } from './remove-contact.ts';
import { calls, contacts, importChanges, imports } from './schema.ts';

/** Contacts that one step looks at. */
const stepSize = 500;

/** Keeps what a contact was before an import changed it for the first time, unless the import had brought it. */
export function keepForUndo(
  db: BetterSQLite3Database,
  importId: number,
  known: Contact,
  tagsGiven: readonly string[],
  now: Date,
): void {
  const mine = db
    .select({ importId: contacts.importId })
    .from(contacts)
    .where(eq(contacts.id, known.id))
    .get();
  if (mine?.importId === importId) return;
  const {
    id: contactId,
    name,
    email,
    businessName,
    businessWebsite,
    timezone,
    customFields,
    doNotCallAt,
  } = known;
  const before = {
    name,
    email,
    businessName,
    businessWebsite,
    timezone,
    customFields,
    doNotCallAt,
    tagsGiven,
  };
  db.insert(importChanges)
    .values({ importId, contactId, before: JSON.stringify(before), writtenAt: now })
    .onConflictDoUpdate({
      target: [importChanges.importId, importChanges.contactId],
      set: { writtenAt: now },
    })
    .run();
}

/** What is kept of a contact for as long as its import may be taken back. */
const kept = z.object({
  name: z.string(),
  email: z.string().nullable(),
  businessName: z.string().nullable(),
  businessWebsite: z.string().nullable(),
  timezone: z.string().nullable(),
  customFields: z.record(z.string(), z.string()),
  doNotCallAt: z.iso
    .datetime()
    .transform((text) => new Date(text))
    .nullable(),
  tagsGiven: z.array(z.string()),
});

/** The row of an import. */
export function begun(db: BetterSQLite3Database, id: number) {
  const row = db.select().from(imports).where(eq(imports.id, id)).get();
  if (!row) throw new Error(`there is no import ${id}`);
  return row;
}

/** The next few of what an import changed or brought. Whoever was changed or phoned since is left as he is. */
export function undoSome(
  db: BetterSQLite3Database,
  id: number,
  from: UndoPlace | undefined,
  now: Date,
): UndoStep {
  const place = from ?? { contacts: 'changed', after: 0 };
  const step: UndoStep = { removed: 0, restored: 0, left: [], next: undefined };
  if (place.contacts === 'changed') undoChanges(db, id, place.after, now, step);
  else undoBrought(db, id, place.after, step);
  if (place.contacts === 'changed') step.next ??= { contacts: 'brought', after: 0 };
  return step;
}

function undoChanges(db: BetterSQLite3Database, id: number, after: number, now: Date, step: UndoStep): void {
  const changed = db
    .select()
    .from(importChanges)
    .where(and(eq(importChanges.importId, id), gt(importChanges.contactId, after)))
    .orderBy(asc(importChanges.contactId))
    .limit(stepSize)
    .all();
  for (const { contactId, before, writtenAt } of changed) {
    step.next = { contacts: 'changed', after: contactId };
    const { tagsGiven, ...columns } = kept.parse(JSON.parse(before));
    const isUntouched = and(eq(contacts.id, contactId), eq(contacts.updatedAt, writtenAt));
    const { changes } = db
      .update(contacts)
      .set({ ...columns, updatedAt: now })
      .where(isUntouched)
      .run();
    if (changes === 0) {
      step.left.push(contactId);
      continue;
    }
    for (const tag of tagsGiven) takeTag(db, contactId, tag);
    queueForSearch(db, contactId);
    step.restored++;
  }
}

function undoBrought(db: BetterSQLite3Database, id: number, after: number, step: UndoStep): void {
  const { contactsBefore, callsBefore } = begun(db, id);
  const brought = db
    .select({ id: contacts.id, createdAt: contacts.createdAt, updatedAt: contacts.updatedAt })
    .from(contacts)
    .where(and(gt(contacts.id, Math.max(after, contactsBefore)), eq(contacts.importId, id)))
    .orderBy(asc(contacts.id))
    .limit(stepSize)
    .all();
  for (const contact of brought) {
    step.next = { contacts: 'brought', after: contact.id };
    const isTouched = contact.updatedAt.getTime() !== contact.createdAt.getTime();
    if (isTouched || wasCalled(db, contact.id, callsBefore) || !removeContact(db, contact.id).removed)
      step.left.push(contact.id);
    else step.removed++;
  }
}

function wasCalled(db: BetterSQLite3Database, contactId: number, callsBefore: number): boolean {
  const where = and(eq(calls.contactId, contactId), gt(calls.id, callsBefore));
  return db.select({ id: calls.id }).from(calls).where(where).limit(1).get() !== undefined;
}
