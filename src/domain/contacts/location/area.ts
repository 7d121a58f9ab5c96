/** A part of the world where a person may be. */
export interface Area {
  /** ISO 3166-1; null for a number of no country. */
  country: string | null;
  /** IANA names, at least one. */
  zones: readonly string[];
  /** Codes of states or provinces of the country; null if not known. */
  regions: readonly string[] | null;
}

/** What areas are together. There are few different ones, and each is one object, so this is computed once for each pair. */
const known = new WeakMap<Area, WeakMap<Area, Area>>();

/**
 * Returns where a person is who is said to be in both areas: where they overlap, or, if they disagree, in either. Areas of different
 * states disagree even if they share a zone: someone from Idaho who lives in Texas may be in any zone of Texas.
 *
 * @param surer the area whose country the result has
 */
export function combined(surer: Area, other: Area): Area {
  const knownOfSurer = known.get(surer) ?? new WeakMap<Area, Area>();
  known.set(surer, knownOfSurer);
  const area = knownOfSurer.get(other) ?? combine(surer, other);
  knownOfSurer.set(other, area);
  return area;
}

function combine(surer: Area, other: Area): Area {
  const disagree =
    areDisjoint(surer.zones, other.zones) ||
    (surer.country === other.country && areDisjoint(surer.regions, other.regions));
  const merge = disagree ? union : intersection;
  return {
    country: surer.country,
    zones: shared(merge(surer.zones, other.zones)),
    regions: mergeRegions(surer, other, merge),
  };
}

/** Returns where a person is who is said to be in each of some areas: in any of them. */
export function either(areas: readonly Area[]): Area | undefined {
  const [first, ...others] = areas;
  if (first === undefined) return undefined;
  return others.reduce(
    (all, area) => ({
      country: all.country,
      zones: shared(union(all.zones, area.zones)),
      regions: mergeRegions(all, area, union),
    }),
    first,
  );
}

/** Regions count for one country only: `WA` is one of Australia, and another one of the USA. */
function mergeRegions(
  surer: Area,
  other: Area,
  merge: (a: readonly string[], b: readonly string[]) => readonly string[],
): readonly string[] | null {
  if (surer.country !== other.country || other.regions === null) return surer.regions;
  if (surer.regions === null) return other.regions;
  const regions = merge(surer.regions, other.regions);
  return regions.length > 0 ? regions : union(surer.regions, other.regions);
}

const sets = new Map<string, readonly string[]>();

/** Returns the one array that stands for these zones, so that what is computed of them can be kept by it. */
export function shared(zones: readonly string[]): readonly string[] {
  const key = zones.join(' ');
  const set = sets.get(key) ?? Object.freeze([...zones]);
  sets.set(key, set);
  return set;
}

/** Returns whether two lists have nothing in common. Null is not known, which may have anything. */
function areDisjoint(a: readonly string[] | null, b: readonly string[] | null): boolean {
  return a !== null && b !== null && !a.some((item) => b.includes(item));
}

function intersection(a: readonly string[], b: readonly string[]): readonly string[] {
  return a.filter((item) => b.includes(item));
}

function union(a: readonly string[], b: readonly string[]): readonly string[] {
  return [...new Set([...a, ...b])].sort();
}
