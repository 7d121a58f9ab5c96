import { eq } from 'drizzle-orm';
import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import {
  type Contact,
  type ContactChanges,
  type ContactDetails,
  changedContact,
} from '../../../domain/contacts/contact.ts';
import type { EditResult } from '../../../operations/ports/contact-store.ts';
import { contacts } from '../schema/contact-tables.ts';
import { cancelCallsTo } from '../suppression/cancel-calls.ts';
import { liftNumber, markNumber, suppressionOf } from '../suppression/entries.ts';
import { contactRow } from './contact-rows.ts';
import { setTags } from './contact-tags.ts';
import { queueForSearch } from './search/contact-search.ts';

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
  const edited = changedContact(known, changes, now);
  const hasNumber = eq(contacts.phoneNumber, edited.phoneNumber);
  const owner = db.select(contactRow).from(contacts).where(hasNumber).get();
  if (owner && owner.id !== id) return { kind: 'number_taken', by: owner };
  const marks = editMarks(db, known, edited, changes, now);
  const { tags, ...columns } = { ...edited, doNotCallAt: marks.doNotCallAt };
  db.update(contacts)
    .set({ ...columns, updatedAt: now })
    .where(eq(contacts.id, id))
    .run();
  if (changes.tags) setTags(db, known, changes.tags);
  if (marks.doNotCallAt) cancelCallsTo(db, { phoneNumber: edited.phoneNumber, reason: null }, now);
  queueForSearch(db, id);
  const contact = read();
  const { keptMark, takenOver } = marks;
  return contact ? { kind: 'edited', contact, keptMark, takenOver } : { kind: 'missing' };
}

/**
 * Writes what an edit means for the marks of numbers: a marked contact's old number stays marked, its new number becomes so, and a
 * contact who is given a marked number takes the mark over. Only a person who says that the contact may be called lifts any.
 */
function editMarks(
  db: BetterSQLite3Database,
  known: Contact,
  edited: ContactDetails,
  { doNotCall }: ContactChanges,
  now: Date,
): Pick<Contact, 'doNotCallAt'> & { keptMark: string | null; takenOver: boolean } {
  const { phoneNumber } = edited;
  if (doNotCall === false) {
    for (const number of [known.phoneNumber, phoneNumber]) liftNumber(db, number);
    // The beginning of the number may be listed.
    const listed = suppressionOf(db, phoneNumber);
    return { doNotCallAt: listed?.createdAt ?? null, keptMark: null, takenOver: false };
  }
  const isMoved = phoneNumber !== known.phoneNumber;
  const keptMark = isMoved && known.doNotCallAt ? known.phoneNumber : null;
  if (keptMark) markNumber(db, keptMark, 'contact', now);
  const since = edited.doNotCallAt ?? (isMoved ? (suppressionOf(db, phoneNumber)?.createdAt ?? null) : null);
  if (edited.doNotCallAt) markNumber(db, phoneNumber, 'contact', now);
  return { doNotCallAt: since, keptMark, takenOver: since !== null && edited.doNotCallAt === null };
}
