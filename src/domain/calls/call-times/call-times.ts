import { type Hours, intersection } from './hours.ts';

/** When people may be called, on their own clocks. */
export interface CallTimes {
  /** `au`, or a name that the operator gave; null for a notation. */
  name: string | null;
  /** The hours in their usual notation, without regional overrides. */
  text: string;
  /** The law that they follow; null if they are the operator's own. */
  source: string | null;
  hours: Hours;
  /** A country's narrower rules by region; null if there are none. */
  overrides: RegionalOverrides | null;
}

/** Narrower hours by region. Each lies within the hours that it overrides: {@link narrowed} makes it so. */
export interface RegionalOverrides {
  /** The country that these are regions of. */
  country: string;
  byRegion: ReadonlyMap<string, Hours>;
  /** What every region allows, for people whose region is not known. */
  everywhere: Hours;
}

/** Where a person may be. A call must be allowed in every zone and region. */
export interface CallArea {
  /** IANA names; at least one. */
  zones: readonly string[];
  /** ISO 3166 code; null if it is not known. */
  country: string | null;
  /** Regions that the person may be in, such as `NSW` or `FL`; null if they are not known. */
  regions: readonly string[] | null;
}

/** Returns a country's regional overrides, each reduced to what `hours` allow too. */
export function narrowed(
  hours: Hours,
  country: string,
  regions: Iterable<readonly [string, Hours]>,
): RegionalOverrides {
  const byRegion = new Map<string, Hours>();
  let everywhere = hours;
  for (const [region, own] of regions) {
    byRegion.set(region, intersection(hours, own));
    everywhere = intersection(everywhere, own);
  }
  return { country, byRegion, everywhere };
}

const hoursByArea = new WeakMap<CallTimes, Map<string, Hours>>();

/**
 * Returns the hours that hold for a person: what all regions that the person may be in allow. If the region is not known, or the
 * country is not, that is what all regions with a rule of their own allow.
 */
export function hoursFor(times: CallTimes, { country, regions }: CallArea): Hours {
  const { hours, overrides } = times;
  if (!overrides || (country !== null && country !== overrides.country)) return hours;
  if (country === null || regions === null || regions.length === 0) return overrides.everywhere;
  const cached = hoursByArea.get(times) ?? new Map<string, Hours>();
  hoursByArea.set(times, cached);
  const key = regions.join();
  const found =
    cached.get(key) ?? regions.map((region) => overrides.byRegion.get(region) ?? hours).reduce(intersection);
  cached.set(key, found);
  return found;
}
