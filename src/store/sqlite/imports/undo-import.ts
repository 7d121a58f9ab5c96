import { and, asc, eq, getTableColumns, gt } from 'drizzle-orm';
import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import type { UndoCursor, UndoStep } from '../../../operations/ports/import-store.ts';
import { queueForSearch } from '../contacts/contact-search.ts';
import { removeTag } from '../contacts/contact-tags.ts';
import { removeContact } from '../contacts/remove-contact.ts';
import { calls, contacts, importChanges, imports } from '../schema/schema.ts';
import { forgetChange, keptOf } from './import-changes.ts';

/** Contacts that one step looks at. */
const stepSize = 500;

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
  from: UndoCursor | undefined,
  now: Date,
): UndoStep {
  const cursor = from ?? { contacts: 'changed', after: 0 };
  const step: UndoStep = { removed: 0, restored: 0, left: [], next: undefined };
  if (cursor.contacts === 'changed') undoChanges(db, id, cursor.after, now, step);
  else undoBrought(db, id, cursor.after, step);
  if (cursor.contacts === 'changed') step.next ??= { contacts: 'brought', after: 0 };
  return step;
}

function undoChanges(db: BetterSQLite3Database, id: number, after: number, now: Date, step: UndoStep): void {
  const { callsBefore } = begun(db, id);
  const changed = db
    .select({ kept: getTableColumns(importChanges), updatedAt: contacts.updatedAt })
    .from(importChanges)
    .innerJoin(contacts, eq(contacts.id, importChanges.contactId))
    .where(and(eq(importChanges.importId, id), gt(importChanges.contactId, after)))
    .orderBy(asc(importChanges.contactId))
    .limit(stepSize)
    .all();
  for (const { kept, updatedAt } of changed) {
    const { contactId, writtenAt } = kept;
    step.next = { contacts: 'changed', after: contactId };
    if (updatedAt.getTime() !== writtenAt.getTime() || wasCalled(db, contactId, callsBefore)) {
      step.left.push(contactId);
      continue;
    }
    const { tagsGiven, ...columns } = keptOf(kept.before);
    db.update(contacts)
      .set({ ...columns, updatedAt: now })
      .where(eq(contacts.id, contactId))
      .run();
    for (const tag of tagsGiven) removeTag(db, contactId, tag);
    queueForSearch(db, contactId);
    // Whoever takes up an undo that was cut short finds only what is still to do.
    forgetChange(db, kept);
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
