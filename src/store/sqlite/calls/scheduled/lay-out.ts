import { and, eq, sql } from 'drizzle-orm';
import { preparedOnce } from '../../connection/prepared.ts';
import { scheduledCalls } from '../../schema/call-tables.ts';

/** Sets when a call is due, as far as it is still `PENDING`; times in ms. */
export const layOut = preparedOnce((db) =>
  db
    .update(scheduledCalls)
    .set({
      nextAttemptAt: sql`${sql.placeholder('at')}`,
      waitsFor: null,
      updatedAt: sql`${sql.placeholder('now')}`,
    })
    .where(and(eq(scheduledCalls.id, sql.placeholder('id')), sql`next_attempt_at is not null`))
    .prepare(),
);
