import type { CallArea, CallTimes } from '../../../../src/domain/calls/call-times/call-times.ts';
import type { HolidayOn } from '../../../../src/domain/calls/call-times/holiday.ts';
import { isOpen, nextOpening } from '../../../../src/domain/calls/call-times/opening.ts';
import { parseCallTimes } from '../../../../src/domain/calls/call-times/parse-call-times.ts';
import { mayRing, notationOf, type PlainHours } from './oracle.ts';

/** A quarter of an hour: every offset in use is a whole number of them, so hours in quarters open and close only on them. */
export const quarterMs = 15 * 60_000;

/** Says for each quarter of an hour whether a zone is open, by the oracle. @param count how many quarters */
export function openQuarters(
  start: number,
  count: number,
  hours: PlainHours,
  area: CallArea,
  holidayOn: HolidayOn,
): Uint8Array {
  return Uint8Array.from({ length: count }, (_, index) =>
    Number(mayRing(start + index * quarterMs, hours, area, holidayOn)),
  );
}

/** Returns the quarters that are open in all of some zones. */
export function openInAll(zones: readonly Uint8Array[]): Uint8Array {
  return zones.reduce((all, zone) => all.map((open, index) => open & (zone[index] ?? 0)));
}

/**
 * Compares voicebot's answers with the oracle's for every quarter of an hour: whether a call is allowed, and when next.
 *
 * @returns the first few disagreements; none if all is well
 */
export function disagreements(
  start: number,
  open: Uint8Array,
  hours: PlainHours,
  area: CallArea,
  holidayOn: HolidayOn,
): string[] {
  const times = parseCallTimes(notationOf(hours));
  const wrong: string[] = [];
  let next: number | undefined;
  for (let index = open.length - 1; index >= 0 && wrong.length < 5; index--) {
    const at = start + index * quarterMs;
    if (open[index] === 1) next = at;
    wrong.push(...disagreementAt(new Date(at), open[index] === 1, next, times, area, holidayOn));
  }
  return wrong;
}

/** @param next undefined if the oracle looked no further */
function disagreementAt(
  at: Date,
  open: boolean,
  next: number | undefined,
  times: CallTimes,
  area: CallArea,
  holidayOn: HolidayOn,
): string[] {
  const where = `${area.zones.join()} at ${at.toISOString()}`;
  if (isOpen(at, times, area, holidayOn) !== open) return [`${where} should be ${open ? 'open' : 'closed'}`];
  if (next === undefined) return [];
  const found = nextOpening(at, times, area, holidayOn);
  if (found?.getTime() === next) return [];
  return [`${where} opens next at ${new Date(next).toISOString()}, not ${found?.toISOString() ?? 'never'}`];
}

/** Business hours with a break, a day that ends at midnight, one that begins at it, and short days on holidays. */
export const varied: PlainHours = {
  week: [
    [[540, 1200]],
    [
      [540, 720],
      [780, 1200],
    ],
    [[0, 1440]],
    [[525, 1005]],
    [[1080, 1440]],
    [
      [0, 120],
      [540, 1020],
    ],
    [],
  ],
  holidays: [[600, 960]],
};

/** Windows that begin and end inside the hours that clocks skip or show twice. */
export const nightly: PlainHours = {
  week: Array.from({ length: 7 }, () => [
    [0, 15],
    [120, 135],
    [150, 165],
    [180, 240],
    [1425, 1440],
  ]),
  holidays: [],
};

/** The law in Australia. */
export const auHours: PlainHours = {
  week: [[[540, 1200]], [[540, 1200]], [[540, 1200]], [[540, 1200]], [[540, 1200]], [[540, 1020]], []],
  holidays: [],
};
