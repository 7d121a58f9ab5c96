import { countryNamed, countryOfLocale, type NamedCountry } from '../../contacts/countries/named-country.ts';
import type { Column } from '../contact-columns.ts';
import { type Refusal, refused } from '../refusal.ts';
import type { OriginPart } from './origin-columns.ts';

/** What a row says about where its phone numbers are. */
export interface RowOrigin {
  /** Countries that it names, and the word before each in its header. */
  countries: (NamedCountry & { owner: string | undefined })[];
  /** An area code in a column of its own, in digits. */
  areaCode?: string;
  /** Why numbers without + cannot be read, if a country cannot. */
  unread?: Refusal;
}

/** Texts that are an area code, and no dial code, by what their column says. */
const areaCodes: Partial<Record<OriginPart, RegExp>> = {
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
export function originOfRow(texts: readonly string[], columns: readonly Column[]): RowOrigin | undefined {
  // Most lists have no such column.
  if (!columns.some(({ origin }) => origin !== undefined)) return undefined;
  const origin: RowOrigin = { countries: [] };
  let locale: string | undefined;
  for (const [index, column] of columns.entries()) {
    if (column.origin === undefined) continue;
    const text = texts[index]?.trim() ?? '';
    if (text === '' || blank.test(text)) continue;
    if (column.origin === 'locale') locale ??= countryOfLocale(text);
    else addTo(origin, column, text);
  }
  const isNamed = origin.countries.length > 0 || origin.unread !== undefined;
  if (locale !== undefined && !isNamed) origin.countries.push({ country: locale, owner: undefined });
  return origin;
}

function addTo(origin: RowOrigin, { header, origin: part, owner }: Column, text: string): void {
  const isArea = part !== undefined && areaCodes[part]?.test(text);
  const named = isArea ? undefined : countryNamed(text);
  if (named) {
    origin.countries.push({ ...named, owner });
    return;
  }
  if (part === 'areaCode' || part === 'prefix') addAreaCode(origin, text);
  else if (part === 'country' || isCode(text)) {
    origin.unread ??= refused(
      'not a country that is known, so a number without + cannot be read',
      header,
      text,
    );
  }
}

function addAreaCode(origin: RowOrigin, text: string): void {
  const digits = text.replace(/[\s().-]/g, '');
  if (/^\d{1,6}$/.test(digits)) origin.areaCode ??= digits;
}

/** Returns whether a text that names no country is meant as the code of one. */
function isCode(text: string): boolean {
  return /^(?:\+\d{1,4}|[A-Z]{2})$/.test(text);
}
