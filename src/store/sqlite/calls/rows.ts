import { eq, getTableColumns } from 'drizzle-orm';
import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import type { Call } from '../../../domain/calls/call.ts';
import type { ScheduledCall } from '../../../domain/calls/scheduled-call.ts';
import type { WithContact } from '../../../operations/ports/call-ledger.ts';
import { calls, scheduledCalls } from '../schema/call-tables.ts';
import { contacts } from '../schema/contact-tables.ts';

const { claimedBy, claimedUntil, nextCheckAt, optedOutAt, ...others } = getTableColumns(calls);
const { reservedCents, calleeOffset, calleeClock, ...callColumns } = others;

/** The columns of a call that are not the store's own bookkeeping. */
export { callColumns };

/** The contact as lists show it beside a call. */
const contactColumns = { name: contacts.name, phoneNumber: contacts.phoneNumber };

/** Returns a query for calls, each with its contact. */
export function callsWithContact(db: BetterSQLite3Database) {
  return db
    .select({ row: callColumns, contact: contactColumns })
    .from(calls)
    .leftJoin(contacts, eq(contacts.id, calls.contactId))
    .$dynamic();
}

/** Returns a query for scheduled calls, each with its contact. */
export function scheduledCallsWithContact(db: BetterSQLite3Database) {
  return db
    .select({ row: getTableColumns(scheduledCalls), contact: contactColumns })
    .from(scheduledCalls)
    .leftJoin(contacts, eq(contacts.id, scheduledCalls.contactId))
    .$dynamic();
}

/** Returns a row of those queries as one object. */
export function withContact<T extends Call | ScheduledCall>(found: {
  row: T;
  contact: WithContact<T>['contact'];
}): WithContact<T> {
  return { ...found.row, contact: found.contact };
}
