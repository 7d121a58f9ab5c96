import fc, { constantFrom, nat, oneof, string, tuple } from 'fast-check';
import {
  type CountryCode,
  getCountries,
  getCountryCallingCode,
  parsePhoneNumberFromString,
} from 'libphonenumber-js/max';
import examples from 'libphonenumber-js/mobile/examples';
import { describe, expect, it } from 'vitest';
import {
  formatPhoneNumber,
  hasSameDigits,
  isCountry,
  parsePhoneNumber,
  requirePhoneNumber,
} from '../../../src/domain/contacts/phone-number.ts';

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
    ...['٠٤١٢٣٤٥٦٧٨', '۰۴۱۲ ۳۴۵ ۶۷۸', '+٦١٤١٢٣٤٥٦٧٨', '’0412345678', '="0412345678"', "''+61412345678"],
    ...['tel:+61-412-345-678', 'TEL:0412345678', '0412\t345\t678', '0412345678;', '0412 345 678 , '],
    ...['61412345678.0', '412345678.00', '61412345678,0', '+61412345678.0', '(+61) 412 345 678'],
    ...['61 (0)412 345 678', '0061 (0)412 345 678', '+61 (0) 412345678', '0011-61-412-345-678'],
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
    ['0412345678 or 0498765432', 'more than one number'],
    ['0412345678 and 0498765432', 'more than one number'],
    ['0412345678;0498765432', 'more than one number'],
    ['0412345678\r\n0498765432', 'more than one number'],
    ['0412345678 ::: 0498765432', 'more than one number'],
    ['0412345678/0498765432', 'more than one number'],
    ['Jane', 'letters'],
    ['n/a', 'letters'],
    ['-', 'does not consist of digits'],
    ['0412*345678', 'does not consist of digits'],
    ['0412345678,0498765432', 'more than one number'],
    ['+61,412345678', 'does not consist of digits'],
    ['61,412,345,678', 'does not consist of digits'],
    ['0412\n345678', 'does not consist of digits'],
    ['041234567²', 'does not consist of digits'],
    ['0412345678,,5', 'extension'],
    ['0412345678 ,, 5', 'extension'],
    ['6.14123E10', 'scientific notation'],
    ['6,14E+10', 'format the column there as text, or as a number without decimals, and export it again'],
    ['041234567.8', 'decimals'],
    ['0412345678.99', 'decimals'],
    ['041234567.0', 'not a number in use'],
    ['++61412345678', 'does not consist of digits'],
    ['0412', 'too short for AU'],
    ...[
      '000',
      '0-0-0',
      '(000)',
      '112',
      '911',
      '999',
      '106',
      '110',
      '+61 000',
      '61000',
      '0011 61 112',
      '+1 911',
    ].map((text) => [text, 'it is an emergency number']),
    ...[
      '1900 654 321',
      '1902 123 456',
      '+61 190 123 4567',
      '+1 900 234 5678',
      '+44 909 879 0000',
      '+979 1 2345 6789',
    ].map((text) => [text, 'it is a premium-rate number']),
    ['#100', 'does not consist of digits'],
    ['*112#', 'does not consist of digits'],
    ['0163 123 456', 'it is a pager'],
    ['+44 7640 123456', 'it is a pager'],
    ['0000000000', 'not a number in use in AU'],
    ['1111111111', 'not a number in use in AU'],
    ['1234567890', 'not a number in use in AU'],
    ['+61 0412', 'too short for'],
    ['0412 345 678 / 0498 765 432', 'more than one number'],
    ['0412 345 678 / 79', 'not a number in use in AU'],
    ['041234567890123', 'too long for AU'],
    ['9'.repeat(300), 'far too long'],
    ['0599 999 999', 'not a number in use in AU'],
    ['+1 999 999 9999', 'not a number in use in'],
    ['+999123456', 'no country'],
  ])('refuses %j: %s', (text, reason) => {
    expect(parsePhoneNumber(text, 'AU')).toEqual({ ok: false, reason: expect.stringContaining(reason) });
  });

  it.each([
    ['6281234567890', 'ID', '+6281234567890'],
    ['61412345678', 'AU', mobile],
    ['447911123456', 'GB', '+447911123456'],
    ['64211234567', 'NZ', '+64211234567'],
    ['(49) 0170 1234567', 'DE', '+491701234567'],
    ['49 (0)170 1234567', 'DE', '+491701234567'],
    ['49 (0)30 123456', 'DE', '+4930123456'],
    ['+491701234567', 'DE', '+491701234567'],
    ['00491701234567', 'DE', '+491701234567'],
    ['0491 7012345', 'DE', '+494917012345'],
    ['1701234567', 'DE', '+491701234567'],
    ['39 06 1234 5678', 'IT', '+390612345678'],
    ['1 415 555 2671', 'US', '+14155552671'],
    ['91 98123 45678', 'IN', '+919812345678'],
    ['4930123456', 'DE', '+4930123456'],
    ['43 664 1234567', 'AT', '+436641234567'],
    ['9198123456', 'IN', '+919198123456'],
  ])('%s in %s, with or without the code of its own country, is %s', (text, country, number) => {
    expect(parsePhoneNumber(text, country)).toEqual({ ok: true, number });
  });

  it.each([
    ['491701234567', 'DE', '+49 170 1234567 or +49 491 701234567'],
    ['49 170 1234567', 'DE', '+49 170 1234567 or'],
    ['38344123456', 'XK', '+383 44 123 456 or'],
    ['62812345678', 'ID', '+62 812 345 678 or'],
  ])(
    '%s in %s may begin with the country’s code or with an area code, and is not guessed at',
    (text, country, says) => {
      const reading = parsePhoneNumber(text, country);
      expect(reading).toMatchObject({ ok: false, reason: expect.stringContaining(`it can be ${says}`) });
    },
  );

  it.each([
    ['234567', 'DE'],
    ['421 234567', 'DE'],
    ['30 12345 67', 'DE'],
    ['6641234', 'AT'],
    ['512 3456', 'AT'],
    ['8 123 456', 'SE'],
    ['123 456 78', 'SE'],
    ['401 2345', 'FI'],
  ])('%s in %s may be somebody’s without an area code in any town', (text, country) => {
    expect(parsePhoneNumber(text, country)).toEqual({
      ok: false,
      reason: expect.stringContaining('its area code may be missing'),
    });
  });

  it.each([
    ['0421 234567', 'DE', '+49421234567'],
    ['(0421) 234567', 'DE', '+49421234567'],
    ['+49 421 234567', 'DE', '+49421234567'],
    ['0664 1234567', 'AT', '+436641234567'],
    ['08-123 456 78', 'SE', '+46812345678'],
    ['701234567', 'SE', '+46701234567'],
  ])('%s in %s has its area code: %s', (text, country, number) => {
    expect(parsePhoneNumber(text, country)).toEqual({ ok: true, number });
  });

  it.each([
    ['+1 123 123 12321', 'AU'],
    ['+1 123 123 12321', 'US'],
    ['+1 1415 555 2671', 'US'],
    ['0011 1 123 123 12321', 'AU'],
    ['011 1 1 415 555 2671', 'US'],
    ['112312312321', 'US'],
    ['+7 848 212 34567', 'AU'],
    ['+1 415 555 26711', 'AU'],
  ])('%s in a list of %s has a digit too many, whatever is left without it', (text, country) => {
    expect(parsePhoneNumber(text, country)).toEqual({
      ok: false,
      reason: expect.stringContaining('too long for'),
    });
  });

  it.each([
    '+8816 3155 5777',
    '+870 773 111 632',
    '+882 13 123 45678',
    '+883 5100 1234 5678',
    '00 870 773111632',
    '+878 10 1234 567890',
  ])('%s belongs to no country, and costs what a premium-rate number does', (text) => {
    expect(parsePhoneNumber(text, 'AU')).toEqual({
      ok: false,
      reason: expect.stringContaining('international network'),
    });
  });

  it('refuses an unknown country', () => {
    expect(parsePhoneNumber(mobile, 'Australia')).toEqual({
      ok: false,
      reason: expect.stringContaining('Australia'),
    });
  });

  it.each(['0400 000 000', '0411 111 111', '0412 345 678', '0499 999 999'])(
    'does not refuse %j: it looks made up, and is somebody’s',
    (text) => expect(parsePhoneNumber(text, 'AU').ok).toBe(true),
  );

  it.each([
    ['a landline that lost its 0', '255501234', 'AU', '+61255501234'],
    ['a mobile that lost its 0', '491570006', 'AU', '+61491570006'],
    ['a New Zealand mobile that lost its 0', '211234567', 'NZ', '+64211234567'],
  ])('%s is certain, because no other number has those digits', (_, text, country, number) => {
    expect(parsePhoneNumber(text, country)).toEqual({ ok: true, number });
  });

  it.each([
    ['where 0 is part of a number, one without it is none', '612345678', 'IT'],
    ['a foreign number without its + is not guessed at', '64211234567', 'AU'],
    ['nor is one that has lost more than its 0', '41234567', 'AU'],
  ])('%s', (_, text, country) => {
    expect(parsePhoneNumber(text, country).ok).toBe(false);
  });
});

describe('any text gives a number that can be called, or none', () => {
  const countries = constantFrom('AU', 'US', 'GB', 'IT', 'NZ', 'DE', 'SG', 'XX', '');
  const phoneLike = string({ unit: constantFrom(..."0123456789+-() ./;,x#*e~\n:'٠٤６") });
  const real = constantFrom(
    ...['0491 570 006', '+61 2 5550 1234', '1300 975 711', '1800 975 711', '13 12 11', '1900 654 321', '000'],
    ...[
      '+1 212 555 0142',
      '+44 20 7946 0018',
      '+64 21 123 4567',
      '0163 123 456',
      '+979 1 2345 6789',
      '+49 30 123456',
    ],
  );
  const mutated = tuple(real, nat(20), nat(2), oneof(phoneLike, constantFrom('', '0', ' ', '/', ' or '))).map(
    ([text, at, length, put]) => `${text.slice(0, at)}${put}${text.slice(at + length)}`,
  );
  const pair = tuple(mutated, constantFrom(' / ', ';', ', ', '\n', ' or ', ''), mutated).map((parts) =>
    parts.join(''),
  );
  const texts = oneof(
    ...[string({ unit: 'binary' }), phoneLike, phoneLike.map((text) => `+${text}`)],
    ...[phoneLike.map((text) => `04${text}`), mutated, pair],
  );

  it('a valid one in E.164, neither premium-rate nor emergency, that reads back to itself', () => {
    fc.assert(
      fc.property(texts, countries, (text, country) => {
        const reading = parsePhoneNumber(text, country);
        if (!reading.ok) return reading.reason !== '';
        const number = parsePhoneNumberFromString(reading.number);
        expect(reading.number).toMatch(/^\+[1-9]\d{6,14}$/);
        expect(number?.isValid()).toBe(true);
        expect(number?.getType()).not.toMatch(/^(?:PREMIUM_RATE|PAGER|VOICEMAIL)$/);
        expect(number?.nationalNumber).not.toMatch(/^(?:000|1[01]\d|9[19][0-9])$/);
        for (const other of ['AU', 'US']) expect(parsePhoneNumber(reading.number, other)).toEqual(reading);
        return true;
      }),
      { numRuns: 20_000 },
    );
  });

  it('the same one with digits of other scripts and invisible characters', () => {
    const arabic = (text: string) =>
      text.replace(/\d/g, (digit) => String.fromCharCode(0x660 + Number(digit)));
    const marked = (text: string) => `\u202a${text.split('').join('\u200b')}\u202c`;
    fc.assert(
      fc.property(mutated, (text) => {
        const reading = parsePhoneNumber(text, 'AU');
        expect(parsePhoneNumber(arabic(text), 'AU')).toEqual(reading);
        expect(parsePhoneNumber(marked(text), 'AU')).toEqual(reading);
      }),
    );
  });
});

describe('a number that has lost its + is that number, or none', () => {
  it.each(getCountries())('in %s', (country: CountryCode) => {
    const mobileThere = examples[country];
    const changed = tuple(nat({ max: mobileThere.length - 2 }), nat(9)).map(
      ([at, digit]) => `${mobileThere.slice(0, at + 1)}${digit}${mobileThere.slice(at + 2)}`,
    );
    fc.assert(
      fc.property(changed, (national) => {
        const digits = `${getCountryCallingCode(country)}${national}`;
        const reading = parsePhoneNumber(digits, country);
        if (reading.ok) expect(reading.number).toBe(`+${digits}`);
      }),
      { numRuns: 30 },
    );
  });
});

describe('hasSameDigits', () => {
  it.each([
    ['0412 345 678', true],
    ['+61 412-345-678', true],
    ['412345678', true],
    ['0061 412 345 678', true],
    ['0512 345 678', false],
    ['12 345 678', false],
    ['0412 345 678 / 0398 765 432', false],
    ['', false],
  ])('%j: %j', (text, is) => {
    expect(hasSameDigits(text, mobile, 'AU')).toBe(is);
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
        message: '"0412" is not a phone number that can be used: too short for AU.',
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
