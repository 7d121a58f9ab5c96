import { and, desc, eq, type SQL, sql } from 'drizzle-orm';
import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import type { Call } from '../../../domain/calls/call.ts';
import type { Disposition } from '../../../domain/calls/outcomes/disposition.ts';
import type { CallLedger, WithContact } from '../../../operations/ports/call-ledger.ts';
import { indexedDisposition, indexedStatus } from '../schema/call-expressions.ts';
import { calls } from '../schema/call-tables.ts';
import { readableRows } from './readable.ts';
import { callsWithContact, withContact } from './rows.ts';

type Query = Parameters<CallLedger['listCalls']>[0];

/** Returns calls, newest first. @param unreadable where the ids of those that cannot be read are added */
export function listCalls(
  db: BetterSQLite3Database,
  query: Query,
  unreadable: Set<number>,
): WithContact<Call>[] {
  const { dispositions = [undefined], limit = Number.POSITIVE_INFINITY } = query;
  // One query for each disposition follows the order of its index; one for several would sort all of their calls.
  const lists = dispositions.map((disposition) => list(db, query, disposition, unreadable));
  const [only = [], ...more] = lists;
  return more.length === 0
    ? only
    : lists
        .flat()
        .sort((a, b) => b.id - a.id)
        .slice(0, limit);
}

function list(
  db: BetterSQLite3Database,
  query: Query,
  disposition: Disposition | undefined,
  unreadable: Set<number>,
): WithContact<Call>[] {
  const isListed = conditionOf(query, disposition);
  const [order, most] = [desc(calls.id), query.limit ?? -1];
  const queries = {
    all: () => callsWithContact(db).where(isListed).orderBy(order).limit(most).all(),
    ids: () => db.select({ id: calls.id }).from(calls).where(isListed).orderBy(order).limit(most).all(),
    one: (id: number) => callsWithContact(db).where(eq(calls.id, id)).get(),
  };
  return readableRows(queries, unreadable).map(withContact);
}

/** The index of dispositions has only those that are known. */
function isOf(disposition: Disposition, isNarrow: boolean): SQL {
  if (isNarrow) return sql`${calls.disposition} = ${disposition}`;
  return sql`${indexedDisposition} = ${disposition} and disposition is not null`;
}

/**
 * The index of the narrowest condition is used: a contact has few calls, a campaign more, a disposition may have millions, and a status
 * more still.
 */
function conditionOf(
  { status, contactId, scheduledCallId, campaignId }: Query,
  disposition: Disposition | undefined,
): SQL | undefined {
  const isNarrow = contactId !== undefined || campaignId !== undefined;
  const byStatus = isNarrow || disposition ? calls.status : indexedStatus;
  const byCampaign = contactId ? sql`+${calls.campaignId}` : calls.campaignId;
  return and(
    status ? sql`${byStatus} = ${status}` : undefined,
    disposition && isOf(disposition, isNarrow),
    contactId ? eq(calls.contactId, contactId) : undefined,
    campaignId ? sql`${byCampaign} = ${campaignId}` : undefined,
    scheduledCallId ? eq(calls.scheduledCallId, scheduledCallId) : undefined,
  );
}
