import { and, eq } from 'drizzle-orm';
import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import type { ScheduledCall } from '../../../../domain/calls/scheduled-call.ts';
import type { SinceCancel } from '../../../../domain/calls/scheduling/restore.ts';
import type { DecideRestore, RestoreResult } from '../../../../operations/ports/scheduled-call-store.ts';
import { campaignOfId } from '../../campaigns/campaign-rows.ts';
import { calls, scheduledCalls } from '../../schema/call-tables.ts';
import { callbacks } from '../../schema/callback-tables.ts';
import { factsOf, findDue } from '../claims/call-facts.ts';
import { awaitedCalls } from './awaited-calls.ts';

/** Schedules cancelled calls again, as far as they may come back. */
export function restore(
  db: BetterSQLite3Database,
  ids: readonly number[],
  now: Date,
  decide: DecideRestore,
): RestoreResult {
  const result: RestoreResult = { restored: [], refused: [], notCancelled: [], missing: [] };
  for (const id of new Set(ids)) {
    const found = findDue(db, id);
    if (!found) {
      result.missing.push(id);
      continue;
    }
    const { scheduled, contact } = found;
    if (scheduled.status !== 'CANCELLED') {
      result.notCancelled.push({ id, status: scheduled.status });
      continue;
    }
    const facts = { ...factsOf(db, contact, { now, scheduled }), scheduled };
    const verdict = decide(facts, sinceCancel(db, scheduled));
    if (verdict.kind === 'refuse') {
      result.refused.push({ id, ...verdict });
      continue;
    }
    bringBack(db, id, verdict.at, now);
    result.restored.push(id);
  }
  return result;
}

function sinceCancel(
  db: BetterSQLite3Database,
  { contactId, campaignId, callbackOf }: ScheduledCall,
): SinceCancel {
  const campaign = campaignOfId(db, campaignId);
  return {
    // Those that came back before it are among them: a person with two cancelled calls gets one.
    awaited: contactId === null ? [] : awaitedCalls(db, [contactId]),
    cancelledCampaign: campaign?.cancelledAt ? campaign.name : null,
    isReached: contactId !== null && campaignId !== null && isReached(db, campaignId, contactId),
    isStillAskedFor: callbackOf === null || isAskedFor(db, callbackOf),
  };
}

function isReached(db: BetterSQLite3Database, campaignId: number, contactId: number): boolean {
  const isAnswered = and(
    eq(calls.campaignId, campaignId),
    eq(calls.contactId, contactId),
    eq(calls.answeredBy, 'human'),
  );
  return db.select({ id: calls.id }).from(calls).where(isAnswered).limit(1).get() !== undefined;
}

function isAskedFor(db: BetterSQLite3Database, callId: number): boolean {
  const asked = db
    .select({ state: callbacks.state })
    .from(callbacks)
    .where(eq(callbacks.callId, callId))
    .get();
  return asked?.state === 'scheduled';
}

function bringBack(db: BetterSQLite3Database, id: number, at: Date, now: Date): void {
  db.update(scheduledCalls)
    .set({ status: 'PENDING', nextAttemptAt: at, waitsFor: null, errorMessage: null, updatedAt: now })
    .where(eq(scheduledCalls.id, id))
    .run();
}
