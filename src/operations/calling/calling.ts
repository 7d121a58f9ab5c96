import type { CallTimesChoice } from '../../domain/calls/call-times/choice.ts';
import { presetOf } from '../../domain/calls/call-times/presets.ts';
import { gracePeriod } from '../../domain/calls/claim.ts';
import type { CallPolicy } from '../../domain/calls/gates/policy.ts';
import type { Clock } from '../../domain/time/clock.ts';
import type { RunAccount } from '../accounts/run-account.ts';
import type { AccountStore } from '../ports/account-store.ts';
import type { HaltStore } from '../ports/brakes/halt-store.ts';
import type { OutageStore } from '../ports/brakes/outage-store.ts';
import type { SuppressionStore } from '../ports/brakes/suppression-store.ts';
import type { CallLedger } from '../ports/call-ledger.ts';
import type { CampaignStore } from '../ports/campaigns/campaign-store.ts';
import type { ClaimStore } from '../ports/claim-store.ts';
import type { LedgerStore } from '../ports/ledger-store.ts';
import type { OutcomeStore } from '../ports/outcomes/outcome-store.ts';
import type { RecordingFiles } from '../ports/outcomes/recording-files.ts';
import type { RecordingStore } from '../ports/outcomes/recording-store.ts';
import type { HolidayCalendar } from '../ports/rules/holiday-calendar.ts';
import type { HolidayStore } from '../ports/rules/holiday-store.ts';
import type { ScheduledCallStore } from '../ports/scheduled-call-store.ts';
import type { Store } from '../ports/store.ts';
import type { Telephony } from '../ports/telephony.ts';
import type { WebhookStore } from '../ports/webhooks/webhook-store.ts';

export type CallingStore = ClaimStore &
  CallLedger &
  OutcomeStore &
  RecordingStore &
  OutageStore &
  Pick<HaltStore, 'standingHalt' | 'reportHalt'> &
  Pick<SuppressionStore, 'suppress'> &
  LedgerStore &
  AccountStore &
  Pick<HolidayStore, 'holidayCoverage' | 'fillHolidays'> &
  Pick<ScheduledCallStore, 'countDue'> &
  Pick<CampaignStore, 'agentsToAskAbout' | 'recordMaxDuration'> &
  WebhookStore &
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
  /** The field of the custom analysis that says whether somebody must not be called again. */
  optOutField: string;
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
  /** The operator's country. Its holidays are kept filled in, and those of the people whom a run meets. */
  country: string;
  /** Where recordings are kept, and for how long, ms; undefined if none is to be kept. */
  recordings: { files: RecordingFiles; keepFor: number | undefined };
  /** Loads the calendar that holidays are filled in from. */
  calendar: () => Promise<HolidayCalendar>;
}

/** What the steps of a run need. */
export interface RunCalling extends Calling {
  account: RunAccount;
  /**
   * Begins to place what is due, once it is certain that the clock is right: lays out again what became overdue because no run came.
   * Does so only once.
   *
   * @returns when the last run before this one looked at what was due; null if that is not known
   */
  begin: () => Promise<Date | null>;
  /**
   * Returns whether it is so long since this was last asked that the machine must have slept. What became due meanwhile is laid out again
   * by the next run.
   */
  hasSlept: () => boolean;
}

/** What placing what is due needs. */
export interface PlacingCalling extends RunCalling {
  /** When the last run before this one looked at what was due; null if that is not known. */
  lastRunAt: Date | null;
}

/** Prepares for placing calls. @throws Problem for an invalid setting */
export function callingFrom(
  settings: CallingSettings & RuleSettings,
  {
    store,
    telephony,
    clock,
    simulated,
    machine,
    calendar,
    recordings,
    callTimes,
  }: Pick<Calling, 'store' | 'telephony' | 'clock' | 'simulated' | 'machine' | 'calendar' | 'recordings'> & {
    callTimes: CallTimesSetting;
  },
): Calling {
  const { timezone, locale, country, interval, requestTimeout, retryDelay, unknownCalls, stopAfterFailures } =
    settings;
  const { optOutField } = settings;
  const reconcileAfter = gracePeriod(settings.reconcileAfter, requestTimeout);
  return {
    store,
    telephony,
    clock,
    simulated,
    machine,
    calendar,
    recordings,
    timezone,
    locale,
    interval,
    country,
    requestTimeout,
    retryDelay,
    optOutField,
    reconcileAfter,
    unknownCalls,
    stopAfterFailures,
    policy: policyFrom(settings, callTimes),
  };
}

/** `off` for at any hour; undefined if the operator has not said. */
export type CallTimesSetting = CallTimesChoice | 'off' | undefined;

/** The other settings that the operator's rules are made from. */
export type RuleSettings = Omit<CallPolicy, 'callTimes'> & {
  timezone: string;
  /** ISO 3166 code of the operator's country. */
  country: string;
};

/** Reads the operator's rules. @throws Problem for an invalid setting */
export function policyFrom(settings: RuleSettings, callTimes: CallTimesSetting): CallPolicy {
  const { timezone, country, maxCallsPerDay, maxLateness, requireWash } = settings;
  const ofCountry = callTimes === undefined ? presetOf(country) : undefined;
  return {
    callTimes: ofCountry ? { choice: ofCountry, holds: false } : chosen(callTimes),
    // Without call times of the operator's, most calls to mobiles would be asked about if they counted as in every zone.
    assumedTimezone: settings.assumedTimezone ?? (callTimes === undefined ? timezone : undefined),
    maxCallsPerDay,
    maxLateness,
    requireWash,
  };
}

function chosen(callTimes: CallTimesSetting): CallPolicy['callTimes'] {
  return callTimes === undefined || callTimes === 'off' ? null : { choice: callTimes, holds: true };
}
