import { and, desc, eq, type SQL, sql } from 'drizzle-orm';
import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import type { Call } from '../../../domain/calls/call.ts';
import type { CallLedger, WithContact } from '../../../operations/ports/call-ledger.ts';
import { calls, indexedDisposition, indexedStatus } from '../schema/call-tables.ts';
import { readableRows } from './readable.ts';
import { callsWithContact, withContact } from './rows.ts';

type Query = Parameters<CallLedger['listCalls']>[0];

/** Returns calls, newest first. @param unreadable where the ids of those that cannot be read are added */
export function listCalls(
  db: BetterSQLite3Database,
  query: Query,
  unreadable: Set<number>,
): WithContact<Call>[] {
  const isListed = conditionOf(query);
  const [order, most] = [desc(calls.id), query.limit ?? -1];
  const queries = {
    all: () => callsWithContact(db).where(isListed).orderBy(order).limit(most).all(),
    ids: () => db.select({ id: calls.id }).from(calls).where(isListed).orderBy(order).limit(most).all(),
    one: (id: number) => callsWithContact(db).where(eq(calls.id, id)).get(),
  };
  return readableRows(queries, unreadable).map(withContact);
}

/** One value keeps the order of the index; several are one parameter, however many they are. */
function isOneOf(column: SQL | typeof calls.disposition, [first, ...more]: readonly string[]): SQL {
  if (more.length === 0) return sql`${column} = ${first}`;
  return sql`${column} in (select value from json_each(${JSON.stringify([first, ...more])}))`;
}

/** The index of the narrowest condition is used: a contact has few calls, a status may have millions, as may a disposition. */
function conditionOf({ status, dispositions, contactId, scheduledCallId }: Query): SQL | undefined {
  const byStatus = contactId ? calls.status : indexedStatus;
  const byDisposition = contactId || status ? calls.disposition : indexedDisposition;
  return and(
    status ? sql`${byStatus} = ${status}` : undefined,
    dispositions && isOneOf(byDisposition, dispositions),
    contactId ? eq(calls.contactId, contactId) : undefined,
    scheduledCallId ? eq(calls.scheduledCallId, scheduledCallId) : undefined,
  );
}
