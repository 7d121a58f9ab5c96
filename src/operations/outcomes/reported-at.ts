import type { ReportedAt } from '../../domain/calls/outcomes/not-dialled.ts';
import type { Calling } from '../calling/calling.ts';

/** What decides what follows a report. */
export type Reporting = Pick<Calling, 'clock' | 'retryDelay' | 'optOutField'>;

/** Returns when a report that has just arrived did so, with what decides what follows it. */
export function reportedAt({ clock, retryDelay, optOutField }: Reporting): ReportedAt {
  return { now: clock.now(), retryDelay, optOutField };
}
