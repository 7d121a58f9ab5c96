import { eq } from 'drizzle-orm';
import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import { keepForUndo } from '../imports/import-changes.ts';
import { contacts } from '../schema/contact-tables.ts';
import { markNumber } from '../suppression/entries.ts';
import { contactRow } from './contact-rows.ts';

/** Marks numbers do-not-call, and the contacts that have them. @returns how many contacts were not marked before */
export function markDoNotCall(
  db: BetterSQLite3Database,
  phoneNumbers: readonly string[],
  now: Date,
  importId: number,
): number {
  const unmarked = phoneNumbers.flatMap((phoneNumber) => {
    const known = db.select(contactRow).from(contacts).where(eq(contacts.phoneNumber, phoneNumber)).get();
    return known && known.doNotCallAt === null ? known : [];
  });
  for (const phoneNumber of phoneNumbers) markNumber(db, phoneNumber, 'import', now);
  for (const known of unmarked) {
    const updatedAt = keepForUndo(db, importId, known, { tagsGiven: [] }, now);
    db.update(contacts).set({ doNotCallAt: now, updatedAt }).where(eq(contacts.id, known.id)).run();
  }
  return unmarked.length;
}
