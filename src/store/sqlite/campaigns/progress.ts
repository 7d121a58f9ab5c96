import { and, count, countDistinct, eq, max, sql, sum } from 'drizzle-orm';
import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import type { ScheduledCallStatus } from '../../../domain/calls/scheduled-call.ts';
import type { CampaignProgress } from '../../../domain/campaigns/campaign.ts';
import type { CountByDisposition } from '../../../operations/ports/campaigns/campaign-store.ts';
import { calls, scheduledCalls } from '../schema/call-tables.ts';

/** Returns how far a campaign has come. */
export function progressOf(db: BetterSQLite3Database, id: number): CampaignProgress {
  const isOfCampaign = eq(scheduledCalls.campaignId, id);
  const statuses = db
    .select({ status: scheduledCalls.status, calls: count(), endsAt: max(scheduledCalls.nextAttemptAt) })
    .from(scheduledCalls)
    .where(isOfCampaign)
    .groupBy(scheduledCalls.status)
    .all();
  const people = db
    .select({ contacts: countDistinct(scheduledCalls.contactId) })
    .from(scheduledCalls)
    .where(isOfCampaign)
    .get();
  const outcome = db
    .select({
      reached: sql<number>`count(distinct case when ${calls.answeredBy} = 'human' then ${calls.contactId} end)`,
      costCents: sum(calls.costCents).mapWith(Number),
    })
    .from(calls)
    .where(eq(calls.campaignId, id))
    .get();
  const callsOf = (status: ScheduledCallStatus) => statuses.find((row) => row.status === status)?.calls ?? 0;
  return {
    contacts: people?.contacts ?? 0,
    reached: outcome?.reached ?? 0,
    pending: callsOf('PENDING'),
    inProgress: callsOf('IN_PROGRESS'),
    placed: callsOf('COMPLETED'),
    failed: callsOf('FAILED'),
    cancelled: callsOf('CANCELLED'),
    costCents: outcome?.costCents ?? 0,
    endsAt: statuses.find((row) => row.status === 'PENDING')?.endsAt ?? null,
  };
}

/** Returns how many of a campaign's calls came to what. An attempt that was not placed, or did not ring, came to nothing. */
export function dispositionsOf(db: BetterSQLite3Database, id: number): CountByDisposition {
  const rows = db
    .select({ disposition: calls.disposition, calls: count() })
    .from(calls)
    .where(and(eq(calls.campaignId, id), sql`${calls.status} <> 'not_placed'`))
    .groupBy(calls.disposition)
    .all();
  return new Map(rows.map((row) => [row.disposition, row.calls]));
}
