import { homedir } from 'node:os';
import { countryCode } from '../domain/contacts/countries/country.ts';
import { type Facts, Problem } from '../domain/problem.ts';
import { parseDuration, parseTimerDuration } from '../domain/time/duration.ts';
import { canonicalTimeZone, zoneMeantBy } from '../domain/time/time-zone.ts';

/** Parsers for the texts of settings. Each throws a Problem `invalid_setting` that says what the value must be. */

export function trimmed(text: string): string {
  return text.trim();
}

export function webAddress(untrimmed: string): string {
  const text = untrimmed.trim();
  const address = URL.canParse(text) ? new URL(text) : undefined;
  if (!address || !['http:', 'https:'].includes(address.protocol))
    return mustBe('an address, such as http://127.0.0.1:4010');
  if (address.username || address.password) return invalid('remove the password from the address');
  return text;
}

/** Returns a path with `~` or `$HOME` at its start replaced: no shell expands them in a file, in cron or in `--db=~/x`. */
export function path(text: string): string {
  return text.replace(/^(?:~|\$HOME|\$\{HOME\})(?=[/\\]|$)/, homedir);
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

/** Reads a secret that others must not guess, and that a header can hold. */
export function sharedSecret(text: string): string {
  const secret = text.trim();
  if (/^[!-~]{16,200}$/.test(secret)) return secret;
  return mustBe('a secret of 16 to 200 letters, digits and signs, such as "openssl rand -hex 32" makes');
}

/** Parses keys with commas between them. */
export function apiKeys(text: string): string[] {
  return text.split(',').map(apiKey);
}

export function timeZone(text: string): string {
  const zone = canonicalTimeZone(text.trim());
  return zone ?? mustBe('an IANA time zone, such as Australia/Sydney', { near: zoneMeantBy(text) ?? '' });
}

export function locale(text: string): string {
  try {
    // A locale that Intl does not support is read as the machine's own, which differs between a shell and cron.
    const [found] = Intl.DateTimeFormat.supportedLocalesOf(Intl.getCanonicalLocales(text.trim()));
    if (found) return found;
  } catch {
    // Intl throws for a text that is not a locale.
  }
  return mustBe('a locale that this machine supports, such as en-AU');
}

export function country(text: string): string {
  return countryCode(text) ?? mustBe('a two-letter country code, such as AU');
}

export function duration(text: string): number {
  return parseDuration(text);
}

/** Parses a time for which a timer waits. */
export function timeout(text: string): number {
  const ms = parseTimerDuration(text);
  if (ms < 1000) mustBe('at least 1s');
  return ms;
}

export function durationOfASecondOrMore(text: string): number {
  const ms = parseDuration(text);
  if (ms < 1000) mustBe('at least 1s');
  return ms;
}

/** Must end before the time in which the same request may be sent again (`check-times.ts`), or it never would be. */
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

export function yesOrNo(text: string): boolean {
  if (/^(?:yes|no)$/i.test(text.trim())) return text.trim().toLowerCase() === 'yes';
  return mustBe('yes or no');
}

export function instant(text: string): Date {
  const [, year, month, day] =
    /^(\d{4})-(\d\d)-(\d\d)T\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d)$/.exec(text) ?? [];
  const date = new Date(text);
  // `Date` reads 30 February as 2 March.
  const isADay =
    new Date(Date.UTC(Number(year), Number(month) - 1, Number(day))).getUTCDate() === Number(day);
  if (!Number.isNaN(date.getTime()) && isADay) return date;
  return mustBe('an instant, such as 2026-12-08T14:00:00+11:00');
}

function mustBe(expected: string, facts: Facts = {}): never {
  return invalid(`it must be ${expected}`, facts);
}

function invalid(message: string, facts: Facts = {}): never {
  throw new Problem('usage', { code: 'invalid_setting', message, facts });
}

/** Returns whether an address is on this machine, where only a simulator can be: no real phone rings. */
export function isOnThisMachine(baseUrl: string | undefined): boolean {
  if (baseUrl === undefined || !URL.canParse(baseUrl)) return false;
  return ['127.0.0.1', 'localhost', '[::1]'].includes(new URL(baseUrl).hostname);
}

/** Returns whether what is sent to an address can be read on its way: `http:` to another machine. */
export function isExposed(baseUrl: string | undefined): baseUrl is string {
  return baseUrl !== undefined && new URL(baseUrl).protocol === 'http:' && !isOnThisMachine(baseUrl);
}

/** Returns the problem for an exposed address: the API key would be sent with each request. */
export function exposedKey(baseUrl: string): Problem {
  return new Problem('usage', {
    code: 'insecure_base_url',
    message: `RETELL_BASE_URL is ${baseUrl}: without https, anyone on the way could read your API key.`,
    hint: 'Use an https:// address. If only you can reach that machine, set VOICEBOT_ALLOW_HTTP=yes.',
  });
}
