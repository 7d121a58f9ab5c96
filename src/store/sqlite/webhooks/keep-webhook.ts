import { createHash } from 'node:crypto';
import { sql } from 'drizzle-orm';
import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import type { AsideReason, WebhookState } from '../../../domain/webhooks/webhook.ts';
import type { ReceivedWebhook } from '../../../operations/ports/webhooks/webhook-store.ts';
import { placeholderFor, preparedOnce } from '../connection/prepared.ts';
import { webhooks } from '../schema/webhook-tables.ts';
import { attributionOf } from './apply-webhook.ts';
import { forgetAside, forgetOld } from './settle-webhook.ts';

const insertWebhook = preparedOnce((db) =>
  db
    .insert(webhooks)
    .values({
      digest: sql.placeholder('digest'),
      event: sql.placeholder('event'),
      retellCallId: sql.placeholder('retellCallId'),
      text: sql.placeholder('text'),
      state: sql.placeholder('state'),
      because: sql.placeholder('because'),
      receivedAt: placeholderFor(webhooks.receivedAt, 'receivedAt'),
      settledAt: placeholderFor(webhooks.settledAt, 'settledAt'),
    })
    .onConflictDoNothing()
    .prepare(),
);

/** Keeps a webhook until it is applied, or notes it. Does what `WebhookStore` promises. */
export function keepWebhook(
  db: BetterSQLite3Database,
  received: ReceivedWebhook,
): 'kept' | 'noted' | 'repeated' {
  const { text, webhook, receivedAt } = received;
  const { state, because } = stateOf(db, received);
  const { changes } = insertWebhook(db).run({
    digest: createHash('sha256').update(text).digest('base64url'),
    event: webhook?.event ?? null,
    retellCallId: webhook?.retellCallId ?? null,
    text: state === 'received' ? text : null,
    state,
    because,
    receivedAt,
    settledAt: state === 'received' ? null : receivedAt,
  });
  if (changes === 0) return 'repeated';
  if (state === 'received') return 'kept';
  forgetAside(db);
  forgetOld(db, receivedAt);
  return 'noted';
}

function stateOf(
  db: BetterSQLite3Database,
  { webhook }: ReceivedWebhook,
): { state: WebhookState; because: AsideReason | null } {
  if (!webhook) return { state: 'unreadable', because: null };
  const { attribution } = attributionOf(db, webhook);
  return attribution.kind === 'aside'
    ? { state: 'set_aside', because: attribution.because }
    : { state: 'received', because: null };
}
