import type { Contact } from '../../contacts/contact.ts';
import { clockOf, type PersonsClock } from '../../contacts/location/callee-clock.ts';
import { type Location, locationOf } from '../../contacts/location/location.ts';
import { instantsOf, type WallTime } from '../../time/local-time.ts';
import type { CallCalendar } from '../call-times/call-calendar.ts';
import { closedBecause } from '../call-times/opening.ts';
import { callTimesFor } from '../gates/call-times.ts';
import { type CallPolicy, noExceptions } from '../gates/policy.ts';
import type { CallbackRequest, CallbackTrouble } from './callback.ts';

/** What decides when a callback may be placed. */
export interface CallbackContext {
  now: Date;
  contact: Contact | null;
  /** The number that was called. */
  toNumber: string;
  isListed: boolean;
  /** Whether the operator has cancelled what was left of its campaign. */
  isCancelled: boolean;
  /** The call times chosen for the call, by name or notation; null for those of the settings. */
  callTimes: string | null;
  policy: CallPolicy;
  /** The operator's zone. */
  timezone: string;
  calendar: CallCalendar;
}

export interface CallbackTime extends PersonsClock {
  at: Date;
}

/** When a callback is to be placed, or why the operator has to decide; with what is known of its time all the same. */
export type CallbackPlan =
  | ({ trouble: null } & CallbackTime)
  | ({ trouble: CallbackTrouble } & Partial<CallbackTime>);

/** A callback further away than this is more likely a mistaken year, ms. */
const far = 90 * 86_400_000;

/**
 * Decides when to call somebody back. Only a wall time without a zone counts, on the callee's clock: a model must not work out what
 * "tomorrow" was, nor convert a time. Whatever is not certain is left to the operator.
 *
 * @throws Problem if the contact's zone or the call times cannot be read
 */
export function planCallback({ askedFor }: CallbackRequest, context: CallbackContext): CallbackPlan {
  const { contact, toNumber, now, policy, timezone } = context;
  if (context.isListed) return { trouble: 'do_not_call' };
  if (askedFor === null) return { trouble: 'no_time' };
  const wall = readPlainWallTime(askedFor);
  if (!wall) return { trouble: 'unreadable' };
  if (contact?.phoneNumber !== toNumber) return { trouble: 'no_contact' };
  if (context.isCancelled) return { trouble: 'cancelled' };
  const location = locationOf(contact, policy.assumedTimezone);
  const found = clockOf(location, { timezone, assumedTimezone: policy.assumedTimezone });
  if (!found) return { trouble: 'no_zone' };
  const [at, second] = instantsOf(wall, found.zone);
  if (!at) return { trouble: 'skipped', ...found };
  const time = { at, ...found };
  if (second) return { trouble: 'twice', ...time };
  if (at <= now) return { trouble: 'past', ...time };
  if (at.getTime() - now.getTime() > far) return { trouble: 'far', ...time };
  return { trouble: isForbidden(at, location, context) ? 'forbidden' : null, ...time };
}

const wallTimePattern = /^(\d{4})-(\d\d)-(\d\d)(?:t| +)(\d\d?):(\d\d)(?::(\d\d)(?:\.0+)?)?$/i;

/** Reads `2026-12-08 15:00`, or the same in ISO 8601. @returns undefined for any other text, one with a zone, or no real time */
export function readPlainWallTime(text: string): WallTime | undefined {
  const parts = wallTimePattern.exec(text.trim())?.slice(1).map(Number);
  if (!parts) return undefined;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, seconds] = parts;
  const second = seconds === undefined || Number.isNaN(seconds) ? 0 : seconds;
  const read = new Date(Date.UTC(year, month - 1, day, hour, minute, second));
  const isReal =
    read.getUTCMonth() === month - 1 && read.getUTCDate() === day && hour < 24 && minute < 60 && second < 60;
  return isReal ? { year, month, day, hour, minute, second } : undefined;
}

/**
 * Returns whether the call times forbid a time; even those of the country, which the operator has not set, as nobody can be asked.
 * Where holidays are not known yet, the gates decide when it is due.
 */
function isForbidden(at: Date, location: Location, context: CallbackContext): boolean {
  const { policy, calendar } = context;
  const times = callTimesFor({
    policy,
    exceptions: { ...noExceptions, callTimes: context.callTimes },
    calendar,
  });
  return times !== undefined && closedBecause(at, times, location, calendar.holidayOn) !== undefined;
}
