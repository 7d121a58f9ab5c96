import { and, eq, type SQL, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/sqlite-core';
import { z } from 'zod';
import { callbackStates } from '../../../domain/calls/callbacks/callback.ts';
import { scheduledCallStatuses } from '../../../domain/calls/scheduled-call.ts';
import type { AskedCallback } from '../../../domain/reports/callbacks.ts';
import type { ReportSelection } from '../../../operations/ports/outcomes/report-store.ts';
import { placedAtOf } from '../calls/outcomes/callback-store.ts';
import { calls, scheduledCalls } from '../schema/call-tables.ts';
import { callbacks } from '../schema/callback-tables.ts';
import { isSelected } from './reported-calls.ts';

const attempts = alias(calls, 'attempts');

/** Returns the query for the callbacks that were asked for in calls, without what was said. */
export function callbacksOfReport(selection: ReportSelection): SQL {
  const { status, callbackOf, callId } = scheduledCalls;
  // A cross join keeps SQLite from reading all calls in search of the few with a callback: https://sqlite.org/optoverview.html#manctrl
  return sql`select ${callbacks.state}, ${callbacks.at}, ${status}, ${attempts.requestedAt}
    from ${callbacks} cross join ${calls}
    left join ${scheduledCalls} on ${callbackOf} = ${callbacks.callId}
    left join ${calls} ${sql.identifier('attempts')} on ${attempts.id} = ${callId}
    where ${and(eq(calls.id, callbacks.callId), isSelected(selection))}`;
}

const instant = z.number().transform((ms) => new Date(ms));
const row = z.tuple([
  z.enum(callbackStates),
  instant.nullable(),
  z.enum(scheduledCallStatuses).nullable(),
  instant.nullable(),
]);

/** Returns a callback from a row of the query. */
export function askedCallback(values: readonly unknown[]): AskedCallback {
  const [state, at, status, requestedAt] = row.parse(values);
  const placedAt = status && placedAtOf({ status }, requestedAt && { requestedAt });
  return { state, at, call: status && { status, placedAt } };
}
