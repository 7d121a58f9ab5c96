import { getCountries, getCountryCallingCode } from 'libphonenumber-js/max';
import { codesByAlpha3 } from './alpha-3.ts';
import { countryCode } from './country.ts';
import { countryByName } from './country-names.ts';

/** A country that a list names. */
export interface NamedCountry {
  /** Its two-letter code; for a calling code that several countries share, the largest one's. */
  country: string;
  /** Digits that stand before its numbers, if the list says them: `64`, or `1876` for Jamaica. */
  dialCode?: string;
}

/** The countries whose numbers are read for a calling code that several share. */
const largest: Readonly<Record<string, string>> = {
  ...{ 1: 'US', 7: 'RU', 39: 'IT', 44: 'GB', 47: 'NO', 61: 'AU', 212: 'MA' },
  ...{ 262: 'RE', 290: 'SH', 358: 'FI', 590: 'GP', 599: 'CW' },
};

let byCallingCode: ReadonlyMap<string, string> | undefined;

/** Countries by the texts that name them. A list has few, and looking up names takes longer than the rest of a row. */
const known = new Map<string, NamedCountry | undefined>();
const mostKnown = 1000;

/**
 * Returns the country in a text: by its name, its ISO 3166-1 code or its dial code, or by several that agree: `NZ`, `AUS`,
 * `Neuseeland`, `Great Britain`, `Auckland, New Zealand`, `NZ - New Zealand (+64)`, `+64`, `0064`, `🇳🇿`.
 *
 * @returns undefined for any other text, and for one that names two countries (`Georgia, USA`)
 */
export function countryNamed(text: string): NamedCountry | undefined {
  if (known.has(text)) return known.get(text);
  if (known.size >= mostKnown) known.clear();
  const country = readCountry(lettersOfFlags(text).trim());
  known.set(text, country);
  return country;
}

/** Returns the country of a locale: `en-NZ`, `de_CH.UTF-8`, `English (New Zealand)`. Undefined if it has none. */
export function countryOfLocale(text: string): string | undefined {
  const [, tag] = /^([a-z]{2,3}(?:[-_][a-z\d]{2,8})+)(?:[.@].*)?$/i.exec(text.trim()) ?? [];
  if (tag === undefined) return countryNamed(/\(([^()]+)\)\s*$/.exec(text)?.[1] ?? '')?.country;
  try {
    return countryCode(new Intl.Locale(tag.replaceAll('_', '-')).region ?? '');
  } catch {
    return undefined;
  }
}

function readCountry(text: string): NamedCountry | undefined {
  const whole = readOne(text);
  if (whole) return whole;
  const parts = text.split(/[,;:()/|]|\s[-–—]\s|[-–—](?=\+?\d|$)|(?<=^[A-Z]{2,3})[-–—]|\s(?=\+\d+$)/);
  const named = parts.flatMap((part) => readOne(part.trim()) ?? []);
  const countries = new Set(named.map(({ country }) => country));
  const [first] = named;
  if (first === undefined || countries.size > 1) return undefined;
  return named.find(({ dialCode }) => dialCode !== undefined) ?? first;
}

function readOne(text: string): NamedCountry | undefined {
  if (/^[\d+ ()-]+$/.test(text)) return byDialCode(text.replace(/[ ()-]/g, ''));
  const letters = text.replaceAll('.', '').toUpperCase();
  const country = countryCode(letters) ?? codesByAlpha3.get(letters) ?? countryByName(text);
  return country === undefined ? undefined : { country };
}

function byDialCode(text: string): NamedCountry | undefined {
  const [, code] = /^(?:\+|00(?:11)?)?([1-9]\d{0,3})$/.exec(text) ?? [];
  if (code === undefined) return undefined;
  byCallingCode ??= new Map([
    ...getCountries().map((country): [string, string] => [getCountryCallingCode(country), country]),
    ...Object.entries(largest),
  ]);
  // In North America the dial code of most countries has their area code in it.
  const country = byCallingCode.get(/^1\d{3}$/.test(code) ? '1' : code);
  return country === undefined ? undefined : { country, dialCode: code };
}

/** Returns a text with flags as the letters that they are made of: `🇳🇿` → `NZ`. */
function lettersOfFlags(text: string): string {
  return text.replace(/[\u{1f1e6}-\u{1f1ff}]/gu, (letter) =>
    String.fromCharCode((letter.codePointAt(0) ?? 0) - 0x1f1e6 + 65),
  );
}
