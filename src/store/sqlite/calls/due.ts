import { asc, type SQL, sql } from 'drizzle-orm';
import { preparedOnce } from '../connection/prepared.ts';
import { scheduledCalls } from '../schema/call-tables.ts';
import { work } from './work.ts';

/** Returns the SQL condition that a scheduled call is due. */
export const isDue = (now: Date) => condition(work.due, now);

/** Returns the SQL condition that Retell must be asked about an unconfirmed call. */
export const needsReconciling = (now: Date) => condition(work.unconfirmed, now);

/** The SQL condition that a process holds, or has left behind, a claim on a call. */
export const isClaimed = sql.raw(work.claimed.where);

/** Returns the SQL conditions that Retell must be asked about a placed call: one that is open, or over with more to come. */
export const needsRefreshing = (now: Date): SQL[] => [condition(work.open, now), condition(work.over, now)];

/** The order in which due calls are placed. */
export const dueOrder = [asc(scheduledCalls.nextAttemptAt), asc(scheduledCalls.id)] as const;

/** Prepares the query for the due call that has waited longest at `now`, in ms. */
export const nextDue = preparedOnce((db) =>
  db
    .select({ id: scheduledCalls.id })
    .from(scheduledCalls)
    .where(condition(work.due, sql.placeholder('now')))
    .orderBy(...dueOrder)
    .limit(1)
    .prepare(),
);

/** Prepares the query for the callback that has been due longest: people were promised a time, so callbacks come before other calls. */
export const nextCallback = preparedOnce((db) =>
  db
    .select({ id: scheduledCalls.id })
    .from(scheduledCalls)
    .where(sql`${scheduledCalls.callbackOf} is not null and ${condition(work.due, sql.placeholder('now'))}`)
    .orderBy(...dueOrder)
    .limit(1)
    .prepare(),
);

function condition({ where }: { where: string }, now: Date | ReturnType<typeof sql.placeholder>): SQL {
  const value = sql`${now instanceof Date ? now.getTime() : now}`;
  return sql.join(
    where.split('$now').map((part) => sql.raw(part)),
    value,
  );
}
