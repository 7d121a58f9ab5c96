import {
  type CountryCode,
  isSupportedCountry,
  type PhoneNumber,
  parsePhoneNumberFromString,
  validatePhoneNumberLength,
} from 'libphonenumber-js/max';
import { Problem } from './problem.ts';

/** E.164, or what is wrong with the value, to follow a colon: `too short for AU`. */
export type PhoneNumberReading = { ok: true; number: string } | { ok: false; reason: string };

const e164Pattern = /^\+[1-9]\d{6,14}$/;

/** What is never a phone number, whatever its digits are. Checked in this order. */
const faults: { pattern: RegExp; reason: string }[] = [
  { pattern: /^$/, reason: 'it is empty' },
  {
    pattern: /^[+-]?\d+(?:[.,]\d+)?e[+-]?\d+$/i,
    reason: 'a spreadsheet has turned it into scientific notation and its last digits are lost',
  },
  { pattern: /^.{80}/s, reason: 'it is far too long' },
  {
    pattern: /\d[\s,;(]*(?:ext(?:n|ension)?|x|#|~)[.:=\s]*\d+\s*\)?$/i,
    reason: 'it has an extension, which cannot be dialled',
  },
  { pattern: /\p{L}/u, reason: 'it has letters in it' },
];

/** Whether `code` is a country with phone numbers, as ISO 3166 has it, in capitals: `AU`. */
export function isCountry(code: string): code is CountryCode {
  return isSupportedCountry(code);
}

/**
 * Reads a phone number in any usual form, national or international, with punctuation, and with `00` or `0011` for `+`. It must
 * be a number that is in use by its country's numbering plan. Never throws.
 *
 * @param country how a number without `+` is read, as {@link isCountry} has it
 */
export function parsePhoneNumber(text: string, country: string): PhoneNumberReading {
  if (!isCountry(country)) return { ok: false, reason: `"${country}" is not a country code` };
  const value = clean(text);
  const fault = faults.find(({ pattern }) => pattern.test(value));
  if (fault !== undefined) return { ok: false, reason: fault.reason };
  const international = value.replace(/^00(?:11)?[\s-]*(?=[1-9])/, '+');
  const number = read(value, country) ?? read(international, country);
  return number === undefined
    ? { ok: false, reason: reasonAgainst(international, country) }
    : { ok: true, number };
}

/**
 * {@link parsePhoneNumber} for a value that must be one.
 *
 * @returns E.164
 * @throws Problem `usage` `invalid_phone_number`
 */
export function requirePhoneNumber(text: string, country: string): string {
  const reading = parsePhoneNumber(text, country);
  if (reading.ok) return reading.number;
  throw new Problem('usage', {
    code: 'invalid_phone_number',
    message: `"${text}" is not a phone number: ${reading.reason}.`,
    hint: `Write it as it is dialled within ${country}, or in full with + and the code of its country.`,
  });
}

/** An E.164 number for people, grouped as its country does: `+61 412 345 678`. Anything else comes back as it is. */
export function formatPhoneNumber(e164: string): string {
  return parsePhoneNumberFromString(e164)?.formatInternational() ?? e164;
}

/** Without what copying leaves behind: invisible marks, spaces around, and the apostrophe that makes a cell text. */
function clean(text: string): string {
  return text
    .replace(/\p{Cf}/gu, '')
    .trim()
    .replace(/^'/, '');
}

function read(value: string, country: CountryCode): string | undefined {
  const parsed = parse(value, country);
  if (parsed === undefined || parsed.ext !== undefined || !parsed.isValid()) return undefined;
  return e164Pattern.test(parsed.number) ? parsed.number : undefined;
}

function parse(value: string, country: CountryCode): PhoneNumber | undefined {
  return parsePhoneNumberFromString(value, { defaultCountry: country, extract: false });
}

function reasonAgainst(value: string, country: CountryCode): string {
  const parsed = parse(value, country);
  const place = parsed?.country ?? (value.startsWith('+') ? 'its country' : country);
  switch (validatePhoneNumberLength(value, country)) {
    case 'TOO_SHORT':
      return `too short for ${place}`;
    case 'TOO_LONG':
      return `too long for ${place}`;
    case 'INVALID_COUNTRY':
      return 'no country has that code after +';
    case 'NOT_A_NUMBER':
      return 'it is not made of digits as a phone number is';
    default:
      return `not a number in use in ${place}`;
  }
}
