import { parseVariable } from '../domain/calls/variables/variable-overrides.ts';
import { parseDuration } from '../domain/time/duration.ts';
import { parseWhen } from '../domain/time/when.ts';
import type { Session } from '../session/session.ts';

/** Returns an instant that is given as a date, or in words as after `--at`: `tomorrow 9am`, `+10m`. @throws Problem `invalid_time`, … */
export function instantOf({ settings, clock }: Session, when: Date | string): Date {
  if (when instanceof Date) return when;
  return parseWhen(when, { now: clock().now(), zone: settings.timezone });
}

/** Returns a duration in ms that is given so, or as text: `2m`. @throws Problem `invalid_duration` */
export function durationOf(duration: number | string): number {
  return typeof duration === 'number' ? duration : parseDuration(duration);
}

/** Checks the names of variables. @throws Problem `invalid_variable`, `reserved_variable` */
export function variablesOf(variables: Readonly<Record<string, string>> = {}): Record<string, string> {
  const pairs = Object.entries(variables).map(([name, value]) => parseVariable(`${name}=${value}`));
  return Object.fromEntries(pairs);
}
