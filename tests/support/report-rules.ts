import type { ReportRules } from '../../src/domain/calls/outcomes/not-dialled.ts';
import { noRules } from './policy.ts';

/** What decides what follows a report, for an operator who has set no rules. */
export const reportRules: ReportRules = {
  retryDelay: 60_000,
  optOutField: 'opt_out',
  callbacks: { policy: noRules, timezone: 'Australia/Sydney', locale: 'en-AU', simulated: true },
};
