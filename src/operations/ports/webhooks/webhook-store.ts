import type { Call } from '../../../domain/calls/call.ts';
import type { ReportedAt } from '../../../domain/calls/outcomes/not-dialled.ts';
import type { Attribution } from '../../../domain/webhooks/attribute-webhook.ts';
import type {
  AsideReason,
  AsideState,
  NamedAttempt,
  Webhook,
  WebhookState,
} from '../../../domain/webhooks/webhook.ts';
import type { SentCall } from '../account-store.ts';
import type { ReportedCall } from '../call-ledger.ts';
import type { RecordedPlaced } from '../claim-store.ts';
import type { NamedWebhook } from './webhook-door.ts';

/** A webhook that has just come. */
export interface ReceivedWebhook {
  /** As it was signed. */
  text: string;
  /** What it says; undefined if it cannot be read. */
  webhook: NamedWebhook | undefined;
  receivedAt: Date;
}

/** A webhook that is yet to be applied. */
export interface KeptWebhook {
  id: number;
  /** As it was signed. */
  text: string | null;
  receivedAt: Date;
}

/**
 * What came of applying a webhook. `reported`: it was about a call that was known to be placed, which is given as far as the operator
 * has to know of it · `placed`: it settled an attempt · `aside` · `done`: another process has applied it · `not_asked`: it would settle an attempt, and nobody has asked
 * whether that was sent to this account.
 */
export type AppliedWebhook =
  | { kind: 'reported'; call: ReportedCall | undefined }
  | { kind: 'placed'; before: Call; recorded: RecordedPlaced }
  | { kind: 'aside'; because: AsideReason }
  | { kind: 'done' }
  | { kind: 'not_asked' };

/** A webhook that was not applied, as far as it can be named. */
export interface AsideWebhook {
  retellCallId: string | null;
  event: string | null;
  /** One of the `AsideState`s. */
  state: WebhookState;
  because: AsideReason | null;
  receivedAt: Date;
}

/** How webhooks come. */
export interface WebhookArrivals {
  /** When the last of all came, and the last about a call of this database; null if none did, as far as is remembered. */
  lastAt: Date | null;
  lastOwnAt: Date | null;
  /** How many are yet to be applied, and since when the first of them. */
  waiting: number;
  waitingSince: Date | null;
  /** How many calls requested after the last about a call of this database are over, and had none. Counted to 1,000. */
  untold: number;
}

/** The webhooks that Retell has sent. */
export interface WebhookStore {
  /**
   * Keeps a webhook until it is applied; resolves once that is durable. What is about no call of this database is only noted, and what cannot
   * be read too. Gives up sooner than other steps if the database is locked: Retell sends it again.
   *
   * @returns `repeated` if the same was kept before
   */
  keepWebhook(received: ReceivedWebhook): Promise<'kept' | 'noted' | 'repeated'>;
  /** Returns webhooks that are yet to be applied, in the order in which they came, after the one with this id. */
  receivedWebhooks(limit: number, after: number): Promise<KeptWebhook[]>;
  /** Returns which attempt a webhook is about, and where that attempt was sent. */
  attributeWebhook(
    named: NamedAttempt & Pick<NamedWebhook, 'retellCallId'>,
  ): Promise<{ attribution: Attribution; call: SentCall | undefined }>;
  /**
   * Records what a webhook reports, and that it is applied, in one step. It may be about an attempt whose response is still awaited, or
   * was lost: then it settles that, as if Retell had been asked.
   *
   * @param mayPlace whether the attempt that it is about is known to have been sent to this account
   */
  applyWebhook(id: number, webhook: Webhook, when: ReportedAt, mayPlace: boolean): Promise<AppliedWebhook>;
  /** Records that a webhook cannot be applied, unless it was. */
  setWebhookAside(id: number, why: { state: AsideState; because?: AsideReason }, now: Date): Promise<void>;
  webhookArrivals(): Promise<WebhookArrivals>;
  /** Returns the webhooks that were not applied, newest first. */
  webhooksAside(since: Date, limit: number): Promise<AsideWebhook[]>;
}
