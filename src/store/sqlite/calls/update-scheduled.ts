import { eq, sql } from 'drizzle-orm';
import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import { mayBecome, scheduledCallTransitions } from '../../../domain/calls/transitions.ts';
import { given, preparedOnce } from '../connection/prepared.ts';
import { scheduledCalls } from '../schema/schema.ts';

const scheduledOfId = preparedOnce((db) =>
  db
    .select()
    .from(scheduledCalls)
    .where(eq(scheduledCalls.id, sql.placeholder('id')))
    .prepare(),
);

const updateRow = preparedOnce((db) =>
  db
    .update(scheduledCalls)
    .set({
      status: given(scheduledCalls.status, 'status'),
      retellCallId: given(scheduledCalls.retellCallId, 'retellCallId'),
      callId: given(scheduledCalls.callId, 'callId'),
      errorMessage: given(scheduledCalls.errorMessage, 'errorMessage'),
      attempts: given(scheduledCalls.attempts, 'attempts'),
      maxAttempts: given(scheduledCalls.maxAttempts, 'maxAttempts'),
      nextAttemptAt: given(scheduledCalls.nextAttemptAt, 'nextAttemptAt'),
      executedAt: given(scheduledCalls.executedAt, 'executedAt'),
      updatedAt: given(scheduledCalls.updatedAt, 'updatedAt'),
    })
    .where(eq(scheduledCalls.id, sql.placeholder('id')))
    .prepare(),
);

type Row = typeof scheduledCalls.$inferSelect;

/** What becomes of a scheduled call once it is written; the order that it was is never changed. */
type Change = Partial<
  Pick<
    Row,
    | 'status'
    | 'retellCallId'
    | 'callId'
    | 'errorMessage'
    | 'attempts'
    | 'maxAttempts'
    | 'nextAttemptAt'
    | 'executedAt'
  >
>;

/** Changes a scheduled call, if there is one. @throws Error as `writeChange` */
export function updateScheduled(
  db: BetterSQLite3Database,
  id: number | null,
  now: Date,
  change: (scheduled: Row) => Change,
): void {
  if (id === null) return;
  const scheduled = scheduledOfId(db).get({ id });
  if (scheduled) writeChange(db, scheduled, now, change(scheduled));
}

/** Changes a scheduled call that was just read. @throws Error for a step that its state machine does not have */
export function writeChange(db: BetterSQLite3Database, scheduled: Row, now: Date, news: Change): void {
  if (news.status && !mayBecome(scheduledCallTransitions, scheduled.status, news.status)) {
    throw new Error(`scheduled call ${scheduled.id} cannot go from ${scheduled.status} to ${news.status}`);
  }
  updateRow(db).run({ ...scheduled, ...news, updatedAt: now });
}
