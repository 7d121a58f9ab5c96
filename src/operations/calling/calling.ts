import { gracePeriod } from '../../domain/calls/claim.ts';
import type { Clock } from '../../domain/time/clock.ts';
import type { CallLedger } from '../ports/call-ledger.ts';
import type { ClaimStore } from '../ports/claim-store.ts';
import type { ScheduledCallStore } from '../ports/scheduled-call-store.ts';
import type { Telephony } from '../ports/telephony.ts';

export type CallingStore = ClaimStore & CallLedger & Pick<ScheduledCallStore, 'countDue'>;

/** What an operator sets of how calls are placed. Durations in ms. */
export interface CallingSettings {
  /** The zone and the locale in which contacts are spoken to who have no zone of their own. */
  timezone: string;
  locale: string;
  /** How long one request to Retell may take, response included. */
  requestTimeout: number;
  /** Before the second attempt; it doubles with each. */
  retryDelay: number;
  /** How long an unconfirmed call may take to appear in Retell's list. */
  reconcileAfter: number;
  /** Whether an unconfirmed call is sent again under its key, or left to the operator. */
  unknownCalls: 'resend' | 'hold';
}

/** What every operation that places calls works with. */
export interface Calling extends CallingSettings {
  store: CallingStore;
  /** Connects when first asked: a run with nothing to do needs no key. */
  telephony: () => Promise<Telephony>;
  clock: Clock;
}

/** Returns what calls are placed with. @throws Problem for a setting that cannot be used */
export function callingFrom(
  settings: CallingSettings,
  { store, telephony, clock }: Pick<Calling, 'store' | 'telephony' | 'clock'>,
): Calling {
  const { timezone, locale, requestTimeout, retryDelay, unknownCalls } = settings;
  const reconcileAfter = gracePeriod(settings.reconcileAfter, requestTimeout);
  return {
    store,
    telephony,
    clock,
    timezone,
    locale,
    requestTimeout,
    retryDelay,
    reconcileAfter,
    unknownCalls,
  };
}
