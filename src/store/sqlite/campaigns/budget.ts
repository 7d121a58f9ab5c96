import { and, desc, eq, inArray, isNotNull, ne, sql } from 'drizzle-orm';
import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import { liveStatuses } from '../../../domain/calls/call-status.ts';
import { type Budget, worstCase } from '../../../domain/campaigns/budget.ts';
import type { Campaign } from '../../../domain/campaigns/campaign.ts';
import { preparedOnce } from '../connection/prepared.ts';
import { calls } from '../schema/call-tables.ts';
import { agents, campaigns } from '../schema/campaign-tables.ts';
import { centsPerMinute, showsRate } from '../schema/columns/call-expressions.ts';
import { noteAgentsOf } from './agents.ts';

const spent = preparedOnce((db) =>
  db
    .select({ cents: sql<number>`coalesce(sum(${calls.costCents}), 0)` })
    .from(calls)
    .where(and(eq(calls.campaignId, sql.placeholder('campaignId')), isNotNull(calls.costCents)))
    .prepare(),
);

const reserved = preparedOnce((db) =>
  db
    .select({
      cents: sql<number>`coalesce(sum(max(0, ${calls.reservedCents} - coalesce(${calls.costCents}, 0))), 0)`,
      calls: sql<number>`count(*)`,
    })
    .from(calls)
    .where(
      and(
        eq(calls.campaignId, sql.placeholder('campaignId')),
        isNotNull(calls.reservedCents),
        ne(calls.id, sql.placeholder('except')),
      ),
    )
    .prepare(),
);

const highestRate = preparedOnce((db) =>
  db
    .select({ centsPerMinute: sql<number>`${centsPerMinute}` })
    .from(calls)
    .where(and(eq(calls.agentId, sql.placeholder('agentId')), showsRate))
    .orderBy(desc(centsPerMinute))
    .limit(1)
    .prepare(),
);

const agentOfId = preparedOnce((db) =>
  db
    .select()
    .from(agents)
    .where(eq(agents.id, sql.placeholder('agentId')))
    .prepare(),
);

/** Returns what a call of an agent may cost at most, US cents, by the highest rate so far; null if none is known. */
export function worstCaseOf(db: BetterSQLite3Database, agentId: string, maxDuration?: number): number | null {
  const rate = highestRate(db).get({ agentId })?.centsPerMinute ?? null;
  return worstCase(rate, maxDuration ?? agentOfId(db).get({ agentId })?.maxDurationMs ?? null);
}

/**
 * Returns what a campaign may still spend; null if it has no cap.
 *
 * @param except the id of a call whose own reservation does not count
 */
export function budgetOf(
  db: BetterSQLite3Database,
  { id: campaignId, maxCostCents }: Pick<Campaign, 'id' | 'maxCostCents'>,
  agentId: string,
  except = 0,
): Budget | null {
  if (maxCostCents === null) return null;
  const { cents, calls: count } = reserved(db).get({ campaignId, except }) ?? { cents: 0, calls: 0 };
  return {
    maxCents: maxCostCents,
    spentCents: spent(db).get({ campaignId })?.cents ?? 0,
    reservedCents: cents,
    reservedCalls: count,
    worstCaseCents: worstCaseOf(db, agentId),
  };
}

/** Caps what a campaign may cost, or lifts its cap. Calls that are under way reserve what they may cost. */
export function setCap(db: BetterSQLite3Database, id: number, maxCostCents: number | null): void {
  db.update(campaigns).set({ maxCostCents }).where(eq(campaigns.id, id)).run();
  if (maxCostCents === null) {
    const ofCampaign = and(eq(calls.campaignId, id), isNotNull(calls.reservedCents));
    db.update(calls).set({ reservedCents: null }).where(ofCampaign).run();
    return;
  }
  const live = db
    .select({ id: calls.id, agentId: calls.agentId, reservedCents: calls.reservedCents })
    .from(calls)
    .where(and(eq(calls.campaignId, id), inArray(sql`+${calls.status}`, liveStatuses)))
    .all();
  for (const call of live) {
    if (call.reservedCents !== null) continue;
    const reservedCents = worstCaseOf(db, call.agentId) ?? maxCostCents;
    db.update(calls).set({ reservedCents }).where(eq(calls.id, call.id)).run();
  }
  noteAgentsOf(db, id);
}
