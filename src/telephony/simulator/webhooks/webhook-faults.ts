import { z } from 'zod';
import { mulberry32, type Random } from '../calls/random.ts';

/**
 * What goes wrong with a webhook:
 * - `lose` it is never sent
 * - `repeat` it is sent twice
 * - `delay` it is sent after `delayMs` (1000)
 * - `reorder` it is sent after the next one
 * - `forge` it is signed with another key
 * - `stale` it was signed six minutes ago
 * - `garble` its body is signed, and no JSON
 */
export const webhookFaultKinds = ['lose', 'repeat', 'delay', 'reorder', 'forge', 'stale', 'garble'] as const;

export type WebhookFaultKind = (typeof webhookFaultKinds)[number];

/** A fault of webhooks to come. */
export interface WebhookFault {
  on: 'webhook';
  kind: WebhookFaultKind;
  /** How many webhooks to strike (default 1); `Infinity` for all. */
  times?: number | undefined;
  /** For `delay`, ms of real time (1000). */
  delayMs?: number | undefined;
  /** Strike only webhooks of calls to this number. */
  toNumber?: string | undefined;
}

/** A fault as sent over HTTP. `times` may be `"always"`, because JSON has no Infinity. */
export const webhookFaultSchema = z.strictObject({
  on: z.literal('webhook'),
  kind: z.enum(webhookFaultKinds),
  times: z.union([z.int().min(1), z.literal('always').transform(() => Number.POSITIVE_INFINITY)]).optional(),
  delayMs: z.number().min(0).max(600_000).optional(),
  toNumber: z.string().optional(),
});

/** The probability of each kind, from 0 to 1; at most 1 in total. */
export type WebhookFaultRates = Partial<Record<WebhookFaultKind, number>>;

/** Holds the faults still to strike webhooks. */
export class WebhookFaults {
  #waiting: { fault: WebhookFault; left: number }[] = [];
  readonly #rates: WebhookFaultRates;
  readonly #random: Random;

  constructor(rates: WebhookFaultRates | undefined, seed: number) {
    this.#rates = rates ?? {};
    this.#random = mulberry32(seed);
  }

  add(fault: WebhookFault): void {
    this.#waiting.push({ fault, left: fault.times ?? 1 });
  }

  /** Returns the fault for the next webhook and uses it up: the first one added that applies, or else a random one. */
  take(toNumber: string): WebhookFault | undefined {
    const drawn = this.#draw();
    const found = this.#waiting.find(({ fault }) => (fault.toNumber ?? toNumber) === toNumber);
    if (!found) return drawn;
    found.left -= 1;
    if (found.left <= 0) this.#waiting = this.#waiting.filter((entry) => entry !== found);
    return found.fault;
  }

  #draw(): WebhookFault | undefined {
    let share = this.#random();
    for (const kind of webhookFaultKinds) {
      share -= this.#rates[kind] ?? 0;
      if (share < 0) return { on: 'webhook', kind };
    }
    return undefined;
  }
}
