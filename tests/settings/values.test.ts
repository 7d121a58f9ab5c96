import { describe, expect, it } from 'vitest';
import { apiKey, country, locale, parseApiKey, timeZone } from '../../src/settings/values.ts';

describe('an API key', () => {
  it.each([
    ['key_1234', 'key_1234'],
    [' key_1234\r\n', 'key_1234'],
    ['', undefined],
    [' ', undefined],
    ['one two', undefined],
    ['“key_1234”', undefined],
    ['key_\u200b1234', undefined],
  ])('%j is read as %j', (text, key) => {
    expect(parseApiKey(text)).toBe(key);
  });
});

describe('a setting', () => {
  it.each([
    ['an API key', apiKey, ' key_1234 ', 'key_1234'],
    ['a time zone', timeZone, ' australia/perth ', 'Australia/Perth'],
    ['a country', country, ' uk ', 'GB'],
    ['a locale', locale, ' en-au ', 'en-AU'],
  ])('is %s, whatever the spaces around it', (_, read, text, value) => {
    expect(read(text)).toBe(value);
  });

  it.each([
    [apiKey, 'one two', 'it must be a key'],
    [timeZone, 'Mars', 'it must be an IANA time zone'],
    [locale, 'AU', 'it must be a locale that this machine supports'],
    [locale, 'en_AU.UTF-8', 'it must be a locale that this machine supports'],
    [country, 'AQ', 'it must be a two-letter country code'],
  ])('says what it must be', (read, text, message) => {
    expect(() => read(text)).toThrow(message);
  });
});
