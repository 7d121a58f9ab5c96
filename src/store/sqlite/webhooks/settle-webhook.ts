import { and, eq, sql } from 'drizzle-orm';
import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import {
  type AsideReason,
  rememberedAside,
  rememberedFor,
  type WebhookState,
} from '../../../domain/webhooks/webhook.ts';
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

/** How many of the oldest are looked at when one is settled: more than come, so the table does not grow. */
const lookedAt = 2;

const deleteOld = preparedOnce((db) =>
  db
    .delete(webhooks)
    .where(
      sql`${webhooks.id} in (select id from (select id, received_at from webhooks where not ${isWaiting} order by id limit ${sql.raw(String(lookedAt))}) where received_at < ${sql.placeholder('before')})`,
    )
    .prepare(),
);

/** Records what has become of a webhook that was to be applied, and forgets old ones. What it said is no longer kept here. */
export function settleWebhook(
  db: BetterSQLite3Database,
  id: number,
  { state, because }: { state: Exclude<WebhookState, 'received'>; because: AsideReason | null },
  now: Date,
): void {
  settle(db).run({ id, state, because, settledAt: now });
  if (state !== 'applied') forgetAside(db);
  forgetOld(db, now);
}

/** Forgets some of those that came more than a week ago, unless they are yet to be applied. */
export function forgetOld(db: BetterSQLite3Database, now: Date): void {
  deleteOld(db).run({ before: now.getTime() - rememberedFor });
}

const forget = preparedOnce((db) => {
  const oldest = sql`select id from webhooks where ${isAside} order by id desc limit -1 offset ${rememberedAside}`;
  return db.delete(webhooks).where(sql`${webhooks.id} in (${oldest})`).prepare();
});

/** Forgets all but the newest of those that were not applied. It reads only the index of those, however many were applied. */
export function forgetAside(db: BetterSQLite3Database): void {
  forget(db).run();
}
