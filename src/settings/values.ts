import { countryCode } from '../domain/contacts/country.ts';
import { Problem } from '../domain/problem.ts';
import { parseDuration } from '../domain/time/duration.ts';
import { canonicalTimeZone } from '../domain/time/time-zone.ts';

/** How the text of a setting becomes its value. Each throws a Problem that says what is needed instead. */

export function plainText(text: string): string {
  return text.trim();
}

export function webAddress(text: string): string {
  const address = URL.canParse(text) ? new URL(text) : undefined;
  if (!address || !['http:', 'https:'].includes(address.protocol))
    return mustBe('an address, such as http://127.0.0.1:4010');
  if (address.username || address.password) return mustBe('an address without a user name or password');
  return text;
}

/**
 * Returns an API key without the spaces around it; undefined if it has characters that an HTTP header cannot carry, such as a
 * typographic quote copied from a document.
 */
export function parseApiKey(text: string): string | undefined {
  const key = text.trim();
  return /^[\x21-\x7e]+$/.test(key) ? key : undefined;
}

export function apiKey(text: string): string {
  return parseApiKey(text) ?? mustBe('a key of letters, digits and signs, as Retell shows it');
}

export function timeZone(text: string): string {
  return canonicalTimeZone(text.trim()) ?? mustBe('an IANA time zone, such as Australia/Sydney');
}

export function locale(text: string): string {
  try {
    const [found] = Intl.getCanonicalLocales(text);
    if (found) return found;
  } catch {
    // What Intl does not know is not a locale.
  }
  return mustBe('a locale, such as en-AU');
}

export function country(text: string): string {
  return countryCode(text) ?? mustBe('a two-letter country code, such as AU');
}

export function duration(text: string): number {
  return parseDuration(text);
}

export function durationOfASecondOrMore(text: string): number {
  const ms = parseDuration(text);
  if (ms < 1000) mustBe('at least 1s');
  return ms;
}

/** Less than the time in which the same request may go out again (`domain/check-times.ts`), or it never would. */
export function graceDuration(text: string): number {
  const ms = durationOfASecondOrMore(text);
  if (ms > parseDuration('30m')) mustBe('at most 30m');
  return ms;
}

export function smallNumber(text: string): number {
  const number = /^\s*\d+\s*$/.test(text) ? Number(text) : Number.NaN;
  if (number >= 1 && number <= 100) return number;
  return mustBe('a whole number from 1 to 100');
}

export function unknownCalls(text: string): 'resend' | 'hold' {
  if (text === 'resend' || text === 'hold') return text;
  return mustBe('resend or hold');
}

export function instant(text: string): Date {
  const [, year, month, day] =
    /^(\d{4})-(\d\d)-(\d\d)T\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d)$/.exec(text) ?? [];
  const date = new Date(text);
  // `Date` takes the 30th of February for the 2nd of March.
  const isADay =
    new Date(Date.UTC(Number(year), Number(month) - 1, Number(day))).getUTCDate() === Number(day);
  if (!Number.isNaN(date.getTime()) && isADay) return date;
  return mustBe('an instant, such as 2026-12-08T14:00:00+11:00');
}

function mustBe(expected: string): never {
  throw new Problem('usage', { code: 'invalid_setting', message: `it must be ${expected}` });
}

/** Whether this is the address of a simulator here, so that nobody is phoned whatever happens. */
export function isOnThisMachine(baseUrl: string | undefined): boolean {
  if (baseUrl === undefined || !URL.canParse(baseUrl)) return false;
  return ['127.0.0.1', 'localhost', '[::1]'].includes(new URL(baseUrl).hostname);
}
