import { assert, constantFrom, oneof, property, string } from 'fast-check';
import { isValidPhoneNumber } from 'libphonenumber-js/max';
import { describe, expect, it } from 'vitest';
import {
  formatPhoneNumber,
  isCountry,
  parsePhoneNumber,
  requirePhoneNumber,
} from '../../src/domain/phone-number.ts';

const mobile = '+61412345678';

describe('parsePhoneNumber', () => {
  it.each([
    ...['0412 345 678', '0412345678', '412345678', '61412345678', '+61 412 345 678', '+61 (0)412 345 678'],
    ...[
      '0412-345-678',
      '0412.345.678',
      '(0412) 345 678',
      '0412–345–678',
      '0412/345/678',
      '0412\u00a0345\u00a0678',
    ],
    ...['0011 61 412 345 678', '001161412345678', '00 61 412 345 678', '0061412345678', '+610412345678'],
    ...['\u202a+61 412 345 678\u202c', '\u200b0412345678', " '0412345678 ", '＋６１４１２３４５６７８'],
  ])('reads %j as an Australian mobile', (text) => {
    expect(parsePhoneNumber(text, 'AU')).toEqual({ ok: true, number: mobile });
  });

  it.each([
    ['(02) 9374 4000', 'AU', '+61293744000'],
    ['1300 123 456', 'AU', '+611300123456'],
    ['13 12 11', 'AU', '+61131211'],
    ['+1 415 555 2671', 'AU', '+14155552671'],
    ['0011 1 415 555 2671', 'AU', '+14155552671'],
    ['(415) 555-2671', 'US', '+14155552671'],
    ['011 61 412 345 678', 'US', mobile],
    ['0061 412 345 678', 'US', mobile],
    ['0011 61 412 345 678', 'NZ', mobile],
    ['021 123 4567', 'NZ', '+64211234567'],
    ['001 61 412 345 678', 'HK', mobile],
    ['020 7946 0018', 'GB', '+442079460018'],
  ])('reads %j in %s as %s', (text, country, number) => {
    expect(parsePhoneNumber(text, country)).toEqual({ ok: true, number });
  });

  it.each([
    ['', 'it is empty'],
    [' \u200b ', 'it is empty'],
    ['6.14E+10', 'scientific notation'],
    ['6.14123e+10', 'scientific notation'],
    ['6,14E10', 'scientific notation'],
    ['+61 2 9374 4000 ext. 5', 'extension'],
    ['02 9374 4000 x12', 'extension'],
    ['02 9374 4000 (extension 12)', 'extension'],
    ['0412345678;ext=7', 'extension'],
    ['02 9374 4000 #5', 'extension'],
    ['0412~345678', 'extension'],
    ['1800 FLOWERS', 'letters'],
    ['0412 345 67O', 'letters'],
    ['0412 345 678 (mobile)', 'letters'],
    ['0412345678 or 0498765432', 'letters'],
    ['Jane', 'letters'],
    ['n/a', 'letters'],
    ['-', 'not made of digits'],
    ['0412*345678', 'not made of digits'],
    ['0412345678,0498765432', 'not made of digits'],
    ['++61412345678', 'not made of digits'],
    ['0412', 'too short for AU'],
    ['000', 'too short for AU'],
    ['+61 0412', 'too short for'],
    ['0412 345 678 / 0498 765 432', 'too long for AU'],
    ['041234567890123', 'too long for AU'],
    ['9'.repeat(300), 'far too long'],
    ['0599 999 999', 'not a number in use in AU'],
    ['+1 999 999 9999', 'not a number in use in'],
    ['+999123456', 'no country'],
  ])('refuses %j: %s', (text, reason) => {
    expect(parsePhoneNumber(text, 'AU')).toEqual({ ok: false, reason: expect.stringContaining(reason) });
  });

  it('refuses an unknown country', () => {
    expect(parsePhoneNumber(mobile, 'Australia')).toEqual({
      ok: false,
      reason: expect.stringContaining('Australia'),
    });
  });

  it('reads any text without throwing, and answers with nothing but valid E.164', () => {
    const phoneLike = string({ unit: constantFrom(...'0123456789+-() ./;,x#*e~') });
    const prefixed = phoneLike.map((text) => `+${text}`);
    const texts = oneof(
      string({ unit: 'binary' }),
      phoneLike,
      prefixed,
      phoneLike.map((text) => `04${text}`),
    );
    return assert(
      property(texts, constantFrom('AU', 'US', 'GB', 'IT', 'XX', ''), (text, country) => {
        const reading = parsePhoneNumber(text, country);
        if (!reading.ok) return reading.reason !== '';
        expect(reading.number).toMatch(/^\+[1-9]\d{6,14}$/);
        expect(isValidPhoneNumber(reading.number)).toBe(true);
        expect(parsePhoneNumber(reading.number, 'AU')).toEqual(reading);
        return true;
      }),
      { numRuns: 5000 },
    );
  });
});

describe('requirePhoneNumber', () => {
  it('returns E.164', () => {
    expect(requirePhoneNumber('0412 345 678', 'AU')).toBe(mobile);
  });

  it('says what is wrong', () => {
    expect(() => requirePhoneNumber('0412', 'AU')).toThrow(
      expect.objectContaining({
        kind: 'usage',
        code: 'invalid_phone_number',
        message: '"0412" is not a phone number: too short for AU.',
      }),
    );
  });
});

describe('isCountry', () => {
  it.each(['AU', 'US', 'NZ'])('knows %s', (code) => expect(isCountry(code)).toBe(true));
  it.each(['au', 'AUS', 'XX', '', 'constructor'])('does not know %j', (code) =>
    expect(isCountry(code)).toBe(false),
  );
});

describe('formatPhoneNumber', () => {
  it.each([
    [mobile, '+61 412 345 678'],
    ['+61293744000', '+61 2 9374 4000'],
    ['+14155552671', '+1 415 555 2671'],
    ['unknown', 'unknown'],
    ['', ''],
  ])('shows %j as %j', (number, text) => {
    expect(formatPhoneNumber(number)).toBe(text);
  });
});
