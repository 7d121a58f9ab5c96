import { asc, desc, eq, sql } from 'drizzle-orm';
import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import type { Campaign } from '../../../domain/campaigns/campaign.ts';
import type {
  CampaignStore,
  CampaignWithProgress,
} from '../../../operations/ports/campaigns/campaign-store.ts';
import type { CampaignOrder } from '../../../operations/ports/paging/orders.ts';
import type { PageQuery } from '../../../operations/ports/paging/page.ts';
import { cancel } from '../calls/scheduled/change-scheduled-calls.ts';
import type { Database } from '../connection/database.ts';
import { countUpTo } from '../connection/paging/count-up-to.ts';
import { readPage } from '../connection/paging/read-page.ts';
import { rowsAfter } from '../connection/paging/rows-after.ts';
import { campaigns } from '../schema/campaign-tables.ts';
import { agentOf, agentsToAskAbout, recordMaxDuration } from './agents.ts';
import { budgetOf, setCap, worstCaseOf } from './budget.ts';
import { contactsToCallAgain } from './call-again.ts';
import { campaignOfId, campaignOfName, fromRow, namesOf } from './campaign-rows.ts';
import { layOutHeldUp, liftPause, pause, resume } from './pause.ts';
import { dispositionsOf, progressOf } from './progress.ts';

/** Returns the campaigns of an open database. */
export function campaignStore(database: Database): CampaignStore {
  return {
    pageOfCampaigns: (query) =>
      database.read((db) => {
        const page = pageOf(db, query);
        return { ...page, rows: page.rows.map((row) => withProgress(db, fromRow(row))) };
      }),
    campaign: (which) =>
      database.read((db) => {
        const found = campaignOf(db, which);
        return found ? withProgress(db, found) : undefined;
      }),
    campaignId: (which) => database.read((db) => campaignOf(db, which)?.id),
    campaignNames: (ids) => database.read((db) => namesOf(db, ids)),
    contactsToCallAgain: (id, outcomes) => database.read((db) => contactsToCallAgain(db, id, outcomes)),
    dispositionsOf: (id) => database.read((db) => dispositionsOf(db, id)),
    pauseCampaign: (id, how) => database.write((db) => pause(db, id, how)),
    resumeCampaign: (id, when) => database.write((db) => resume(db, id, when)),
    cancelCallsOf: (id, next, now) => database.write((db) => cancel(db, { next, campaignId: id }, now)),
    endCampaign: (id, now) =>
      database.write((db) => {
        liftPause(db, id);
        db.update(campaigns).set({ cancelledAt: now }).where(eq(campaigns.id, id)).run();
      }),
    capCampaign: (id, maxCostCents, when) =>
      database.write((db) => {
        setCap(db, id, maxCostCents);
        if (!campaignOfId(db, id)?.pause) layOutHeldUp(db, id, when);
      }),
    budgetOf: (id) =>
      database.read((db) => {
        const campaign = campaignOfId(db, id);
        return campaign && budgetOf(db, campaign, agentOf(db, id));
      }),
    worstCaseOf: (agentId, maxDuration) => database.read((db) => worstCaseOf(db, agentId, maxDuration)),
    agentsToAskAbout: (before) => database.read((db) => agentsToAskAbout(db, before)),
    recordMaxDuration: (agentId, maxDuration, now) =>
      database.write((db) => recordMaxDuration(db, agentId, maxDuration, now)),
    renameCampaign: (id, name) =>
      database.write((db) => {
        const holder = campaignOfName(db, name);
        if (holder && holder.id !== id) return false;
        db.update(campaigns).set({ name }).where(eq(campaigns.id, id)).run();
        return true;
      }),
  };
}

function pageOf(db: BetterSQLite3Database, query: PageQuery<CampaignOrder['by']>) {
  const { by, descending } = query.order ?? { by: 'id', descending: true };
  const direction = descending ? desc : asc;
  const columns = [sql`${campaigns[by]}`];
  return readPage(query, {
    rows: (limit, offset) =>
      rowsAfter({ columns, descending }, query.after, limit, (isAfter, most) =>
        db
          .select()
          .from(campaigns)
          .where(isAfter)
          .orderBy(direction(campaigns[by]))
          .limit(most)
          .offset(offset)
          .all(),
      ),
    count: (most) => countUpTo(db, sql`select 1 from campaigns`, most),
    // No two campaigns have the same name.
    keyOf: (row) => [row[by]],
  });
}

function campaignOf(
  db: BetterSQLite3Database,
  which: Parameters<CampaignStore['campaign']>[0],
): Campaign | null {
  return 'id' in which ? campaignOfId(db, which.id) : campaignOfName(db, which.name);
}

function withProgress(db: BetterSQLite3Database, campaign: Campaign): CampaignWithProgress {
  return { ...campaign, progress: progressOf(db, campaign.id) };
}
