import { and, asc, eq, getTableColumns, gt } from 'drizzle-orm';
import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import type { UndoCursor, UndoStep } from '../../../operations/ports/import-store.ts';
import { addTag, removeTag } from '../contacts/contact-tags.ts';
import { restoreCalls } from '../contacts/owners/replace-owner.ts';
import { removeContact } from '../contacts/remove-contact.ts';
import { queueForSearch } from '../contacts/search/contact-search.ts';
import { calls } from '../schema/call-tables.ts';
import { contacts, importChanges, imports } from '../schema/contact-tables.ts';
import { forgetChange, parseBefore } from './import-changes.ts';

/** Contacts that one step looks at. */
const stepSize = 500;

/** Returns the row of an import. @throws Error if there is none */
export function requireImport(db: BetterSQLite3Database, id: number) {
  const row = db.select().from(imports).where(eq(imports.id, id)).get();
  if (!row) throw new Error(`there is no import ${id}`);
  return row;
}

const nothing = { removed: 0, restored: 0, marksKept: 0 };

/** Undoes the next few contacts of an import. Those that were edited or called since are left as they are. */
export function undoStep(
  db: BetterSQLite3Database,
  id: number,
  from: UndoCursor | undefined,
  now: Date,
): UndoStep {
  const { contacts: which, after } = from ?? { contacts: 'changed', after: 0 };
  const step: UndoStep = { ...nothing, left: [], callsRestored: [], next: undefined };
  if (which === 'created') removeCreated(db, id, after, step);
  else {
    restoreChanged(db, id, after, now, step);
    step.next ??= { contacts: 'created', after: 0 };
  }
  return step;
}

function restoreChanged(
  db: BetterSQLite3Database,
  id: number,
  after: number,
  now: Date,
  step: UndoStep,
): void {
  const { callsBefore } = requireImport(db, id);
  const changes = db
    .select({
      ...getTableColumns(importChanges),
      updatedAt: contacts.updatedAt,
      doNotCallAt: contacts.doNotCallAt,
    })
    .from(importChanges)
    .innerJoin(contacts, eq(contacts.id, importChanges.contactId))
    .where(and(eq(importChanges.importId, id), gt(importChanges.contactId, after)))
    .orderBy(asc(importChanges.contactId))
    .limit(stepSize)
    .all();
  for (const change of changes) {
    const { contactId, before, writtenAt, updatedAt, doNotCallAt } = change;
    step.next = { contacts: 'changed', after: contactId };
    if (updatedAt.getTime() !== writtenAt.getTime() || wasCalled(db, contactId, callsBefore)) {
      step.left.push(contactId);
      continue;
    }
    const { tagsGiven, tagsTaken, cancelledCalls, ...columns } = parseBefore(before);
    db.update(contacts)
      // Only a person lifts a do-not-call mark.
      .set({ ...columns, doNotCallAt: columns.doNotCallAt ?? doNotCallAt, updatedAt: now })
      .where(eq(contacts.id, contactId))
      .run();
    for (const tag of tagsGiven) removeTag(db, contactId, tag);
    for (const tag of tagsTaken) addTag(db, contactId, tag);
    if (!doNotCallAt) step.callsRestored.push(...restoreCalls(db, cancelledCalls, now));
    queueForSearch(db, contactId);
    // An undo that continues one that was cut short must not find this change again.
    forgetChange(db, change);
    if (doNotCallAt && !columns.doNotCallAt) step.marksKept++;
    step.restored++;
  }
}

function removeCreated(db: BetterSQLite3Database, id: number, after: number, step: UndoStep): void {
  const { contactsBefore, callsBefore } = requireImport(db, id);
  const created = db
    .select({
      id: contacts.id,
      createdAt: contacts.createdAt,
      updatedAt: contacts.updatedAt,
      doNotCallAt: contacts.doNotCallAt,
    })
    .from(contacts)
    .where(and(gt(contacts.id, Math.max(after, contactsBefore)), eq(contacts.importId, id)))
    .orderBy(asc(contacts.id))
    .limit(stepSize)
    .all();
  for (const contact of created) {
    step.next = { contacts: 'created', after: contact.id };
    const wasEdited = contact.updatedAt.getTime() !== contact.createdAt.getTime();
    if (wasEdited || wasCalled(db, contact.id, callsBefore) || !removeContact(db, contact.id).removed)
      step.left.push(contact.id);
    else {
      if (contact.doNotCallAt) step.marksKept++;
      step.removed++;
    }
  }
}

function wasCalled(db: BetterSQLite3Database, contactId: number, callsBefore: number): boolean {
  const where = and(eq(calls.contactId, contactId), gt(calls.id, callsBefore));
  return db.select({ id: calls.id }).from(calls).where(where).limit(1).get() !== undefined;
}
