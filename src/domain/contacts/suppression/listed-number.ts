import { Problem } from '../../problem.ts';
import { type PhoneNumberReading, parsePhoneNumber } from '../phone-number.ts';

/** The beginning of international numbers, with at most 14 of the 15 digits that one can have. */
const prefixPattern = /^\+[1-9]\d{0,13}\*$/;

/** Returns whether an entry of the do-not-call list is the beginning of numbers: `+6113*`. */
export function isPrefix(phoneNumber: string): boolean {
  return phoneNumber.endsWith('*');
}

/**
 * Reads a number for the do-not-call list: a phone number in any usual form, or the beginning of numbers followed by `*`.
 *
 * @param country the country of numbers without `+`
 */
export function parseListedNumber(text: string, country: string): PhoneNumberReading {
  const prefix = text.replace(/[\s().-]/g, '');
  if (!isPrefix(prefix)) return parsePhoneNumber(text, country);
  if (prefixPattern.test(prefix)) return { ok: true, number: prefix };
  return { ok: false, reason: 'the beginning of numbers needs + and a country code before it, as in +6113*' };
}

/** Returns the number or the beginning of numbers in a text that must be one. @throws Problem `invalid_phone_number` */
export function requireListedNumber(text: string, country: string): string {
  const reading = parseListedNumber(text, country);
  if (reading.ok) return reading.number;
  throw new Problem('usage', {
    code: 'invalid_phone_number',
    message: `"${text}" cannot be on the do-not-call list: ${reading.reason}.`,
    hint: 'Write a phone number, or the beginning of numbers with + and *, in quotes: "+6113*".',
  });
}

/** Returns every entry that covers a number: the number, and each of its beginnings followed by `*`. */
export function entriesThatCover(number: string): string[] {
  const prefixes = Array.from({ length: number.length - 1 }, (_, index) => `${number.slice(0, index + 2)}*`);
  return [number, ...prefixes];
}

/** Returns whether a number begins as an entry such as `+6113*` says. */
export function isBeginning(prefix: string, number: string): boolean {
  return number.startsWith(prefix.slice(0, -1));
}

/** Returns the numbers with this beginning as a range of text: from the first, up to but not including the last. */
export function rangeOf(prefix: string): { from: string; before: string } {
  const from = prefix.slice(0, -1);
  // The colon follows the digits in ASCII.
  return { from, before: `${from}:` };
}
