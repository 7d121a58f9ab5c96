import { and, eq, inArray } from 'drizzle-orm';
import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import type { RemoveResult } from '../../../operations/ports/contact-store.ts';
import { scheduledCalls } from '../schema/call-tables.ts';
import { contacts } from '../schema/contact-tables.ts';
import { markNumber } from '../suppression/entries.ts';
import { queueForSearch } from './search/contact-search.ts';

export function removeContact(db: BetterSQLite3Database, id: number): RemoveResult {
  const waiting = waitingCallsOf(db, id);
  if (waiting.length > 0) return { removed: false, waiting };
  const marked = db
    .select({ phoneNumber: contacts.phoneNumber, doNotCallAt: contacts.doNotCallAt })
    .from(contacts)
    .where(eq(contacts.id, id))
    .get();
  if (marked?.doNotCallAt) markNumber(db, marked.phoneNumber, 'contact', marked.doNotCallAt);
  const { changes } = db.delete(contacts).where(eq(contacts.id, id)).run();
  if (changes > 0) queueForSearch(db, id);
  return { removed: changes > 0, waiting: [] };
}

/** Returns the ids of the calls that are scheduled to a contact, or under way. */
export function waitingCallsOf(db: BetterSQLite3Database, contactId: number): number[] {
  return db
    .select({ id: scheduledCalls.id })
    .from(scheduledCalls)
    .where(
      and(
        eq(scheduledCalls.contactId, contactId),
        inArray(scheduledCalls.status, ['PENDING', 'IN_PROGRESS']),
      ),
    )
    .all()
    .map(({ id }) => id);
}
