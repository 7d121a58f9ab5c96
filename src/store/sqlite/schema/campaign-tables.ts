import { sql } from 'drizzle-orm';
import { check, integer, real, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { pausers } from '../../../domain/campaigns/campaign.ts';
import { caseInsensitiveText, enumText, instant } from './columns/column-types.ts';

const pausedBy = enumText(pausers);

/** Calls that were scheduled together, under a name. */
export const campaigns = sqliteTable(
  'campaigns',
  {
    id: integer('id').primaryKey({ autoIncrement: true }),
    name: caseInsensitiveText('name').notNull(),
    /** Since when its calls wait, who said so, and why; null if they do not. */
    pausedAt: instant('paused_at'),
    pausedBy: pausedBy('paused_by'),
    pauseReason: text('pause_reason'),
    /** The redial rules of its calls, as they are read; null if nobody is tried again. */
    redial: text('redial'),
    /** The most that its calls may cost together, US cents; null if there is no cap. */
    maxCostCents: real('max_cost_cents'),
    /** When it was last resumed; null if it never was. Earlier failures no longer pause it. */
    resumedAt: instant('resumed_at'),
    cancelledAt: instant('cancelled_at'),
    createdAt: instant('created_at').notNull(),
  },
  (table) => [
    uniqueIndex('campaigns_name').on(table.name),
    check('campaigns_paused_by_somebody', sql`(paused_at is null) = (paused_by is null)`),
  ],
);

/** The agents of campaigns with a cost cap, and for how long each may talk. */
export const agents = sqliteTable('agents', {
  id: text('id').primaryKey(),
  /** When Retell was last asked, and how long a call may last, ms; null before it has said so. */
  askedAt: instant('asked_at'),
  maxDurationMs: integer('max_duration_ms'),
});
