import { describe, expect, it } from 'vitest';
import { readColumns } from '../../../src/domain/lists/contact-columns.ts';
import { readContactRow } from '../../../src/domain/lists/contact-row.ts';
import { describeRefusal } from '../../../src/domain/lists/refusal.ts';

/** Reads a row from its cells by header, in an Australian list. @returns its number, or why it is refused */
function read(row: Record<string, string>, country = 'AU'): string {
  const reading = readContactRow(Object.values(row), readColumns(Object.keys(row), new Map()), country);
  return reading.ok ? reading.draft.phoneNumber : describeRefusal(reading);
}

const tama = '+64211234567';

describe('a number is one of the country that its row names', () => {
  it.each([
    ...[
      'Country',
      'country',
      'POCountry',
      'SACountry',
      'Mailing Country',
      'MailingCountry',
      'Billing Country',
    ],
    ...['Business Country/Region', 'Home Country/Region', 'Other Country/Region', 'Country/Region'],
    ...['Country Code', 'CC', 'Address 1 - Country', 'Address 2 - Country', 'Default Address Country Code'],
    ...['Country Name', 'ISO Country', 'Shipping Country', 'Person Mailing Country', 'Phone Country', '国家'],
    ...[
      'Dial Code',
      'Dialling Code',
      'Calling Code',
      'ISD Code',
      'Phone Country Code',
      'Land',
      'Pays',
      'País',
    ],
  ])('in a column %s', (header) => {
    expect(read({ Name: 'Tama', [header]: 'NZ', Phone: '021 123 4567' })).toBe(tama);
    expect(read({ Name: 'Tama', Phone: '021 123 4567', [header]: '' })).toBe('+61211234567');
  });

  it.each([
    ...[
      'New Zealand',
      'NEW ZEALAND',
      'new  zealand ',
      'NZ',
      'nz',
      'NZL',
      'N.Z.',
      'Neuseeland',
      'Nouvelle-Zélande',
    ],
    ...['Auckland, New Zealand', 'NZ - New Zealand', 'New Zealand (NZ)', 'New Zealand (+64)', 'NZ +64', '🇳🇿'],
    ...['64', '+64', '0064', '(+64)', '+64 ', '新西兰'],
  ])('written %j', (country) => {
    expect(read({ Phone: '021 123 4567', Country: country })).toBe(tama);
  });

  it.each([
    ['Switzerland', '044 668 18 00', '+41446681800'],
    ['Germany', '0421 234567', '+49421234567'],
    ['UK', '07911 123456', '+447911123456'],
    ['England', '020 7946 0018', '+442079460018'],
    ['USA', '(206) 555-9857', '+12065559857'],
    ['U.S.A.', '2065559857', '+12065559857'],
    ['United States of America', '1 206 555 9857', '+12065559857'],
    ['Canada', '(604) 555-4729', '+16045554729'],
    ['Brazil', '(11) 98765-4321', '+5511987654321'],
    ['Sweden', '0921-12 34 65', '+46921123465'],
    ['Italy', '06 12345678', '+390612345678'],
    ['Jamaica', '876 928 1234', '+18769281234'],
    ['Republic of Ireland', '085 123 4567', '+353851234567'],
    ['Korea, Republic of', '010-1234-5678', '+821012345678'],
    ['Russian Federation', '8 916 123-45-67', '+79161234567'],
    ['Hong Kong, China', '9123 4567', '+85291234567'],
    ['Australia', '0412 345 678', '+61412345678'],
  ])('in %s, %s is %s', (country, phone, number) => {
    expect(read({ Country: country, Phone: phone })).toBe(number);
  });

  it.each([
    [{ 'Dial Code': '64', Phone: '21 123 4567' }, tama],
    [{ 'Country Code': '+49', Phone: '421 234567' }, '+49421234567'],
    [{ 'Country Code': '49', Phone: '0421 234567' }, '+49421234567'],
    [{ CC: '1', Phone: '206 555 9857' }, '+12065559857'],
    [{ CC: '1', Phone: '1 206 555 9857' }, '+12065559857'],
    [{ CC: '1876', Phone: '928 1234' }, '+18769281234'],
    [{ CC: '1-876', Phone: '876 928 1234' }, '+18769281234'],
    [{ 'Phone Prefix': '+64', Phone: '21 123 4567' }, tama],
    [{ 'Country Code': '61', Phone: '61412345678' }, '+61412345678'],
    [{ 'Area Code': '02', Phone: '9374 4000' }, '+61293744000'],
    [{ 'Area Code': '2', Phone: '93744000' }, '+61293744000'],
    [{ 'Area Code': '02', Phone: '(02) 9374 4000' }, '+61293744000'],
    [{ 'Area Code': '02', Phone: '0412 345 678' }, '+61412345678'],
    [{ STD: '(02)', Phone: '9374 4000' }, '+61293744000'],
    [{ 'Area Code': '206', Country: 'US', Phone: '555-9857' }, '+12065559857'],
    [{ 'Area Code': '206', Country: 'US', Phone: '(206) 555-9857' }, '+12065559857'],
    [{ 'Area Code': '0421', Country: 'DE', Phone: '234567' }, '+49421234567'],
    [{ 'Area Code': '06', Country: 'Italy', Phone: '12345678' }, '+390612345678'],
    [{ 'Phone Prefix': '02', Phone: '9374 4000' }, '+61293744000'],
    [{ 'Country Code': '64', 'Area Code': '9', Phone: '300 1234' }, '+6493001234'],
    [{ 'Country Code': '49', 'Area Code': '0421', Phone: '234567' }, '+49421234567'],
    [{ 'Country Code': '49', 'Area Code': '0421', Phone: '0421 234567' }, '+49421234567'],
    [{ 'Country Code': '49', 'Area Code': '0421', Mobile: '170 1234567' }, '+491701234567'],
  ])('%j: with its code in a column of its own', (row, number) => {
    expect(read(row)).toBe(number);
  });

  it.each(['en-NZ', 'en_NZ', 'mi-NZ', 'en_NZ.UTF-8', 'English (New Zealand)'])(
    'by its locale %s',
    (locale) => {
      expect(read({ Locale: locale, Phone: '021 123 4567' })).toBe(tama);
      expect(read({ 'Preferred Language': locale, Phone: '021 123 4567', Country: '' })).toBe(tama);
    },
  );

  it.each(['en', 'English', 'fr', 'x', '?', '-'])('but not by %s, which names no country', (locale) => {
    expect(read({ Locale: locale, Phone: '0412 345 678' })).toBe('+61412345678');
  });

  it('and a country says more than a locale', () => {
    expect(read({ Locale: 'en-US', Country: 'New Zealand', Phone: '021 123 4567' })).toBe(tama);
  });

  it.each(['-', 'N/A', 'n/a', 'NULL', 'None', 'unknown', '#N/A', '\\N'])('%s says nothing', (country) => {
    expect(read({ Country: country, Phone: '0412 345 678' })).toBe('+61412345678');
  });
});

describe('a number that says its country is read as it stands', () => {
  it.each([
    ['+61 412 345 678', '+61412345678'],
    ['0061 412 345 678', '+61412345678'],
    ['00 49 421 234567', '+49421234567'],
    ['0011 64 21 123 4567', tama],
    ['(+64) 21 123 4567', tama],
  ])('%s', (phone, number) => {
    for (const country of ['New Zealand', 'Germany', 'Atlantis', '44', ''])
      expect(read({ Country: country, Phone: phone })).toBe(number);
  });
});

describe('a number that is none of its row’s country refuses the row', () => {
  it.each([
    [{ Country: 'New Zealand', Phone: '0412 345 678' }, /^Phone "0412 345 678": .*NZ$/],
    [{ Country: 'USA', Phone: '0412 345 678' }, /US$/],
    [{ Country: 'Switzerland', Phone: '0452 076 545' }, /CH$/],
    [{ 'Country Code': 'SA', Phone: '08 8123 4567' }, /SA$/],
    [{ CC: '44', Phone: '0412 345 678' }, /GB$/],
    [{ Locale: 'en-NZ', Phone: '0412 345 678' }, /NZ$/],
    [{ Country: 'Atlantis', Phone: '0412 345 678' }, /^Country "Atlantis": not a country that is known/],
    [{ 'Mailing Country': 'Perth', Phone: '0412 345 678' }, /^Mailing Country "Perth": not a country/],
    [{ 'Dial Code': '999', Phone: '0412 345 678' }, /^Dial Code "999": not a country/],
    [{ CC: 'ZZ', Phone: '0412 345 678' }, /^CC "ZZ": not a country/],
    [{ Country: 'Georgia, USA', Phone: '404 555 1234' }, /^Country "Georgia, USA": not a country/],
    [{ Country: 'Congo', Phone: '0412 345 678' }, /^Country "Congo": not a country/],
    [{ 'Area Code': '02', Mobile: '412 345 67' }, /^Mobile "412 345 67"/],
    [{ 'Area Code': '421', Country: 'DE', Phone: '421234567' }, /it can be /],
    [{ Country: 'New Zealand', 'Country Code': '61', Phone: '021 123 4567' }, /it can be .* or /],
  ])('%j', (row, says) => {
    expect(read(row)).toMatch(says);
  });
});

describe('where a row names several countries', () => {
  it.each([
    ['they agree', { 'Mailing Country': 'NZ', 'Other Country': 'New Zealand', Phone: '021 123 4567' }, tama],
    [
      'the home’s has the phone at home',
      { 'Business Country/Region': 'AU', 'Home Country/Region': 'NZ', 'Home Phone': '021 123 4567' },
      tama,
    ],
    [
      'the number is one of only one of them',
      { 'Mailing Country': 'NZ', 'Other Country': 'AU', Phone: '0412 345 678' },
      '+61412345678',
    ],
  ])('%s', (_, row, number) => {
    expect(read(row)).toBe(number);
  });

  it('and the number can be one of two, it is none', () => {
    expect(read({ 'Mailing Country': 'NZ', 'Other Country': 'AU', Phone: '021 123 4567' })).toMatch(
      /it can be/,
    );
  });
});

it.each(['cc@example.com', 'VISA', '101'])('a column CC that has %s is no country', (text) => {
  expect(read({ CC: text, Phone: '0412 345 678' })).toBe('+61412345678');
});

it('the same number twice in a row’s own country is no news', () => {
  const columns = readColumns(['Country', 'Mobile', 'Phone'], new Map());
  const reading = readContactRow(['NZ', '021 123 4567', '21-123-4567'], columns, 'AU');
  expect(reading).toMatchObject({ ok: true, draft: { phoneNumber: tama, customFields: { country: 'NZ' } } });
  expect(reading.ok && Object.keys(reading.draft.customFields)).toEqual(['country']);
});

it('a column that is left out says nothing', () => {
  const columns = readColumns(['Country', 'Phone'], new Map([['Country', { kind: 'ignored' }]]));
  expect(readContactRow(['Atlantis', '0412 345 678'], columns, 'AU')).toMatchObject({ ok: true });
});

describe('a do-not-call mark is for the numbers of the row’s own country', () => {
  function marked(row: Record<string, string>) {
    const all = { ...row, 'Do Not Call': 'yes' };
    const reading = readContactRow(Object.values(all), readColumns(Object.keys(all), new Map()), 'AU');
    return reading.ok ? [reading.draft.phoneNumber, ...(reading.alsoMarked ?? [])] : reading.marked;
  }

  it.each([
    [
      'of every phone',
      { Country: 'NZ', Mobile: '021 123 4567', 'Home Phone': '09 300 1234' },
      [tama, '+6493001234'],
    ],
    [
      'of each country that it can be of',
      { 'Mailing Country': 'NZ', 'Other Country': 'AU', Phone: '021 123 4567' },
      [tama, '+61211234567'],
    ],
    [
      'of both readings without +',
      { Country: 'Germany', Phone: '491701234567' },
      ['+491701234567', '+49491701234567'],
    ],
    [
      'of the list’s country, where its own is unknown',
      { Country: 'Atlantis', Phone: '0412 345 678' },
      ['+61412345678'],
    ],
    ['of the dial code', { CC: '64', Phone: '21 123 4567' }, [tama]],
  ])('%s', (_, row, numbers) => {
    expect(marked(row)).toEqual(numbers);
  });
});
