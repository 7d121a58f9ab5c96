import type { ReportedAt } from '../../domain/calls/outcomes/not-dialled.ts';
import type { Calling } from '../calling/calling.ts';

/** What decides what follows a report. */
export type Reporting = Pick<Calling, 'clock' | 'retryDelay' | 'optOutField'> &
  Pick<Calling, 'policy' | 'timezone' | 'locale' | 'simulated'>;

/** Returns when a report that has just arrived did so, with what decides what follows it. */
export function reportedAt({ clock, ...rules }: Reporting): ReportedAt {
  const { retryDelay, optOutField, policy, timezone, locale, simulated } = rules;
  return { now: clock.now(), retryDelay, optOutField, callbacks: { policy, timezone, locale, simulated } };
}
