import { type CallTimes, narrowed, type RegionalOverrides } from './call-times.ts';
import type { Hours } from './hours.ts';
import { formatHours } from './notation/format-hours.ts';
import { parseHours } from './notation/parse-hours.ts';
import { isPresetName, type PresetName } from './preset-names.ts';
import { usStates } from './us-states.ts';

/** What calling rules say, by name: not legal advice. */
interface Preset {
  /** The country whose rule it is. */
  country: string;
  hours: string;
  source: string;
  /** Hours that only narrow those above, by region. */
  regions?: Readonly<Record<string, string>>;
}

const auStandard =
  'Telecommunications (Telemarketing and Research Calls) Industry Standard 2017 (F2017L00323)';

const presets: Readonly<Record<PresetName, Preset>> = {
  au: {
    country: 'AU',
    hours: 'Mon-Fri 09:00-20:00; Sat 09:00-17:00; holidays closed',
    source: auStandard,
  },
  'au-research': {
    country: 'AU',
    hours: 'Mon-Fri 09:00-20:30; Sat,Sun 09:00-17:00; holidays closed',
    source: auStandard,
  },
  us: {
    country: 'US',
    hours: 'Mon-Sun 08:00-21:00; holidays open',
    source: '47 CFR 64.1200(c), and the narrower hours of states as of 2024',
    regions: usStates,
  },
};

const read = new Map<string, CallTimes>();

/** Returns the preset of that name; undefined if there is none. */
export function presetNamed(name: string): CallTimes | undefined {
  if (!isPresetName(name)) return undefined;
  const found = read.get(name) ?? readPreset(name, presets[name]);
  read.set(name, found);
  return found;
}

/** Returns the preset for telemarketing in a country; undefined if there is none. */
export function presetOf(country: string): CallTimes | undefined {
  return presetNamed(country.toLowerCase());
}

function readPreset(name: string, { country, hours: text, source, regions }: Preset): CallTimes {
  const hours = parseHours(text);
  const overrides = regions ? readRegions(hours, country, regions) : null;
  return { name, text: formatHours(hours), source, hours, overrides };
}

function readRegions(
  hours: Hours,
  country: string,
  regions: Readonly<Record<string, string>>,
): RegionalOverrides {
  return narrowed(
    hours,
    country,
    Object.entries(regions).map(([region, own]) => [region, parseHours(own)] as const),
  );
}
