import type { CallTimes } from './call-times.ts';
import { formatHours } from './notation/format-hours.ts';
import { parseHours } from './notation/parse-hours.ts';
import { presetNamed } from './presets.ts';

/** Reads when people may be called: a preset, such as `au`, or hours as `parseHours` reads them. @throws Problem as it does */
export function parseCallTimes(text: string): CallTimes {
  return presetNamed(text.trim().toLowerCase()) ?? parseNamedCallTimes(null, text);
}

/** Reads hours that the operator gave a name. @throws Problem as `parseHours` */
export function parseNamedCallTimes(name: string | null, text: string): CallTimes {
  const hours = parseHours(text);
  return { name, text: formatHours(hours), source: null, hours, overrides: null };
}
