import type { ClockKind } from '../contacts/location/callee-clock.ts';
import type { Outcome } from './outcome.ts';

/** What a report reads of an attempt. */
export interface ReportedCall {
  /** Who was called: the id of the contact, or if that has been removed, the number. */
  person: number | string;
  /** ms since 1970 */
  requestedAt: number;
  outcome: Outcome;
  /** Whether the analysis calls it successful; null if there is none. */
  success: boolean | null;
  /** Whether its person said in it that they must not be called again. */
  hasOptedOut: boolean;
  /** Of the callee's clock when it was placed: 0 is Monday from 00:00 to 00:59; null if not known. */
  hourOfWeek: number | null;
  /** Whose clock that is. */
  clock: ClockKind | null;
  durationMs: number | null;
  /** US cents with fractions; null if Retell has not told. */
  costCents: number | null;
  /** The agent, the number called from or the tags of the contact, if the report is grouped by that. */
  labels: readonly string[];
}

const hoursOfWeek = 7 * 24;

/** Hours from a Monday to the Thursday that was 1 January 1970. */
const untilThursday = 3 * 24;

/**
 * Returns the hour of the week that a clock shows: 0 is Monday from 00:00 to 00:59.
 *
 * @param time ms since 1970
 * @param offset how far the clock is ahead of UTC, minutes
 */
export function hourOfWeekAt(time: number, offset: number): number {
  return (Math.floor((time / 60_000 + offset) / 60) + untilThursday) % hoursOfWeek;
}
