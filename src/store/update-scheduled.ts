import { eq } from 'drizzle-orm';
import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import { mayBecome, scheduledCallTransitions } from '../domain/transitions.ts';
import { scheduledCalls } from './schema.ts';

/** Changes a scheduled call. @throws Error for a step that its state machine does not have */
export function updateScheduled(
  db: BetterSQLite3Database,
  id: number | null,
  now: Date,
  change: (scheduled: typeof scheduledCalls.$inferSelect) => Partial<typeof scheduledCalls.$inferInsert>,
): void {
  if (id === null) return;
  const scheduled = db.select().from(scheduledCalls).where(eq(scheduledCalls.id, id)).get();
  if (!scheduled) return;
  const news = change(scheduled);
  if (news.status && !mayBecome(scheduledCallTransitions, scheduled.status, news.status)) {
    throw new Error(`scheduled call ${id} cannot go from ${scheduled.status} to ${news.status}`);
  }
  db.update(scheduledCalls)
    .set({ ...news, updatedAt: now })
    .where(eq(scheduledCalls.id, id))
    .run();
}
