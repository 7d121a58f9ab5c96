import { asc, eq, sql } from 'drizzle-orm';
import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import type { ScheduledCallDraft, ScheduledCallStatus } from '../../../domain/calls/scheduled-call.ts';
import type { CancelResult, RetryResult } from '../../../operations/ports/scheduled-call-store.ts';
import { preparedOnce } from '../connection/prepared.ts';
import { scheduledCalls } from '../schema/schema.ts';

/** Between two words about how far it has come, rows. */
const wordEvery = 1000;

/** Writes calls that are to be placed. @returns their ids, in the same order */
export function schedule(
  db: BetterSQLite3Database,
  drafts: readonly ScheduledCallDraft[],
  now: Date,
  onProgress: (calls: number, share: number) => void,
): number[] {
  return drafts.map((draft, place) => {
    if (place % wordEvery === 0) onProgress(place, place / drafts.length);
    return Number(insertPending(db).run({ ...draft, now }).lastInsertRowid);
  });
}

const insertPending = preparedOnce((db) =>
  db
    .insert(scheduledCalls)
    .values({
      contactId: sql.placeholder('contactId'),
      fromNumber: sql.placeholder('fromNumber'),
      agentId: sql.placeholder('agentId'),
      scheduledTime: sql.placeholder('scheduledTime'),
      dynamicVariables: sql.placeholder('dynamicVariables'),
      maxAttempts: sql.placeholder('maxAttempts'),
      status: 'PENDING',
      nextAttemptAt: sql.placeholder('scheduledTime'),
      createdAt: sql.placeholder('now'),
      updatedAt: sql.placeholder('now'),
    })
    .prepare(),
);

/** Cancels those of these calls that are `PENDING`, or the `next` so many in order of time. */
export function cancel(
  db: BetterSQLite3Database,
  which: readonly number[] | { next: number },
  now: Date,
): CancelResult {
  const ids = 'next' in which ? nextPending(db, which.next) : which;
  const { chosen, others, missing } = sortOut(db, ids, 'PENDING');
  db.update(scheduledCalls)
    .set({ status: 'CANCELLED', nextAttemptAt: null, updatedAt: now })
    .where(isOneOf(chosen))
    .run();
  return { cancelled: chosen, notPending: others, missing };
}

/** Gives those of these calls that are `FAILED` new attempts. */
export function retry(
  db: BetterSQLite3Database,
  ids: readonly number[],
  { at, newAttempts, now }: { at: Date; newAttempts: number; now: Date },
): RetryResult {
  const { chosen, others, missing } = sortOut(db, ids, 'FAILED');
  db.update(scheduledCalls)
    .set({
      status: 'PENDING',
      nextAttemptAt: at,
      maxAttempts: sql`${scheduledCalls.attempts} + ${newAttempts}`,
      executedAt: null,
      updatedAt: now,
    })
    .where(isOneOf(chosen))
    .run();
  return { retried: chosen, notFailed: others, missing };
}

/** That a scheduled call is one of these, as one parameter however many they are. */
export function isOneOf(ids: readonly number[]) {
  return sql`${scheduledCalls.id} in (select value from json_each(${JSON.stringify(ids)}))`;
}

/** These ids, in their order: those of calls that stand so, those of calls that do not, and those of none. */
function sortOut<S extends ScheduledCallStatus>(
  db: BetterSQLite3Database,
  ids: readonly number[],
  wanted: S,
) {
  const found = db
    .select({ id: scheduledCalls.id, status: scheduledCalls.status })
    .from(scheduledCalls)
    .where(isOneOf(ids))
    .all();
  const statuses = new Map(found.map(({ id, status }) => [id, status]));
  const chosen: number[] = [];
  const others: { id: number; status: Exclude<ScheduledCallStatus, S> }[] = [];
  const missing: number[] = [];
  const isOther = (status: ScheduledCallStatus): status is Exclude<ScheduledCallStatus, S> =>
    status !== wanted;
  for (const id of ids) {
    const status = statuses.get(id);
    if (status === undefined) missing.push(id);
    else if (isOther(status)) others.push({ id, status });
    else chosen.push(id);
  }
  return { chosen, others, missing };
}

function nextPending(db: BetterSQLite3Database, limit: number): number[] {
  const rows = db
    .select({ id: scheduledCalls.id })
    .from(scheduledCalls)
    .where(eq(scheduledCalls.status, 'PENDING'))
    .orderBy(asc(scheduledCalls.scheduledTime), asc(scheduledCalls.id))
    .limit(limit)
    .all();
  return rows.map(({ id }) => id);
}
