import { eq, sql } from 'drizzle-orm';
import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import { type Campaign, freeName, type NewCampaign } from '../../../domain/campaigns/campaign.ts';
import { preparedOnce } from '../connection/prepared.ts';
import { campaigns } from '../schema/campaign-tables.ts';

type Row = typeof campaigns.$inferSelect;

/** Returns a campaign as its row has it. */
export function fromRow({ pausedAt, pausedBy, pauseReason, ...campaign }: Row): Campaign {
  const pause = pausedAt && pausedBy ? { by: pausedBy, reason: pauseReason, since: pausedAt } : null;
  return { ...campaign, pause };
}

const ofId = preparedOnce((db) =>
  db
    .select()
    .from(campaigns)
    .where(eq(campaigns.id, sql.placeholder('id')))
    .prepare(),
);

const ofName = preparedOnce((db) =>
  db
    .select()
    .from(campaigns)
    .where(eq(campaigns.name, sql.placeholder('name')))
    .prepare(),
);

const idOfName = preparedOnce((db) =>
  db
    .select({ id: campaigns.id })
    .from(campaigns)
    .where(eq(campaigns.name, sql.placeholder('name')))
    .prepare(),
);

/** Returns the campaign with this id; null if there is none, or no id. */
export function campaignOfId(db: BetterSQLite3Database, id: number | null): Campaign | null {
  const row = id === null ? undefined : ofId(db).get({ id });
  return row ? fromRow(row) : null;
}

/** Returns the campaign with this name, whatever the case of its letters. */
export function campaignOfName(db: BetterSQLite3Database, name: string): Campaign | null {
  const row = ofName(db).get({ name });
  return row ? fromRow(row) : null;
}

/** Returns the names of the campaigns with these ids that exist. */
export function namesOf(db: BetterSQLite3Database, ids: readonly number[]): ReadonlyMap<number, string> {
  const { id, name } = campaigns;
  const rows = db
    .select({ id, name })
    .from(campaigns)
    .where(sql`${id} in (select value from json_each(${JSON.stringify(ids)}))`)
    .all();
  return new Map(rows.map((row) => [row.id, row.name]));
}

const insertCampaign = preparedOnce((db) =>
  db
    .insert(campaigns)
    .values({
      name: sql.placeholder('name'),
      redial: sql.placeholder('redial'),
      maxCostCents: sql.placeholder('maxCostCents'),
      createdAt: sql.placeholder('now'),
    })
    .prepare(),
);

/** Adds a campaign: under this name, or if that is taken under the next that is free. */
export function addCampaign(
  db: BetterSQLite3Database,
  { name, ...more }: NewCampaign,
  now: Date,
): { id: number; name: string } {
  const free = freeName(name, (one) => idOfName(db).get({ name: one }) !== undefined);
  const { lastInsertRowid } = insertCampaign(db).run({ name: free, ...more, now });
  return { id: Number(lastInsertRowid), name: free };
}
