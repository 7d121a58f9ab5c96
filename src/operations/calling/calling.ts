import { gracePeriod } from '../../domain/calls/claim.ts';
import type { CallPolicy } from '../../domain/calls/gates/policy.ts';
import type { Clock } from '../../domain/time/clock.ts';
import type { RunAccount } from '../accounts/run-account.ts';
import type { AccountStore } from '../ports/account-store.ts';
import type { HaltStore } from '../ports/brakes/halt-store.ts';
import type { CallLedger } from '../ports/call-ledger.ts';
import type { ClaimStore } from '../ports/claim-store.ts';
import type { LedgerStore } from '../ports/ledger-store.ts';
import type { OutageStore } from '../ports/outage-store.ts';
import type { ScheduledCallStore } from '../ports/scheduled-call-store.ts';
import type { Store } from '../ports/store.ts';
import type { Telephony } from '../ports/telephony.ts';

export type CallingStore = ClaimStore &
  CallLedger &
  OutageStore &
  Pick<HaltStore, 'standingHalt' | 'reportHalt'> &
  LedgerStore &
  AccountStore &
  Pick<ScheduledCallStore, 'countDue'> &
  Pick<Store, 'requireInPlace'>;

/** The operator's settings for placing calls. Durations in ms. */
export interface CallingSettings {
  /** The zone for contacts whose own zone is unknown. */
  timezone: string;
  /** The locale in which agents say dates and times. */
  locale: string;
  /** The time between two scheduled calls whose own spacing is not known. */
  interval: number;
  /** How long a request to Retell may take, including its response. */
  requestTimeout: number;
  /** The wait before the second attempt; it doubles with each attempt. */
  retryDelay: number;
  /** How long an unconfirmed call may take to appear in Retell's list. */
  reconcileAfter: number;
  /** Whether an unconfirmed call is sent again under its key or left to the operator. */
  unknownCalls: 'resend' | 'hold';
  /** After how many calls in a row that Retell refuses calling is halted. */
  stopAfterFailures: number;
}

/** What every operation that places calls needs. */
export interface Calling extends CallingSettings {
  store: CallingStore;
  /** Connects on the first call, since a run with nothing to do needs no key. */
  telephony: () => Promise<Telephony>;
  clock: Clock;
  /** Whether it is a simulator that is connected to, so that no phone rings. */
  simulated: boolean;
  /** What identifies this machine; undefined if it is not known, as in a container. */
  machine?: string | undefined;
  policy: CallPolicy;
}

/** What the steps of a run need. */
export interface RunCalling extends Calling {
  account: RunAccount;
  /** When the last run before this one looked at what was due; null if that is not known. */
  lastRunAt: Date | null;
}

/** Prepares for placing calls. @throws Problem for an invalid setting */
export function callingFrom(
  settings: CallingSettings & CallPolicy,
  {
    store,
    telephony,
    clock,
    simulated,
    machine,
  }: Pick<Calling, 'store' | 'telephony' | 'clock' | 'simulated' | 'machine'>,
): Calling {
  const { timezone, locale, interval, requestTimeout, retryDelay, unknownCalls, stopAfterFailures } =
    settings;
  const reconcileAfter = gracePeriod(settings.reconcileAfter, requestTimeout);
  return {
    store,
    telephony,
    clock,
    simulated,
    machine,
    timezone,
    locale,
    interval,
    requestTimeout,
    retryDelay,
    reconcileAfter,
    unknownCalls,
    stopAfterFailures,
    policy: policyFrom(settings),
  };
}

/** Reads the operator's rules. @throws Problem for an invalid setting */
export function policyFrom(settings: CallPolicy): CallPolicy {
  const { assumedTimezone, maxCallsPerDay, maxLateness, requireWash } = settings;
  return { assumedTimezone, maxCallsPerDay, maxLateness, requireWash };
}
