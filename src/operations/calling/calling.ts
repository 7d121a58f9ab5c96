import type { Clock } from '../../domain/time/clock.ts';
import type { Store } from '../ports/store.ts';
import type { Telephony } from '../ports/telephony.ts';

/** What every operation that places calls works with. Durations in ms. */
export interface Calling {
  store: Store;
  /** Opened when first needed: a run with nothing to do needs no key. */
  telephony: () => Promise<Telephony>;
  clock: Clock;
  /** The zone and the locale in which contacts are spoken to who have none of their own. */
  zone: string;
  locale: string;
  /** How long one request to Retell may take, answer included. */
  requestTimeout: number;
  /** Before the second attempt; it grows with each. */
  retryDelay: number;
  /** How long a call that was not answered for may still turn up in Retell's list. */
  reconcileAfter: number;
  /** Whether a call of unknown fate is sent again under its key, or left to the operator. */
  unknownCalls: 'resend' | 'hold';
}

/** How long a claim holds: the request's whole time, and as much again for a slow disk, ms. */
export function leaseOf(calling: Calling): number {
  return 2 * calling.requestTimeout + 30_000;
}
