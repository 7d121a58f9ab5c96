import type { NamedCountry } from '../../contacts/countries/named-country.ts';
import {
  ambiguous,
  callingCode,
  type PhoneNumberRefusal,
  parsePhoneNumber,
} from '../../contacts/phone-number.ts';
import type { Column } from '../contact-columns.ts';
import { mobileRank } from '../headings/phone-aliases.ts';
import type { Refusal } from '../refusal.ts';
import type { RowOrigin } from './row-origin.ts';

/** A phone number with the country it was read in, or what is wrong with it. */
export type LocatedReading = { ok: true; number: string; country: string } | PhoneNumberRefusal | Refusal;

/** A way to read a number: a text, and the country of numbers without `+`. */
interface Way {
  text: string;
  country: string;
}

/**
 * Reads a number of a row. One with its own `+` or `00` is read as it stands. Any other is one of the countries that the row names,
 * and never of another; if it can be two numbers, it is none.
 *
 * @param value from `cleanPhoneText`
 * @param origin what the row says about where its numbers are; undefined if nothing
 * @param country of a row that names none
 */
export function readByOrigin(
  value: string,
  column: Column,
  origin: RowOrigin | undefined,
  country: string,
): LocatedReading {
  if (origin === undefined || /^(?:\+|00)/.test(value)) return readOne({ text: value, country });
  if (origin.unread && !origin.countries.some(({ dialCode }) => dialCode)) return origin.unread;
  const readings = waysToRead(value, column, origin, country).map(readOne);
  const [only, ...more] = readings;
  if (only !== undefined && more.length === 0) return only;
  const good = readings.filter((reading) => reading.ok);
  const numbers = [...new Set(good.map(({ number }) => number))];
  if (numbers.length > 1) return ambiguous(numbers);
  return good[0] ?? only ?? readOne({ text: value, country });
}

/** Returns everything that a number of a row can be, also where {@link readByOrigin} does not choose. For do-not-call marks. */
export function numbersByOrigin(
  value: string,
  column: Column,
  origin: RowOrigin | undefined,
  country: string,
): string[] {
  const isWhole = origin === undefined || /^(?:\+|00)/.test(value);
  const ways = isWhole ? [{ text: value, country }] : waysToRead(value, column, origin, country);
  return ways.map(readOne).flatMap((reading) => {
    if (reading.ok) return reading.number;
    return 'numbers' in reading ? (reading.numbers ?? []) : [];
  });
}

function waysToRead(
  value: string,
  { owner, rank }: Column,
  { countries, areaCode }: RowOrigin,
  country: string,
): Way[] {
  const own = countries.filter((one) => owner !== undefined && one.owner === owner);
  const named: readonly NamedCountry[] = own.length > 0 ? own : countries;
  const [only = { country }, ...more] = named;
  if (more.length === 0) return waysIn(only, value, rank, areaCode);
  const each = new Map(named.map((one) => [`${one.country} ${one.dialCode}`, one]));
  return [...each.values()].flatMap((one) => waysIn(one, value, rank, areaCode));
}

function waysIn(
  { country, dialCode }: NamedCountry,
  value: string,
  rank: number,
  areaCode: string | undefined,
): Way[] {
  const asWritten = { text: value, country };
  const area = rank === mobileRank || areaCode === undefined ? [] : withArea(value, areaCode, country);
  if (dialCode === undefined && area.length === 0) return [asWritten];
  // What stands after a dial code lacks no 0, and no area code unless that has a column of its own.
  const after = dialCode === undefined || area.length > 0 ? [] : [`+${dialCode} ${value}`];
  const whole = dialCode === undefined ? [] : ownCode(value, dialCode);
  return [asWritten, ...[...after, ...whole, ...area].map((text) => ({ text, country }))];
}

/** Returns a number that begins with a dial code, as if that were not the beginning of the number itself. */
function ownCode(value: string, dialCode: string): string[] {
  return value.replace(/\D/g, '').startsWith(dialCode) ? [`+${value.replace(/^\(/, '')}`] : [];
}

/** Returns a number with its area code before it, if it has no 0 of its own; and without it, if it may have it already. */
function withArea(value: string, areaCode: string, country: string): string[] {
  const code = callingCode(country);
  const digits = value.replace(/\D/g, '');
  if (code === undefined || digits.startsWith('0')) return [];
  const repeated = digits.startsWith(areaCode.replace(/^0+/, '')) ? [`+${code} ${value}`] : [];
  return [`+${code} ${areaCode} ${value}`, ...repeated, ...ownCode(value, code)];
}

function readOne({ text, country }: Way): LocatedReading {
  const reading = parsePhoneNumber(text, country);
  return reading.ok ? { ...reading, country } : reading;
}
