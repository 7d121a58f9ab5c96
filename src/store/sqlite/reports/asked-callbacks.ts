import { and, eq } from 'drizzle-orm';
import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import { alias } from 'drizzle-orm/sqlite-core';
import type { AskedCallback } from '../../../domain/reports/callbacks.ts';
import type { ReportSelection } from '../../../operations/ports/outcomes/report-store.ts';
import { placedAtOf } from '../calls/outcomes/callback-store.ts';
import { calls, scheduledCalls } from '../schema/call-tables.ts';
import { callbacks } from '../schema/callback-tables.ts';
import { isSelected } from './reported-calls.ts';

const attempts = alias(calls, 'attempts');

/** Returns the callbacks that were asked for in calls. */
export function askedCallbacks(db: BetterSQLite3Database, selection: ReportSelection): AskedCallback[] {
  const { state, at } = callbacks;
  return (
    db
      .select({
        callback: { state, at },
        scheduled: { status: scheduledCalls.status },
        attempt: { requestedAt: attempts.requestedAt },
      })
      .from(callbacks)
      // It keeps SQLite from reading all calls in search of the few with a callback: https://sqlite.org/optoverview.html#manctrl
      .crossJoin(calls)
      .leftJoin(scheduledCalls, eq(scheduledCalls.callbackOf, callbacks.callId))
      .leftJoin(attempts, eq(attempts.id, scheduledCalls.callId))
      .where(and(eq(calls.id, callbacks.callId), isSelected(selection)))
      .all()
      .map(({ callback, scheduled, attempt }) => ({
        ...callback,
        call: scheduled && { status: scheduled.status, placedAt: placedAtOf(scheduled, attempt) },
      }))
  );
}
