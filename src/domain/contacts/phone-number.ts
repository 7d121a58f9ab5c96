import {
  type CountryCode,
  getCountryCallingCode,
  isSupportedCountry,
  type PhoneNumber,
  parsePhoneNumberFromString,
  validatePhoneNumberLength,
} from 'libphonenumber-js/max';
import { Problem } from '../problem.ts';
import { barOn, hasNoFixedLength, hasTrunkDigitToo, mayLackAreaCode } from './phone-bars.ts';
import { cleanPhoneText, faultIn } from './phone-text.ts';

/** A number in E.164, or what is wrong with the value: `too short for AU`. */
export type PhoneNumberReading = { ok: true; number: string } | PhoneNumberRefusal;

export interface PhoneNumberRefusal {
  ok: false;
  reason: string;
  /** What it can be, if it can be several numbers. */
  numbers?: string[];
}

const e164Pattern = /^\+[1-9]\d{6,14}$/;

/**
 * Emergency numbers of Australia, New Zealand, Europe, America and Asia. To libphonenumber they are only too short; this list is
 * for the message.
 */
const emergencyNumbers = new Set(
  '000 100 106 108 110 111 112 113 114 115 117 118 119 120 122 911 988 995 997 998 999'.split(' '),
);

/** Returns whether this is the code of a country with phone numbers, in ISO 3166 capitals: `AU`. */
export function isCountry(code: string): code is CountryCode {
  return isSupportedCountry(code);
}

/** Returns the calling code of a country: `61`. @param country as {@link isCountry} accepts it */
export function callingCode(country: string): string | undefined {
  return isCountry(country) ? getCountryCallingCode(country) : undefined;
}

/**
 * Reads a phone number in any usual form: national or international, with punctuation, or with `00` or `0011` for `+`. It must be in
 * use by its country's numbering plan, and neither an emergency or premium-rate number, a pager nor a voicemail box.
 *
 * A spreadsheet removes the 0 at the front of `0412345678`. The rest is read if 0 is only dialled before a number, as in
 * Australia, where each number without its 0 is one subscriber's and one digit less is too short. Where 0 is part of the number, as
 * in Italy, the rest is not valid.
 *
 * @param country the country of numbers without `+`, as {@link isCountry} accepts it
 */
export function parsePhoneNumber(text: string, country: string): PhoneNumberReading {
  if (!isCountry(country)) return refused(`"${country}" is not a country code`);
  const value = cleanPhoneText(text);
  const fault = faultIn(value);
  if (fault !== undefined) return refused(fault);
  const international = value.replace(/^00(?:11)?[\s-]*(?=[1-9])/, '+');
  const within = hasTrunkZero(value) ? undefined : read(value, country);
  const abroad =
    international === value ? readWithoutPlus(value, country, within) : read(international, country);
  if (within?.ok && abroad?.ok && within.number !== abroad.number) {
    return ambiguous([abroad.number, within.number]);
  }
  return abroad ?? within ?? refused(reasonFor(international, country));
}

/** Returns the refusal of a text that can be several numbers, in E.164. */
export function ambiguous(numbers: string[]): PhoneNumberRefusal {
  const each = numbers.map(formatPhoneNumber).join(' or ');
  return { ...refused(`it can be ${each}; write it with + and its country code`), numbers };
}

/**
 * Reads a number that begins with its country's own code as if a `+` before it were lost. libphonenumber does so only where the
 * digits are no number within the country: `49 170 1234567` can be one of Leer (0491) in Germany.
 *
 * @param within how it was read as a number within the country
 */
function readWithoutPlus(
  value: string,
  country: CountryCode,
  within: PhoneNumberReading | undefined,
): PhoneNumberReading | undefined {
  const code = getCountryCallingCode(country);
  if (!value.startsWith(code) && !value.startsWith(`(${code})`)) return undefined;
  if (within?.ok && within.number === `+${value}`) return within;
  const reading = read(`+${value}`, country);
  if (reading !== undefined || !within?.ok || !hasNoFixedLength(country)) return reading;
  return refused(`it may begin with the code of ${country}, ${code}; write it with + or with 0`);
}

/** Returns whether a number has the 0 in brackets that is written only after a country's code: `49 (0)30 123456`. */
function hasTrunkZero(value: string): boolean {
  return /^\d{1,3} ?\(0\)/.test(value);
}

/**
 * Returns the phone number in a text that must be one, in E.164.
 *
 * @param country as for {@link parsePhoneNumber}
 * @throws Problem `invalid_phone_number`
 */
export function requirePhoneNumber(text: string, country: string): string {
  const reading = parsePhoneNumber(text, country);
  if (reading.ok) return reading.number;
  throw new Problem('usage', {
    code: 'invalid_phone_number',
    message: `"${text}" is not a phone number that can be used: ${reading.reason}.`,
    hint: `Write it as it is dialled within ${country}, or with + and its country code.`,
  });
}

/** Returns whether a number in E.164 is a mobile's; undefined where its plan does not tell, as in America. */
export function isMobile(e164: string): boolean | undefined {
  const type = parsePhoneNumberFromString(e164)?.getType();
  return type === 'FIXED_LINE_OR_MOBILE' ? undefined : type === 'MOBILE';
}

/** Returns an E.164 number for people, grouped as in its country: `+61 412 345 678`. Any other text is returned as it is. */
export function formatPhoneNumber(e164: string): string {
  return parsePhoneNumberFromString(e164)?.formatInternational() ?? e164;
}

/**
 * Returns whether a text is a number in another form, by its digits alone. True is certain, false is not: it is a cheap check.
 *
 * @param number in E.164
 * @param country the country of numbers without `+`
 */
export function hasSameDigits(text: string, number: string, country: string): boolean {
  const digits = text.replace(/\D/g, '').replace(/^0+/, '');
  return (
    number === `+${digits}` ||
    (isCountry(country) && number === `+${getCountryCallingCode(country)}${digits}`)
  );
}

/** Returns undefined if the number is not in use. */
function read(value: string, country: CountryCode): PhoneNumberReading | undefined {
  const parsed = parse(value, country);
  if (parsed === undefined || parsed.ext !== undefined || !e164Pattern.test(parsed.number)) return undefined;
  if (hasTrunkDigitToo(value, parsed)) return refused(`too long for ${parsed.country ?? country}`);
  const type = parsed.getType();
  const bar = barOn(parsed, type);
  if (bar !== undefined) return refused(bar);
  // A number with a type is valid. Some countries have no types.
  if (type === undefined && !parsed.isValid()) return undefined;
  if (mayLackAreaCode(value, parsed.nationalNumber, country)) {
    return refused(
      `its area code may be missing; write it as it is dialled within ${country}, with 0, or with +`,
    );
  }
  return { ok: true, number: parsed.number };
}

function parse(value: string, country: CountryCode): PhoneNumber | undefined {
  return parsePhoneNumberFromString(value, { defaultCountry: country, extract: false });
}

function reasonFor(value: string, country: CountryCode): string {
  if (isEmergencyNumber(value, country)) return 'it is an emergency number';
  const region = parse(value, country)?.country ?? (value.startsWith('+') ? 'its country' : country);
  switch (validatePhoneNumberLength(value, country)) {
    case 'TOO_SHORT':
      return `too short for ${region}`;
    case 'TOO_LONG':
      return `too long for ${region}`;
    case 'INVALID_COUNTRY':
      return 'no country has the code after +';
    case 'NOT_A_NUMBER':
      return 'it does not consist of digits, as a phone number does';
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

function refused(reason: string): PhoneNumberRefusal {
  return { ok: false, reason };
}
