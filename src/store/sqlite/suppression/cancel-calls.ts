import { and, eq, sql } from 'drizzle-orm';
import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import { afterSuppressed } from '../../../domain/calls/after-claim.ts';
import { isPrefix, rangeOf } from '../../../domain/contacts/suppression/listed-number.ts';
import type { Suppression } from '../../../domain/contacts/suppression/suppression.ts';
import { scheduledCalls } from '../schema/call-tables.ts';
import { contacts } from '../schema/contact-tables.ts';

/** SQL condition: a contact has the number of an entry, or one that begins so. */
export function isCovered(phoneNumber: string) {
  if (!isPrefix(phoneNumber)) return eq(contacts.phoneNumber, phoneNumber);
  const { from, before } = rangeOf(phoneNumber);
  return sql`${contacts.phoneNumber} >= ${from} and ${contacts.phoneNumber} < ${before}`;
}

/** Cancels the calls that have not been placed to a number that is now listed, or whose beginning is. @returns their ids */
export function cancelCallsTo(
  db: BetterSQLite3Database,
  entry: Pick<Suppression, 'phoneNumber' | 'reason'>,
  now: Date,
): number[] {
  const covered = db.select({ id: contacts.id }).from(contacts).where(isCovered(entry.phoneNumber));
  return db
    .update(scheduledCalls)
    .set({
      ...afterSuppressed(entry),
      dueBeforeCancel: sql`${scheduledCalls.nextAttemptAt}`,
      updatedAt: now,
    })
    .where(
      // The `+` keeps SQLite from using the index of status: a million calls may be PENDING.
      and(sql`${scheduledCalls.contactId} in (${covered})`, sql`+${scheduledCalls.status} = 'PENDING'`),
    )
    .returning({ id: scheduledCalls.id })
    .all()
    .map(({ id }) => id);
}
