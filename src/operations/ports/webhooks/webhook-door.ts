import type { Webhook } from '../../../domain/webhooks/webhook.ts';

/** What a webhook turns out to be. `ignored`: it is about an event that says nothing of how a call goes. */
export type ReadWebhook =
  | { kind: 'webhook'; webhook: Webhook }
  | { kind: 'ignored' }
  | { kind: 'unreadable' };

/** Reads webhooks. */
export interface WebhookReader {
  /**
   * Reads what was signed.
   *
   * @param receivedAt when it came: nothing in it is newer
   */
  readWebhook(text: string, receivedAt: Date): ReadWebhook;
}

/** Tells Retell's own webhooks from all others, and reads them. */
export interface WebhookDoor extends WebhookReader {
  /**
   * Returns a body as text, if it was signed with one of the account's keys in the last five minutes, by this machine's own clock;
   * undefined otherwise.
   *
   * @param signature as it came beside the body
   */
  open(body: Uint8Array, signature: string | undefined): Promise<string | undefined>;
}
