import { and, desc, eq, isNotNull, isNull, lt, or, sql } from 'drizzle-orm';
import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import { scheduledCalls } from '../schema/call-tables.ts';
import { agents, campaigns } from '../schema/campaign-tables.ts';

/** Notes agents of a campaign with a cap, so that Retell is asked for how long they may talk. */
export function noteAgents(db: BetterSQLite3Database, ids: Iterable<string>): void {
  for (const id of ids) db.insert(agents).values({ id }).onConflictDoNothing().run();
}

/** Notes the agents of the calls to come in a campaign. */
export function noteAgentsOf(db: BetterSQLite3Database, campaignId: number): void {
  const used = db
    .selectDistinct({ id: scheduledCalls.agentId })
    .from(scheduledCalls)
    .where(and(eq(scheduledCalls.campaignId, campaignId), isPending))
    .all();
  noteAgents(
    db,
    used.map(({ id }) => id),
  );
}

/** Returns the agents to ask Retell about, if a campaign with a cap has calls to come. */
export function agentsToAskAbout(db: BetterSQLite3Database, before: Date): string[] {
  const ids = db
    .select({ id: agents.id })
    .from(agents)
    .where(or(isNull(agents.askedAt), lt(agents.askedAt, before)))
    .all()
    .map(({ id }) => id);
  return ids.length > 0 && hasCappedCallsToCome(db) ? ids : [];
}

function hasCappedCallsToCome(db: BetterSQLite3Database): boolean {
  const hasCallsToCome = sql`exists (select 1 from ${scheduledCalls} where ${scheduledCalls.campaignId} = ${campaigns.id} and ${scheduledCalls.status} = 'PENDING')`;
  const capped = db
    .select({ id: campaigns.id })
    .from(campaigns)
    .where(and(isNotNull(campaigns.maxCostCents), hasCallsToCome))
    .limit(1)
    .get();
  return capped !== undefined;
}

/** Records for how long an agent may talk. What was known stays if Retell does not say. */
export function recordMaxDuration(
  db: BetterSQLite3Database,
  id: string,
  maxDurationMs: number | undefined,
  now: Date,
): void {
  const known = maxDurationMs === undefined ? {} : { maxDurationMs };
  db.update(agents)
    .set({ askedAt: now, ...known })
    .where(eq(agents.id, id))
    .run();
}

/** Returns the agent of a campaign's calls; empty if it has none. They usually share one; one of those to come counts first. */
export function agentOf(db: BetterSQLite3Database, campaignId: number): string {
  const latest = db
    .select({ id: scheduledCalls.agentId })
    .from(scheduledCalls)
    .where(eq(scheduledCalls.campaignId, campaignId))
    .orderBy(desc(scheduledCalls.status))
    .limit(1)
    .get();
  return latest?.id ?? '';
}

/** The `+` keeps SQLite from using the index of status: a million calls of other campaigns may be PENDING. */
const isPending = sql`+${scheduledCalls.status} = 'PENDING'`;
