import { and, asc, desc, gt, gte, inArray, isNull, sql } from 'drizzle-orm';
import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import { isOver, placedStatuses } from '../../../domain/calls/call-status.ts';
import type { WebhookArrivals, WebhookStore } from '../../../operations/ports/webhooks/webhook-store.ts';
import type { Database } from '../connection/database.ts';
import { calls } from '../schema/call-tables.ts';
import { isAside, isWaiting, webhooks } from '../schema/webhook-tables.ts';
import { applyWebhook, attributionOf } from './apply-webhook.ts';
import { keepWebhook } from './keep-webhook.ts';
import { settleWebhook } from './settle-webhook.ts';

const overStatuses = placedStatuses.filter(isOver);

/** Returns the webhooks of an open database. */
export function webhookStore(database: Database): WebhookStore {
  return {
    keepWebhook: (received) => database.writeSoon((db) => keepWebhook(db, received)),
    receivedWebhooks: (limit, after) =>
      database.read((db) =>
        db
          .select({ id: webhooks.id, text: webhooks.text, receivedAt: webhooks.receivedAt })
          .from(webhooks)
          .where(and(isWaiting, gt(webhooks.id, after)))
          .orderBy(asc(webhooks.id))
          .limit(limit)
          .all(),
      ),
    attributeWebhook: (webhook) => database.read((db) => attributionOf(db, webhook)),
    applyWebhook: (id, webhook, when, mayPlace) =>
      database.write((db) => applyWebhook(db, id, webhook, when, mayPlace)),
    setWebhookAside: (id, why, now) =>
      database.write((db) => settleWebhook(db, id, { because: null, ...why }, now)),
    webhookArrivals: () => database.read(arrivals),
    webhooksAside: (since, limit) =>
      database.read((db) =>
        db
          .select({
            retellCallId: webhooks.retellCallId,
            event: webhooks.event,
            state: webhooks.state,
            because: webhooks.because,
            receivedAt: webhooks.receivedAt,
          })
          .from(webhooks)
          .where(and(isAside, gte(webhooks.receivedAt, since)))
          .orderBy(desc(webhooks.id))
          .limit(limit)
          .all(),
      ),
  };
}

function arrivals(db: BetterSQLite3Database): WebhookArrivals {
  const at = { at: webhooks.receivedAt };
  const last = db.select(at).from(webhooks).orderBy(desc(webhooks.id)).limit(1).get();
  const lastOwn = db
    .select(at)
    .from(webhooks)
    .where(sql`not ${isAside}`)
    .orderBy(desc(webhooks.id))
    .limit(1)
    .get();
  const first = db.select(at).from(webhooks).where(isWaiting).orderBy(asc(webhooks.id)).limit(1).get();
  const waiting = db.select({ count: sql<number>`count(*)` }).from(webhooks).where(isWaiting).get();
  return {
    lastAt: last?.at ?? null,
    lastOwnAt: lastOwn?.at ?? null,
    waiting: waiting?.count ?? 0,
    waitingSince: first?.at ?? null,
    untold: lastOwn ? untoldSince(db, lastOwn.at) : 0,
  };
}

function untoldSince(db: BetterSQLite3Database, since: Date): number {
  const rows = db
    .select({ one: sql`1` })
    .from(calls)
    .where(and(gt(calls.requestedAt, since), isNull(calls.webhookAt), inArray(calls.status, overStatuses)))
    .limit(1000)
    .as('rows');
  return db.select({ count: sql<number>`count(*)` }).from(rows).get()?.count ?? 0;
}
