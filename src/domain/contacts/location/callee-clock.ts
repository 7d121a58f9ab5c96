import { offsetPeriodAt } from '../../time/offset-periods.ts';
import type { Location } from './location.ts';

/** Whose clock a person's time is read by: their only one · the one that the operator assumes of them · of several, the operator's. */
export const clockKinds = ['callee', 'assumed', 'operator'] as const;

export type ClockKind = (typeof clockKinds)[number];

/** Which clock is taken for a person's own. */
export interface PersonsClock {
  /** IANA name. */
  zone: string;
  clock: ClockKind;
}

/** The operator's own zone, and the zone that they assume of numbers that say only the country; undefined if they assume none. */
export interface OperatorsZones {
  timezone: string;
  assumedTimezone: string | undefined;
}

/** Returns the clock that a person's time is read by; of several, the assumed one or the operator's, if it is one of the person's. */
export function clockOf(
  { zones, zonesFrom }: Location,
  { timezone, assumedTimezone }: OperatorsZones,
): PersonsClock | undefined {
  const [only, ...others] = zones;
  if (only !== undefined && others.length === 0)
    return { zone: only, clock: zonesFrom.includes('assumed') ? 'assumed' : 'callee' };
  if (assumedTimezone !== undefined && zones.includes(assumedTimezone))
    return { zone: assumedTimezone, clock: 'assumed' };
  return zones.includes(timezone) ? { zone: timezone, clock: 'operator' } : undefined;
}

/** What a person's clock shows beside UTC's. */
export interface CalleeClock {
  /** How far it is ahead of UTC, minutes. */
  offset: number;
  clock: ClockKind;
}

/** Returns what a person's clock shows at an instant. Several clocks that agree are as good as one. @returns null if that is not known */
export function calleeClockAt(at: Date, location: Location, operators: OperatorsZones): CalleeClock | null {
  const offsets = new Set(location.zones.map((zone) => minutesAhead(at, zone)));
  const [offset] = offsets;
  const isAssumed = location.zonesFrom.includes('assumed');
  if (offset !== undefined && offsets.size === 1) return { offset, clock: isAssumed ? 'assumed' : 'callee' };
  const found = clockOf(location, operators);
  return found ? { offset: minutesAhead(at, found.zone), clock: found.clock } : null;
}

function minutesAhead(at: Date, zone: string): number {
  return offsetPeriodAt(at.getTime(), zone).offset / 60_000;
}
