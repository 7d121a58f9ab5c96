import { and, eq, sql } from 'drizzle-orm';
import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import { afterNewOwner } from '../../../../domain/calls/after-claim.ts';
import type { Contact } from '../../../../domain/contacts/contact.ts';
import type { SavedRow } from '../../../../domain/contacts/merging/saved-row.ts';
import { liveCallsTo } from '../../calls/claims/live-calls.ts';
import { preparedOnce } from '../../connection/prepared.ts';
import type { CancelledCall } from '../../imports/import-changes.ts';
import { scheduledCalls } from '../../schema/call-tables.ts';

/** Returns the result of a row that replaces a contact, with what that means for the calls to it. Changes nothing. */
export function withCallsOf(
  db: BetterSQLite3Database,
  { id, phoneNumber }: Contact,
  row: SavedRow,
  now: Date,
): SavedRow {
  if (isBeingCalled(db, id, phoneNumber, now))
    return { ...row, result: 'new_owner', changes: [], isBeingCalled: true };
  const calls = pendingCalls(db).all({ contactId: id });
  return calls.length === 0 ? row : { ...row, cancelledCalls: calls.map((call) => call.id) };
}

/** Cancels the calls that are scheduled to the old owner of a number. @returns them as they were, for an undo */
export function cancelCallsOfOldOwner(
  db: BetterSQLite3Database,
  contactId: number,
  owner: string,
  now: Date,
): CancelledCall[] {
  const calls = pendingCalls(db).all({ contactId });
  const change = { ...afterNewOwner(owner), updatedAt: now };
  for (const { id } of calls) db.update(scheduledCalls).set(change).where(eq(scheduledCalls.id, id)).run();
  return calls;
}

/** Schedules calls again that a new owner of their number had cancelled. @returns the ids of those that are still cancelled */
export function restoreCalls(
  db: BetterSQLite3Database,
  calls: readonly CancelledCall[],
  now: Date,
): number[] {
  return calls.flatMap(({ id, ...before }) => {
    const { changes } = db
      .update(scheduledCalls)
      .set({ ...before, status: 'PENDING', updatedAt: now })
      .where(and(eq(scheduledCalls.id, id), eq(scheduledCalls.status, 'CANCELLED')))
      .run();
    return changes > 0 ? [id] : [];
  });
}

/** Whether a call to a contact may still ring its phone, or come back to be placed again, if this is not prevented. */
function isBeingCalled(db: BetterSQLite3Database, contactId: number, number: string, now: Date): boolean {
  return claimedCall(db).get({ contactId }) !== undefined || liveCallsTo(db, number, now).length > 0;
}

const ofContact = eq(scheduledCalls.contactId, sql.placeholder('contactId'));

/** The `+` keeps SQLite from using the index of status: a million calls may be `PENDING`. */
const pendingCalls = preparedOnce((db) => {
  const { id, nextAttemptAt, waitsFor, opening, errorMessage } = scheduledCalls;
  return db
    .select({ id, nextAttemptAt, waitsFor, opening, errorMessage })
    .from(scheduledCalls)
    .where(and(ofContact, sql`+${scheduledCalls.status} = 'PENDING'`))
    .orderBy(id)
    .prepare();
});

const claimedCall = preparedOnce((db) =>
  db
    .select({ id: scheduledCalls.id })
    .from(scheduledCalls)
    .where(and(ofContact, sql`+${scheduledCalls.status} = 'IN_PROGRESS'`))
    .limit(1)
    .prepare(),
);
