import { desc, sql } from 'drizzle-orm';
import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import type { Campaign } from '../../../domain/campaigns/campaign.ts';
import { scheduledCalls } from '../schema/call-tables.ts';
import { campaigns } from '../schema/campaign-tables.ts';
import { fromRow } from './campaign-rows.ts';

/** How many of the newest campaigns are looked at: a thousand old ones may have nothing to come. */
const newest = 100;

/** Returns campaigns with calls to come or being placed, the latest first. */
export function activeCampaigns(db: BetterSQLite3Database, rows: number): Campaign[] {
  const hasStatus = (status: string) =>
    sql`exists (select 1 from ${scheduledCalls} where ${scheduledCalls.campaignId} = ${campaigns.id} and ${scheduledCalls.status} = ${status})`;
  return db
    .select({
      campaign: campaigns,
      isActive: sql<number>`${hasStatus('PENDING')} or ${hasStatus('IN_PROGRESS')}`,
    })
    .from(campaigns)
    .orderBy(desc(campaigns.id))
    .limit(newest)
    .all()
    .filter(({ isActive }) => isActive)
    .slice(0, rows)
    .map(({ campaign }) => fromRow(campaign));
}
