import { createHmac } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { World } from '../world.ts';
import { bodyOf, type CallEvent, type DueEvent, eventsOf } from './call-events.ts';
import type { WebhookFault } from './webhook-faults.ts';

/** As Retell does it: three tries of ten seconds (its documentation, Webhooks). */
const tries = 3;
const timeout = 10_000;
/** Between two tries, ms. */
const pause = 500;
/** How often to look for what has happened, ms. The simulator's clock may be moved by hand. */
const lookEvery = 20;
/** The longest that a webhook is held back for the next one, ms. */
const heldFor = 1000;

/** A webhook that was sent, or lost. */
export interface SentWebhook {
  event: CallEvent;
  callId: string;
  toNumber: string;
  body: string;
  /** What each request was answered with; undefined for no answer. */
  statuses: (number | undefined)[];
  fault: WebhookFault['kind'] | undefined;
}

/** Sends a webhook for each event of each call, as it happens, in order and without waiting for answers. */
export class WebhookSender {
  /** All that were sent so far, in order. */
  readonly sent: SentWebhook[] = [];
  readonly #world: World;
  readonly #url: string;
  readonly #closing: AbortSignal;
  readonly #log: (webhook: SentWebhook) => void;
  #due: DueEvent[] = [];
  #seen = 0;
  #onNext: (() => void)[] = [];

  constructor(
    world: World,
    { url, closing, log }: { url: string; closing: AbortSignal; log: (webhook: SentWebhook) => void },
  ) {
    this.#world = world;
    this.#url = url;
    this.#closing = closing;
    this.#log = log;
    const timer = setInterval(() => this.#look(), lookEvery);
    closing.addEventListener('abort', () => clearInterval(timer), { once: true });
  }

  #look(): void {
    const { calls } = this.#world.book;
    this.#due.push(...calls.slice(this.#seen).flatMap(eventsOf));
    this.#seen = calls.length;
    const now = this.#world.clock.now();
    const happened = this.#due.filter(({ toldAt }) => toldAt <= now).sort((a, b) => a.toldAt - b.toldAt);
    this.#due = this.#due.filter(({ toldAt }) => toldAt > now);
    for (const event of happened) void this.#deliver(event);
  }

  async #deliver(due: DueEvent): Promise<void> {
    const { event, call } = due;
    const toNumber = call.request.to_number;
    const fault = this.#world.webhookFaults.take(toNumber);
    const webhook: SentWebhook = {
      event,
      callId: call.course.callId,
      toNumber,
      body: fault?.kind === 'garble' ? 'not JSON' : bodyOf(due),
      statuses: [],
      fault: fault?.kind,
    };
    const waited = await this.#holdBack(fault);
    if (waited && fault?.kind !== 'lose') {
      const released = this.#onNext;
      this.#onNext = [];
      await this.#send(webhook, call.workspace);
      if (fault?.kind === 'repeat') await this.#send(webhook, call.workspace);
      for (const release of released) release();
    }
    if (this.#closing.aborted) return;
    this.sent.push(webhook);
    this.#log(webhook);
  }

  /** Waits as long as a fault says. @returns false if the simulator closes meanwhile */
  async #holdBack(fault: WebhookFault | undefined): Promise<boolean> {
    const wait = (ms: number) => sleep(ms, true, { signal: this.#closing }).catch(() => false);
    if (fault?.kind === 'delay') return wait(fault.delayMs ?? 1000);
    if (fault?.kind !== 'reorder') return true;
    const next = new Promise<boolean>((resolve) => this.#onNext.push(() => resolve(true)));
    return Promise.race([next, wait(heldFor)]);
  }

  async #send(webhook: SentWebhook, workspace: string): Promise<void> {
    for (let tried = 0; tried < tries; tried++) {
      const status = await this.#request(webhook, workspace);
      webhook.statuses.push(status);
      if ((status !== undefined && status < 300) || this.#closing.aborted) return;
      await sleep(pause, undefined, { signal: this.#closing }).catch(() => undefined);
    }
  }

  async #request({ body, fault }: SentWebhook, workspace: string): Promise<number | undefined> {
    const key = fault === 'forge' ? 'another key' : this.#world.signingKeyOf(workspace);
    const signedAt = Date.now() - (fault === 'stale' ? 6 * 60_000 : 0);
    try {
      const response = await fetch(this.#url, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', 'X-Retell-Signature': signature(body, key, signedAt) },
        body,
        redirect: 'manual',
        signal: AbortSignal.any([this.#closing, AbortSignal.timeout(timeout)]),
      });
      await response.body?.cancel();
      return response.status;
    } catch {
      return undefined;
    }
  }
}

/**
 * Returns the `X-Retell-Signature` of a body. It is made by the real clock, whatever the simulator's shows: whoever checks it goes by theirs.
 *
 * @param signedAt ms since 1970
 */
export function signature(body: string, key: string, signedAt: number): string {
  return `v=${signedAt},d=${createHmac('sha256', key).update(`${body}${signedAt}`).digest('hex')}`;
}
