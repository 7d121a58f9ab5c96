import { readTimeOfDay } from '../../../time/time-of-day.ts';
import { type Day, minutesInDay, type Window } from '../hours.ts';
import { invalidCallTimes } from './invalid-call-times.ts';

/**
 * Reads the windows of a day: `09:00-12:00, 13:00-20:00`. Those that touch become one.
 *
 * @param part what they stand in, for messages
 * @param days the days in it, for messages
 * @throws Problem `invalid_call_times`
 */
export function readWindows(text: string, part: string, days: string): Day {
  const windows = text.split(',').map((window) => readWindow(window.trim(), part, days));
  const sorted = windows.sort((a, b) => a.from - b.from);
  const joined: Window[] = [];
  for (const window of sorted) {
    const last = joined.at(-1);
    if (last && window.from < last.to)
      throw invalidCallTimes(
        part,
        `${formatWindow(last)} and ${formatWindow(window)} overlap. Write them as one`,
      );
    if (last?.to === window.from) joined[joined.length - 1] = { from: last.from, to: window.to };
    else joined.push(window);
  }
  return joined;
}

/** Formats windows as {@link readWindows} reads them. */
export function formatWindows(day: Day): string {
  return day.map(formatWindow).join(', ');
}

/** Formats a window as people say it: `9:00 am–8:00 pm`. */
export function describeWindow({ from, to }: Window): string {
  return `${describeMinute(from)}–${to === minutesInDay ? 'midnight' : describeMinute(to)}`;
}

/** Formats a time of day as people say it: `12:30 am`. @param minute from midnight, 0 to 1439 */
export function describeMinute(minute: number): string {
  const hour = Math.floor(minute / 60);
  return `${hour % 12 || 12}:${twoDigits(minute % 60)} ${hour < 12 ? 'am' : 'pm'}`;
}

function readWindow(text: string, part: string, days: string): Window {
  const [first = '', last, ...more] = text.split(/ ?[-–] ?/);
  if (last === undefined || more.length > 0)
    throw invalidCallTimes(part, `"${text}" is not a window. Write it as 09:00-17:00`);
  const window = { from: readMinute(first, part), to: readMinute(last, part) };
  if (window.from < window.to) return window;
  throw invalidCallTimes(part, `${formatWindow(window)} ends before it starts. ${advice(window, days)}`);
}

function advice({ from, to }: Window, days: string): string {
  const untilMidnight = `${days} ${formatMinute(from)}-24:00`;
  if (from === to) return `For the whole day, write ${days} 00:00-24:00`;
  if (to === 0) return `Write midnight as 24:00: ${untilMidnight}`;
  return `Hours over midnight belong to two days. Write ${untilMidnight}, and 00:00-${formatMinute(to)} on the day after`;
}

/** Reads a time of day to the minute; midnight at the end of a day is `24:00`. */
function readMinute(text: string, part: string): number {
  if (text === '24:00') return minutesInDay;
  const time = readTimeOfDay(text);
  if (time && time.second === 0 && text.split(':').length < 3) return time.hour * 60 + time.minute;
  throw invalidCallTimes(
    part,
    `"${text}" is not a time. Write times as 09:00 or 17:30, and the end of a day as 24:00`,
  );
}

function formatWindow({ from, to }: Window): string {
  return `${formatMinute(from)}-${formatMinute(to)}`;
}

function formatMinute(minute: number): string {
  return `${twoDigits(Math.floor(minute / 60))}:${twoDigits(minute % 60)}`;
}

function twoDigits(number: number): string {
  return String(number).padStart(2, '0');
}
