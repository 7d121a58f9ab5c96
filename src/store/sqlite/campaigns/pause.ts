import { and, asc, eq, isNull, sql } from 'drizzle-orm';
import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import { spreadResumed } from '../../../domain/calls/scheduling/spread-overdue.ts';
import type { Pause } from '../../../domain/campaigns/campaign.ts';
import { isDue } from '../calls/due.ts';
import { layOut } from '../calls/scheduled/lay-out.ts';
import { scheduledCalls } from '../schema/call-tables.ts';
import { campaigns } from '../schema/campaign-tables.ts';

/** Pauses a campaign. A pause that stands is kept, with the new reason if there is one. */
export function pause(db: BetterSQLite3Database, id: number, { by, reason, since }: Pause): void {
  const { changes } = db
    .update(campaigns)
    .set({ pausedAt: since, pausedBy: by, pauseReason: reason })
    .where(and(eq(campaigns.id, id), isNull(campaigns.pausedAt)))
    .run();
  if (changes === 0 && reason !== null)
    db.update(campaigns).set({ pauseReason: reason }).where(eq(campaigns.id, id)).run();
}

/** Lifts the pause of a campaign, if one stands. */
export function liftPause(db: BetterSQLite3Database, id: number): void {
  db.update(campaigns)
    .set({ pausedAt: null, pausedBy: null, pauseReason: null })
    .where(eq(campaigns.id, id))
    .run();
}

/**
 * Lifts the pause of a campaign, and lays out again from now what would otherwise ring at once: calls that are due, and those that the
 * pause has put off, which have lost the distance at which they were planned.
 *
 * @returns how many
 */
export function resume(db: BetterSQLite3Database, id: number, when: { now: Date; spacing: number }): number {
  liftPause(db, id);
  db.update(campaigns).set({ resumedAt: when.now }).where(eq(campaigns.id, id)).run();
  return layOutHeldUp(db, id, when);
}

/** Lays out again from now what a pause or a cap has held up, as {@link resume} does. @returns how many calls */
export function layOutHeldUp(
  db: BetterSQLite3Database,
  id: number,
  { now, spacing }: { now: Date; spacing: number },
): number {
  const isHeldUp = sql<boolean>`(${isDue(now)} or ${scheduledCalls.waitsFor} is 'campaign')`.mapWith(Boolean);
  const pending = db
    .select({
      id: scheduledCalls.id,
      dueAt: scheduledCalls.scheduledTime,
      nextAttemptAt: scheduledCalls.nextAttemptAt,
      spacing: scheduledCalls.spacing,
      callbackOf: scheduledCalls.callbackOf,
      isHeldUp,
    })
    .from(scheduledCalls)
    .where(and(eq(scheduledCalls.campaignId, id), isPendingOfCampaign))
    .orderBy(asc(scheduledCalls.scheduledTime), asc(scheduledCalls.id))
    .all()
    .map((call) => ({ ...call, ownTime: call.isHeldUp ? null : call.nextAttemptAt }));
  const callbacks = pending.filter((call) => call.callbackOf !== null && call.isHeldUp);
  const others = pending.filter(({ callbackOf }) => callbackOf === null);
  // People were promised the time of a callback: it rings at once if that has come, and otherwise keeps it.
  const times = [
    ...callbacks.map((call) => ({ ...call, at: now })),
    ...spreadResumed(others, { now, spacing }),
  ];
  for (const { id: call, at } of times) layOut(db).run({ id: call, at: at.getTime(), now: now.getTime() });
  return pending.filter((call) => call.isHeldUp).length;
}

/** The `+` keeps SQLite from using the index of status: a million calls of other campaigns may be PENDING. */
const isPendingOfCampaign = sql`+${scheduledCalls.status} = 'PENDING'`;
