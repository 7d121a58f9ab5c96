import { and, eq, sql } from 'drizzle-orm';
import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import { type AsideReason, rememberedAside, type WebhookState } from '../../../domain/webhooks/webhook.ts';
import { placeholderFor, preparedOnce } from '../connection/prepared.ts';
import { isAside, isWaiting, webhooks } from '../schema/webhook-tables.ts';

const settle = preparedOnce((db) =>
  db
    .update(webhooks)
    .set({
      state: placeholderFor(webhooks.state, 'state'),
      because: placeholderFor(webhooks.because, 'because'),
      text: null,
      settledAt: placeholderFor(webhooks.settledAt, 'settledAt'),
    })
    .where(and(eq(webhooks.id, sql.placeholder('id')), isWaiting))
    .prepare(),
);

/** Records what has become of a webhook that was to be applied. What it said is no longer kept here. */
export function settleWebhook(
  db: BetterSQLite3Database,
  id: number,
  { state, because }: { state: Exclude<WebhookState, 'received'>; because: AsideReason | null },
  now: Date,
): void {
  settle(db).run({ id, state, because, settledAt: now });
  if (state !== 'applied') forgetAside(db);
}

/** Forgets all but the newest of those that were not applied. */
export function forgetAside(db: BetterSQLite3Database): void {
  const oldest = sql`select id from webhooks where ${isAside} order by id desc limit 1 offset ${rememberedAside}`;
  db.delete(webhooks).where(sql`${isAside} and ${webhooks.id} <= (${oldest})`).run();
}
