import { sql } from 'drizzle-orm';
import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { asideReasons, asideStates, webhookEvents, webhookStates } from '../../../domain/webhooks/webhook.ts';
import { enumText, instant, wordIn } from './columns/column-types.ts';

const webhookEvent = enumText(webhookEvents);
const webhookState = enumText(webhookStates);
const asideReason = enumText(asideReasons);

/** The SQL conditions that a webhook is yet to be applied, and that it never will be. */
export const isWaiting = sql.raw("state = 'received'");
export const isAside = wordIn('state', asideStates);

/** The webhooks that Retell has sent. */
export const webhooks = sqliteTable(
  'webhooks',
  {
    id: integer('id').primaryKey({ autoIncrement: true }),
    /** SHA-256 of what was signed, as base64url: what comes twice is kept once. */
    digest: text('digest').notNull(),
    /** Both null if it cannot be read. */
    event: webhookEvent('event'),
    retellCallId: text('retell_call_id'),
    /** As it was signed, until it is applied. Of what is about no call of this database, nothing is kept. */
    text: text('text'),
    state: webhookState('state').notNull(),
    /** Why it was set aside; null if it was not. */
    because: asideReason('because'),
    receivedAt: instant('received_at').notNull(),
    /** When it was applied or set aside; null while it is to be applied. */
    settledAt: instant('settled_at'),
  },
  (table) => [
    uniqueIndex('webhooks_digest').on(table.digest),
    index('webhooks_received').on(table.id).where(isWaiting),
    index('webhooks_aside').on(table.id).where(isAside),
  ],
);
