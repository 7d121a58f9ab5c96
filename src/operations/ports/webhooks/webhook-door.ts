import type { NamedAttempt, Webhook, WebhookEvent } from '../../../domain/webhooks/webhook.ts';

/** What a webhook turns out to be. `ignored`: it is about an event that says nothing of how a call goes. */
type OrNone<T> = T | { kind: 'ignored' } | { kind: 'unreadable' };

export type ReadWebhook = OrNone<{ kind: 'webhook'; webhook: Webhook }>;

/** Which event and attempt a webhook is about. */
export interface NamedWebhook extends NamedAttempt {
  event: WebhookEvent;
  retellCallId: string;
}

/** Reads webhooks. */
export interface WebhookReader {
  /**
   * Reads what was signed.
   *
   * @param receivedAt when it came: nothing in it is newer
   */
  readWebhook(text: string, receivedAt: Date): ReadWebhook;
}

/** Tells Retell's own webhooks from all others, and what they are about. */
export interface WebhookDoor {
  /** Returns whether a signature may be one of the last five minutes: what comes with another need not be read at all. */
  mayOpen(signature: string | undefined): boolean;
  /**
   * Returns a body as text, if it was signed with one of the account's keys in the last five minutes, by this machine's own clock;
   * undefined otherwise.
   *
   * @param signature as it came beside the body
   */
  open(body: Uint8Array, signature: string | undefined): Promise<string | undefined>;
  /** Reads which attempt something signed is about, and no more: thousands may come in a second. */
  name(text: string): OrNone<{ kind: 'webhook'; named: NamedWebhook }>;
}
