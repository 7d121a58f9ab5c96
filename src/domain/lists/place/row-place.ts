import { countryNamed, countryOfLocale, type NamedCountry } from '../../contacts/countries/named-country.ts';
import type { Column } from '../contact-columns.ts';
import { type Refusal, refused } from '../refusal.ts';
import type { PlacePart } from './place-columns.ts';

/** What a row says about where its phone numbers are. */
export interface RowPlace {
  /** Countries that it names, and the word before each in its header. */
  countries: (NamedCountry & { owner: string | undefined })[];
  /** An area code in a column of its own, in digits. */
  areaCode?: string;
  /** Why numbers without + cannot be read, if a country cannot. */
  unread?: Refusal;
}

/** Texts that are an area code, and no dial code, by what their column says. */
const areaCodes: Partial<Record<PlacePart, RegExp>> = {
  areaCode: /^(?!\(?\s*(?:\+|00))/,
  prefix: /^\(?0[1-9]/,
};

/** Texts that say nothing. */
const blank =
  /^(?:[-–—.?*]+|#?n\/?a|null|\\n|none|nil|nan|unknown|not (?:known|specified|set|provided)|tb[ac])$/i;

/**
 * Returns what a row says about where its phone numbers are; undefined if it says nothing. A locale counts only in a row that names
 * no country.
 *
 */
export function placeOfRow(texts: readonly string[], columns: readonly Column[]): RowPlace | undefined {
  // Most lists have no such column.
  if (!columns.some(({ place }) => place !== undefined)) return undefined;
  const place: RowPlace = { countries: [] };
  let locale: string | undefined;
  for (const [index, column] of columns.entries()) {
    if (column.place === undefined) continue;
    const text = texts[index]?.trim() ?? '';
    if (text === '' || blank.test(text)) continue;
    if (column.place === 'locale') locale ??= countryOfLocale(text);
    else addTo(place, column, text);
  }
  const isNamed = place.countries.length > 0 || place.unread !== undefined;
  if (locale !== undefined && !isNamed) place.countries.push({ country: locale, owner: undefined });
  return place;
}

function addTo(place: RowPlace, { header, place: part, owner }: Column, text: string): void {
  const isArea = part !== undefined && areaCodes[part]?.test(text);
  const named = isArea ? undefined : countryNamed(text);
  if (named) {
    place.countries.push({ ...named, owner });
    return;
  }
  if (part === 'areaCode' || part === 'prefix') addAreaCode(place, text);
  else if (part === 'country' || isCode(text)) {
    place.unread ??= refused(
      'not a country that is known, so a number without + cannot be read',
      header,
      text,
    );
  }
}

function addAreaCode(place: RowPlace, text: string): void {
  const digits = text.replace(/[\s().-]/g, '');
  if (/^\d{1,6}$/.test(digits)) place.areaCode ??= digits;
}

/** Returns whether a text that names no country is meant as the code of one. */
function isCode(text: string): boolean {
  return /^(?:\+\d{1,4}|[A-Z]{2})$/.test(text);
}
