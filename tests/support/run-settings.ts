import { noRecordings } from './no-recordings.ts';
import { noCalendar, noRules } from './policy.ts';

/** The settings of runs in this process; durations in ms. */
export const runSettings = {
  simulated: true,
  timezone: 'Australia/Sydney',
  locale: 'en-AU',
  requestTimeout: 5000,
  retryDelay: 60_000,
  optOutField: 'opt_out',
  reconcileAfter: 60_000,
  unknownCalls: 'resend',
  stopAfterFailures: 10,
  policy: noRules,
  interval: 120_000,
  country: 'AU',
  calendar: async () => noCalendar,
  recordings: noRecordings,
} as const;
