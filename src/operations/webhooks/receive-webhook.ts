import type { Clock } from '../../domain/time/clock.ts';
import type { WebhookDoor } from '../ports/webhooks/webhook-door.ts';
import type { WebhookStore } from '../ports/webhooks/webhook-store.ts';

/** A request that claims to be a webhook of Retell's. */
export interface WebhookRequest {
  /** The raw bytes. */
  body: Uint8Array;
  signature: string | undefined;
}

/**
 * What was done with a webhook: `refused` its signature is wrong or old, so nothing was read · `kept` it is durable, and can be
 * applied · `noted` it was about no call of this database, or cannot be read · `repeated` the same came before · `ignored` it was about
 * something else than calls' courses.
 */
export type Receipt = 'refused' | 'kept' | 'noted' | 'repeated' | 'ignored';

/**
 * Receives a webhook: checks its signature over the raw bytes, and keeps it durably. It is applied later, by `applyWebhooks`, here or in
 * whichever run comes next.
 *
 * @throws Problem `database_busy` if it cannot be kept now
 */
export async function receiveWebhook(
  { body, signature }: WebhookRequest,
  { door, store, clock }: { door: WebhookDoor; store: Pick<WebhookStore, 'keepWebhook'>; clock: Clock },
): Promise<Receipt> {
  const text = await door.open(body, signature);
  if (text === undefined) return 'refused';
  const read = door.name(text);
  if (read.kind === 'ignored') return 'ignored';
  const webhook = read.kind === 'webhook' ? read.named : undefined;
  return store.keepWebhook({ text, webhook, receivedAt: clock.now() });
}
