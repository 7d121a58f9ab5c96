import { eq, sql } from 'drizzle-orm';
import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import type { Call } from '../../../../domain/calls/call.ts';
import { preparedOnce } from '../../connection/prepared.ts';
import { contacts } from '../../schema/contact-tables.ts';

const personSince = preparedOnce((db) =>
  db
    .select({ at: contacts.personSince })
    .from(contacts)
    .where(eq(contacts.id, sql.placeholder('contactId')))
    .prepare(),
);

/** Returns since when a contact is another person than before; null if it has always been the same, or there is none. */
export function personOf(db: BetterSQLite3Database, contactId: number | null): Date | null {
  return (contactId === null ? undefined : personSince(db).get({ contactId }))?.at ?? null;
}

/** Returns whether another person has taken a number over since a call to it was requested. */
export function hasNewPerson(
  db: BetterSQLite3Database,
  { contactId, requestedAt }: Pick<Call, 'contactId' | 'requestedAt'>,
): boolean {
  const since = personOf(db, contactId);
  return since !== null && since > requestedAt;
}
