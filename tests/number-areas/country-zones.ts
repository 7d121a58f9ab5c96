import { type CountryZones, groupBy } from './areas.ts';

/** Zones that few people keep, or that are in dispute: the country's own numbers are not there. */
const leftOut = new Set(['Asia/Urumqi', 'Europe/Simferopol']);

/** Countries that `zone.tab` does not have. */
const others: Readonly<Record<string, string[]>> = {
  AC: ['Atlantic/St_Helena'],
  TA: ['Atlantic/St_Helena'],
  XK: ['Europe/Belgrade'],
};

/** Of zones with the same clock, those that stand for the others where `zone.tab` does not have them first. */
const wellKnown = new Set([
  ...['America/Fort_Nelson', 'America/Manaus', 'America/Punta_Arenas', 'America/Rio_Branco'],
  ...['America/Sao_Paulo', 'Asia/Krasnoyarsk', 'Asia/Sakhalin', 'Asia/Yakutsk', 'Europe/Samara'],
]);

/** Countries whose numbers have tables of their own, or have none. */
const apart = new Set(['AQ', 'AU']);

/** Years in which two clocks must agree to count as one. */
const firstYear = 2025;
const lastYear = 2034;

/** Reads `zone.tab`, and merges the zones of a country that have the same clock now. */
export function readCountryZones(zoneTab: string): CountryZones {
  const aliases = new Map<string, string>();
  const merged = new Map<string, string[]>();
  for (const [country, zones] of zonesByCountry(zoneTab)) {
    const clocks = [...groupBy(zones, clockOf).values()].map((same) => ({ same, zone: chosenFrom(same) }));
    merged.set(country, clocks.map(({ zone }) => zone).sort());
    if (clocks.length === 1 || apart.has(country)) continue;
    for (const { same, zone } of clocks)
      for (const other of same.filter((name) => name !== zone)) aliases.set(other, zone);
  }
  const of = (country: string) => {
    const zones = merged.get(country);
    if (zones === undefined) throw new Error(`zone.tab has no zone of ${country}`);
    return zones;
  };
  const sameClock = (country: string, zone: string) =>
    of(country).find((one) => one === aliases.get(zone)) ??
    of(country).find((one) => clockOf(one) === clockOf(zone));
  return { of, sameClock, aliases };
}

function zonesByCountry(zoneTab: string): ReadonlyMap<string, string[]> {
  const all = new Map<string, string[]>(Object.entries(others));
  for (const line of zoneTab.split('\n')) {
    const [country = '', , zone] = line.split('\t');
    if (!/^[A-Z]{2}$/.test(country) || zone === undefined) continue;
    if (!leftOut.has(zone) && isKnown(zone)) all.set(country, [...(all.get(country) ?? []), zone]);
  }
  return all;
}

function chosenFrom(zones: readonly string[]): string {
  return zones.find((zone) => wellKnown.has(zone)) ?? zones[0] ?? '';
}

const clocks = new Map<string, string>();

/** Returns what a zone's clock shows at noon UTC of each third day, as a text that can be compared. */
function clockOf(zone: string): string {
  const known = clocks.get(zone);
  if (known !== undefined) return known;
  const format = new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'longOffset' });
  let clock = '';
  const end = Date.UTC(lastYear + 1, 0, 1);
  for (let day = Date.UTC(firstYear, 0, 1, 12); day < end; day += 3 * 86_400_000)
    clock += format.formatToParts(day).find(({ type }) => type === 'timeZoneName')?.value;
  clocks.set(zone, clock);
  return clock;
}

function isKnown(zone: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: zone }));
  } catch {
    return false;
  }
}
