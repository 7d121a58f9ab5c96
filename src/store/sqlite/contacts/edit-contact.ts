import { eq } from 'drizzle-orm';
import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import { type ContactChanges, changedContact } from '../../../domain/contacts/contact.ts';
import type { EditResult } from '../../../operations/ports/contact-store.ts';
import { contacts } from '../schema/contact-tables.ts';
import { contactRow } from './contact-rows.ts';
import { queueForSearch } from './contact-search.ts';

/** Applies an operator's changes to one contact, unless its new number belongs to another. */
export function editContact(
  db: BetterSQLite3Database,
  id: number,
  changes: ContactChanges,
  now: Date,
): EditResult {
  const read = () => db.select(contactRow).from(contacts).where(eq(contacts.id, id)).get();
  const known = read();
  if (!known) return { kind: 'missing' };
  const { tags, ...columns } = changedContact(known, changes, now);
  const hasNumber = eq(contacts.phoneNumber, columns.phoneNumber);
  const owner = db.select(contactRow).from(contacts).where(hasNumber).get();
  if (owner && owner.id !== id) return { kind: 'number_taken', by: owner };
  db.update(contacts)
    .set({ ...columns, updatedAt: now })
    .where(eq(contacts.id, id))
    .run();
  queueForSearch(db, id);
  const contact = read();
  return contact ? { kind: 'edited', contact } : { kind: 'missing' };
}
