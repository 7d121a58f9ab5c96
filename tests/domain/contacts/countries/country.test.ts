import { describe, expect, it } from 'vitest';
import { countryCode } from '../../../../src/domain/contacts/countries/country.ts';
import { isCountry } from '../../../../src/domain/contacts/phone-number.ts';

const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
const everyCode = letters.flatMap((one) => letters.map((other) => one + other));

describe('countryCode', () => {
  it.each([
    ['AU', 'AU'],
    [' nz ', 'NZ'],
    ['uk', 'GB'],
    ['XK', 'XK'],
  ])('reads %j as %s', (text, code) => {
    expect(countryCode(text)).toBe(code);
  });

  it.each(['', 'A', 'AUS', 'Australia', '61', 'ZZ', 'EU', 'AQ', 'A-', 'ÄU', '__'])(
    'reads %j as none',
    (text) => {
      expect(countryCode(text)).toBeUndefined();
    },
  );

  it('knows exactly the countries that phone numbers are read for', () => {
    const supported = everyCode.filter(isCountry);
    expect(supported.length).toBeGreaterThan(240);
    expect(everyCode.filter((code) => countryCode(code) === code)).toEqual(supported);
  });
});
