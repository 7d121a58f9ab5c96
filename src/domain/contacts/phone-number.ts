import {
  type CountryCode,
  getCountryCallingCode,
  isSupportedCountry,
  type NumberType,
  type PhoneNumber,
  parsePhoneNumberFromString,
  validatePhoneNumberLength,
} from 'libphonenumber-js/max';
import { Problem } from '../problem.ts';
import { faultIn, plainPhoneText } from './phone-text.ts';

/** E.164, or what is wrong with the value, to follow a colon: `too short for AU`. */
export type PhoneNumberReading = { ok: true; number: string } | { ok: false; reason: string };

const e164Pattern = /^\+[1-9]\d{6,14}$/;

/** Numbers in use that nobody is to be phoned on. */
const barred: Partial<Record<Exclude<NumberType, undefined>, string>> = {
  PREMIUM_RATE: 'it is a premium-rate number',
  PAGER: 'it is a pager',
  VOICEMAIL: 'it is a voicemail box',
};

/**
 * Of Australia, New Zealand, Europe, America and Asia. None is a number to libphonenumber, being too short for E.164; the list
 * is there to say why.
 */
const emergencyNumbers = new Set(
  '000 100 106 108 110 111 112 113 114 115 117 118 119 120 122 911 988 995 997 998 999'.split(' '),
);

/** Whether `code` is a country with phone numbers, as ISO 3166 has it, in capitals: `AU`. */
export function isCountry(code: string): code is CountryCode {
  return isSupportedCountry(code);
}

/**
 * Reads a phone number in any usual form, national or international, with punctuation, and with `00` or `0011` for `+`. It must
 * be a number that is in use by its country's numbering plan, and one that may be phoned: never an emergency number, a
 * premium-rate number, a pager or a voicemail box. Never throws.
 *
 * A spreadsheet takes the 0 from the front of `0412345678`. What is left is read, which is certain where 0 is only dialled before a
 * number and is no part of it, as in Australia: there each number without its 0 is one subscriber's and nobody else's, and one
 * that has lost another digit is too short. Where 0 is part of the number, as in Italy, the rest is not a valid number and is refused.
 *
 * @param country how a number without `+` is read, as {@link isCountry} has it
 */
export function parsePhoneNumber(text: string, country: string): PhoneNumberReading {
  if (!isCountry(country)) return refused(`"${country}" is not a country code`);
  const value = plainPhoneText(text);
  const fault = faultIn(value);
  if (fault !== undefined) return refused(fault);
  const national = read(value, country);
  if (national !== undefined) return national;
  const international = value.replace(/^00(?:11)?[\s-]*(?=[1-9])/, '+');
  const reading = international === value ? undefined : read(international, country);
  return reading ?? refused(reasonAgainst(international, country));
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
    message: `"${text}" is not a phone number that can be used: ${reading.reason}.`,
    hint: `Write it as it is dialled within ${country}, or in full with + and the code of its country.`,
  });
}

/** An E.164 number for people, grouped as its country does: `+61 412 345 678`. Anything else comes back as it is. */
export function formatPhoneNumber(e164: string): string {
  return parsePhoneNumberFromString(e164)?.formatInternational() ?? e164;
}

/**
 * Whether a text is plainly this number in another form. It goes by the digits alone, so that it costs next to nothing; false
 * says that it may or may not be.
 *
 * @param number E.164
 * @param country how a number without `+` is read
 */
export function isPlainlyNumber(text: string, number: string, country: string): boolean {
  const digits = text.replace(/\D/g, '').replace(/^0+/, '');
  return (
    number === `+${digits}` ||
    (isCountry(country) && number === `+${getCountryCallingCode(country)}${digits}`)
  );
}

/** @returns undefined if it is no number in use */
function read(value: string, country: CountryCode): PhoneNumberReading | undefined {
  const parsed = parse(value, country);
  if (parsed === undefined || parsed.ext !== undefined || !e164Pattern.test(parsed.number)) return undefined;
  const type = parsed.getType();
  // A number that has a type is valid; some countries have no types.
  if (type === undefined) return parsed.isValid() ? { ok: true, number: parsed.number } : undefined;
  const bar = barred[type];
  return bar === undefined ? { ok: true, number: parsed.number } : refused(bar);
}

function parse(value: string, country: CountryCode): PhoneNumber | undefined {
  return parsePhoneNumberFromString(value, { defaultCountry: country, extract: false });
}

function reasonAgainst(value: string, country: CountryCode): string {
  if (isEmergencyNumber(value, country)) return 'it is an emergency number';
  const region = parse(value, country)?.country ?? (value.startsWith('+') ? 'its country' : country);
  switch (validatePhoneNumberLength(value, country)) {
    case 'TOO_SHORT':
      return `too short for ${region}`;
    case 'TOO_LONG':
      return `too long for ${region}`;
    case 'INVALID_COUNTRY':
      return 'no country has that code after +';
    case 'NOT_A_NUMBER':
      return 'it is not made of digits as a phone number is';
    default:
      return `not a number in use in ${region}`;
  }
}

function isEmergencyNumber(value: string, country: CountryCode): boolean {
  if (!/^\+?[\d ().-]+$/.test(value)) return false;
  const digits = value.replace(/\D/g, '');
  if (emergencyNumbers.has(digits)) return true;
  const code = value.startsWith('+') ? '\\d{1,3}' : getCountryCallingCode(country);
  return emergencyNumbers.has(digits.replace(new RegExp(`^${code}(?=\\d{3}$)`), ''));
}

function refused(reason: string): { ok: false; reason: string } {
  return { ok: false, reason };
}
