import { and, asc, eq, isNotNull, sql } from 'drizzle-orm';
import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import type { Disposition } from '../../../domain/calls/outcomes/disposition.ts';
import { type ContactInCampaign, isToCallAgain } from '../../../domain/campaigns/call-again.ts';
import { calls, scheduledCalls } from '../schema/call-tables.ts';

/** Returns the ids of the contacts of a campaign who may be called again, in ascending order. */
export function contactsToCallAgain(
  db: BetterSQLite3Database,
  campaignId: number,
  outcomes: readonly Disposition[] | undefined,
): number[] {
  const callsOf = callsByContact(db, campaignId);
  const found: number[] = [];
  for (const [contactId, scheduled] of statusesByContact(db, campaignId))
    if (isToCallAgain({ scheduled, calls: callsOf.get(contactId) ?? [] }, outcomes)) found.push(contactId);
  return found.sort((a, b) => a - b);
}

function statusesByContact(db: BetterSQLite3Database, campaignId: number) {
  const { contactId, status } = scheduledCalls;
  const rows = db
    .select({ contactId: sql<number>`${contactId}`, status })
    .from(scheduledCalls)
    .where(and(eq(scheduledCalls.campaignId, campaignId), isNotNull(contactId)))
    .all();
  return byContact(rows, (row) => row.status);
}

function callsByContact(db: BetterSQLite3Database, campaignId: number) {
  const { contactId, status, disposition, answeredBy, requestedAt, id } = calls;
  const rows = db
    .select({ contactId: sql<number>`${contactId}`, status, disposition, answeredBy })
    .from(calls)
    .where(and(eq(calls.campaignId, campaignId), isNotNull(contactId), sql`${calls.status} <> 'not_placed'`))
    .orderBy(asc(requestedAt), asc(id))
    .all();
  return byContact(rows, (row): ContactInCampaign['calls'][number] => row);
}

function byContact<Row extends { contactId: number }, T>(
  rows: readonly Row[],
  value: (row: Row) => T,
): ReadonlyMap<number, readonly T[]> {
  const groups = new Map<number, T[]>();
  for (const row of rows) {
    const group = groups.get(row.contactId);
    if (group) group.push(value(row));
    else groups.set(row.contactId, [value(row)]);
  }
  return groups;
}
