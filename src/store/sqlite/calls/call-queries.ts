import { eq, getTableColumns, sql } from 'drizzle-orm';
import { given, preparedOnce } from '../connection/prepared.ts';
import { contactRow } from '../contacts/contact-rows.ts';
import { calls, contacts, scheduledCalls } from '../schema/schema.ts';
import { callColumns } from './columns.ts';
import { inTurn, isDue } from './scheduled-calls.ts';

/** The due call that has waited longest at `now`. */
export const nextDue = preparedOnce((db) =>
  db
    .select({ id: scheduledCalls.id })
    .from(scheduledCalls)
    .where(isDue(given(scheduledCalls.nextAttemptAt, 'now')))
    .orderBy(...inTurn)
    .limit(1)
    .prepare(),
);

/** A scheduled call and whom it is for. */
export const scheduledWithContact = preparedOnce((db) =>
  db
    .select({ scheduled: getTableColumns(scheduledCalls), contact: contactRow })
    .from(scheduledCalls)
    .leftJoin(contacts, eq(contacts.id, scheduledCalls.contactId))
    .where(eq(scheduledCalls.id, sql.placeholder('id')))
    .prepare(),
);

/** Writes an attempt that is claimed and about to be made. */
export const insertAttempt = preparedOnce((db) =>
  db
    .insert(calls)
    .values({
      reference: sql.placeholder('reference'),
      scheduledCallId: sql.placeholder('scheduledCallId'),
      contactId: sql.placeholder('contactId'),
      attempt: sql.placeholder('attempt'),
      fromNumber: sql.placeholder('fromNumber'),
      toNumber: sql.placeholder('toNumber'),
      agentId: sql.placeholder('agentId'),
      dynamicVariables: sql.placeholder('dynamicVariables'),
      status: 'placing',
      requestedAt: sql.placeholder('now'),
      updatedAt: sql.placeholder('now'),
      claimedBy: sql.placeholder('claimedBy'),
      claimedUntil: sql.placeholder('claimedUntil'),
    })
    .returning(callColumns)
    .prepare(),
);

export const callOfId = preparedOnce((db) =>
  db
    .select(callColumns)
    .from(calls)
    .where(eq(calls.id, sql.placeholder('id')))
    .prepare(),
);

/** Writes what Retell says of a call that it has placed, and lets go of it. */
export const updatePlaced = preparedOnce((db) =>
  db
    .update(calls)
    .set({
      retellCallId: given(calls.retellCallId, 'retellCallId'),
      status: given(calls.status, 'status'),
      disconnectionReason: given(calls.disconnectionReason, 'disconnectionReason'),
      startedAt: given(calls.startedAt, 'startedAt'),
      endedAt: given(calls.endedAt, 'endedAt'),
      durationMs: given(calls.durationMs, 'durationMs'),
      scheduledCallId: given(calls.scheduledCallId, 'scheduledCallId'),
      errorMessage: given(calls.errorMessage, 'errorMessage'),
      nextCheckAt: given(calls.nextCheckAt, 'nextCheckAt'),
      updatedAt: given(calls.updatedAt, 'updatedAt'),
      claimedBy: null,
      claimedUntil: null,
    })
    .where(eq(calls.id, sql.placeholder('id')))
    .prepare(),
);
