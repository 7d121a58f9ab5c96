import type { CallTimesChoice } from '../call-times/choice.ts';

/** The operator's rules, from the settings. Durations in ms. */
export interface CallPolicy {
  /**
   * When people may be called; null for at any hour. If they do not hold, the operator has set none: those of the country, which are
   * only asked about or warned of.
   */
  callTimes: { choice: CallTimesChoice; holds: boolean } | null;
  /** IANA name of the zone of contacts of whom nothing surer is known; undefined if none is assumed. */
  assumedTimezone: string | undefined;
  /** How often one number may be called in 24 hours; undefined for as often as is planned. */
  maxCallsPerDay: number | undefined;
  /** How late a call may be placed, counted from when voicebot meant to place it. */
  maxLateness: number;
  /** How old the wash of a number may be; undefined if none is required. */
  requireWash: number | undefined;
}

/** What was chosen for one call in place of those rules. */
export interface CallExceptions {
  /** Call times by name or notation; null for those of the settings. */
  callTimes: string | null;
  /** Why it may be placed outside the call times; null if they hold. */
  outsideHours: string | null;
  /** Why it may be placed beyond the cap; null if it holds. */
  allowRepeat: string | null;
}

export const noExceptions: CallExceptions = { callTimes: null, outsideHours: null, allowRepeat: null };
