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
    throw needed('an address such as http://127.0.0.1:4010');
  if (address.username || address.password) throw needed('an address without a password in it');
  return text;
}

/** A key travels in an HTTP header: a typographic quote from a document would end there. */
export function apiKey(text: string): string {
  if (!/^[\x21-\x7e]+$/.test(text)) throw needed('a key of plain letters and signs, as Retell shows it,');
  return text;
}

export function timeZone(text: string): string {
  const zone = canonicalTimeZone(text);
  if (!zone) throw needed('an IANA time zone such as Australia/Sydney');
  return zone;
}

export function locale(text: string): string {
  try {
    const [found] = Intl.getCanonicalLocales(text);
    if (found) return found;
  } catch {
    // What Intl does not know is not a locale.
  }
  throw needed('a locale such as en-AU');
}

export function country(text: string): string {
  const code = text.trim().toUpperCase();
  if (!isRegion(code)) throw needed('a country of two letters (ISO 3166-1) such as AU');
  return new Intl.Locale(`und-${code}`).region ?? code;
}

function isRegion(code: string): boolean {
  if (!/^[A-Z]{2}$/.test(code)) return false;
  const name = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' }).of(code);
  return name !== undefined && name !== 'Unknown Region';
}

export function duration(text: string): number {
  return parseDuration(text);
}

export function durationOfASecondOrMore(text: string): number {
  const ms = parseDuration(text);
  if (ms < 1000) throw needed('at least 1s');
  return ms;
}

/** Less than the time in which the same request may go out again (`domain/check-times.ts`), or it never would. */
export function graceDuration(text: string): number {
  const ms = durationOfASecondOrMore(text);
  if (ms > parseDuration('30m')) throw needed('at most 30m');
  return ms;
}

export function smallNumber(text: string): number {
  const number = /^\s*\d+\s*$/.test(text) ? Number(text) : Number.NaN;
  if (number >= 1 && number <= 100) return number;
  throw needed('a whole number from 1 to 100');
}

export function unknownCalls(text: string): 'resend' | 'hold' {
  if (text === 'resend' || text === 'hold') return text;
  throw needed('resend or hold');
}

export function instant(text: string): Date {
  const [, year, month, day] =
    /^(\d{4})-(\d\d)-(\d\d)T\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d)$/.exec(text) ?? [];
  const date = new Date(text);
  // `Date` takes the 30th of February for the 2nd of March.
  const isADay =
    new Date(Date.UTC(Number(year), Number(month) - 1, Number(day))).getUTCDate() === Number(day);
  if (!Number.isNaN(date.getTime()) && isADay) return date;
  throw needed('an instant such as 2026-12-08T14:00:00+11:00');
}

function needed(what: string): Problem {
  return new Problem('usage', { code: 'invalid_setting', message: `${what} is needed` });
}

/** Whether this is the address of a simulator here, so that nobody is phoned whatever happens. */
export function isOnThisMachine(baseUrl: string | undefined): boolean {
  if (baseUrl === undefined || !URL.canParse(baseUrl)) return false;
  return ['127.0.0.1', 'localhost', '[::1]'].includes(new URL(baseUrl).hostname);
}
