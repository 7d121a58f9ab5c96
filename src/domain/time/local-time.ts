import { DateTime, IANAZone } from 'luxon';

const minuteMs = 60_000;
const dayMs = 86_400_000;

/** What a wall clock and a calendar show. It takes a time zone to make it an instant. */
export interface WallTime {
  year: number;
  /** 1 to 12. */
  month: number;
  day: number;
  /** 0 to 23. */
  hour: number;
  minute: number;
  second: number;
}

/**
 * Returns how far the zone is ahead of UTC at that instant, in minutes: 660 for Sydney in summer.
 *
 * @throws RangeError for an unknown zone, as does every function here that takes a zone
 */
export function offsetAt(instant: Date, zone: string): number {
  return zoneNamed(zone).offset(instant.getTime());
}

/** Returns what the zone's clocks show at that instant, to the second. */
export function wallTimeAt(instant: Date, zone: string): WallTime {
  const { year, month, day, hour, minute, second } = DateTime.fromJSDate(instant, { zone: zoneNamed(zone) });
  return { year, month, day, hour, minute, second };
}

/**
 * Returns every instant at which the zone's clocks show `wall`, earliest first: usually one; none if the clocks went forward over
 * it; two if they went back over it.
 */
export function instantsOf(wall: WallTime, zone: string): Date[] {
  const { before, after } = offsetsAround(wall, zone);
  return [...new Set([before, after])]
    .map((offset) => ({ offset, instant: new Date(asIfUtc(wall) - offset * minuteMs) }))
    .filter(({ offset, instant }) => offsetAt(instant, zone) === offset)
    .map(({ instant }) => instant)
    .sort((a, b) => a.getTime() - b.getTime());
}

/**
 * Returns the instants nearest to a wall time that the clocks skip: the last whole minute before the change, and the change
 * itself.
 *
 * @param wall a time for which {@link instantsOf} returns none
 */
export function neighboursOfGap(wall: WallTime, zone: string): { before: Date; after: Date } {
  const offsets = offsetsAround(wall, zone);
  let before = asIfUtc(wall) - offsets.after * minuteMs;
  let after = asIfUtc(wall) - offsets.before * minuteMs;
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    if (offsetAt(new Date(middle), zone) === offsets.before) before = middle;
    else after = middle;
  }
  return { before: new Date(after - minuteMs), after: new Date(after) };
}

/** Formats an instant as ISO 8601 with the zone's offset: `2026-10-04T03:00:00+11:00`. */
export function isoWithOffset(instant: Date, zone: string): string {
  const iso = DateTime.fromJSDate(instant, { zone: zoneNamed(zone) }).toISO({ suppressMilliseconds: true });
  if (iso === null) throw new RangeError('Not an instant');
  return iso;
}

/** Returns the epoch milliseconds at which UTC shows `wall`. Only for arithmetic on wall times. */
export function asIfUtc(wall: WallTime): number {
  return Date.UTC(wall.year, wall.month - 1, wall.day, wall.hour, wall.minute, wall.second);
}

/** Offsets range from −12 to +14 hours, so a day either side is certain to be before and after every instant of `wall`. */
function offsetsAround(wall: WallTime, zone: string): { before: number; after: number } {
  const middle = asIfUtc(wall);
  return {
    before: offsetAt(new Date(middle - dayMs), zone),
    after: offsetAt(new Date(middle + dayMs), zone),
  };
}

function zoneNamed(name: string): IANAZone {
  const zone = IANAZone.create(name);
  if (!zone.isValid) throw new RangeError(`Unknown time zone: ${name}`);
  return zone;
}
