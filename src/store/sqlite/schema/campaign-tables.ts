import { sql } from 'drizzle-orm';
import { check, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { pausers } from '../../../domain/campaigns/campaign.ts';
import { caseInsensitiveText, enumText, instant } from './column-types.ts';

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
    cancelledAt: instant('cancelled_at'),
    createdAt: instant('created_at').notNull(),
  },
  (table) => [
    uniqueIndex('campaigns_name').on(table.name),
    check('campaigns_paused_by_somebody', sql`(paused_at is null) = (paused_by is null)`),
  ],
);
