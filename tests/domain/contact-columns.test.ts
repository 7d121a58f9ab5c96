import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type ColumnMeaning,
  phoneColumns,
  readColumns,
  snakeCase,
} from '../../src/domain/contact-columns.ts';

/** The meanings of a header row: the kind, or for a custom field its key. */
function read(headers: string[], mapping: [string, ColumnMeaning][] = []): string[] {
  return readColumns(headers, new Map(mapping)).map(({ meaning }) =>
    meaning.kind === 'custom' ? `{${meaning.key}}` : meaning.kind,
  );
}

describe('what a header means', () => {
  it.each([
    ['phone', ['Phone', 'phone', 'PHONE', ' Phone ', 'Phone Number', 'phone_number', 'Phone No.', 'Ph']],
    ['phone', ['Mobile', 'Mobile Phone', 'mobile-number', 'Cell', 'Cell Phone', 'Telephone', 'Tel', 'tel.']],
    ['phone', ['Contact Number', 'Primary Phone', 'Number']],
    ['name', ['Name', 'Full Name', 'FULL_NAME', 'fullName', 'Contact Name', 'Contact', 'Customer', 'Client']],
    ['firstName', ['First Name', 'first', 'Given Name', 'given_name', 'Forename']],
    ['lastName', ['Last Name', 'Surname', 'Family Name', 'last']],
    ['email', ['Email', 'E-mail', 'E-Mail', 'email address', 'EMAIL_ADDRESS']],
    [
      'businessName',
      ['Company', 'Business', 'Business Name', 'Company Name', 'Organisation', 'Organization'],
    ],
    ['businessWebsite', ['Website', 'Business Website', 'Web', 'URL', 'Company Website']],
    ['timezone', ['Timezone', 'Time Zone', 'time_zone', 'TZ']],
  ])('%s: %j', (kind, headers) => {
    expect(headers.map((header) => read([header])[0])).toEqual(headers.map(() => kind));
  });

  it.each([
    ['Plan Tier', 'plan_tier'],
    ['planTier', 'plan_tier'],
    ['plan-tier', 'plan_tier'],
    ['  Plan   Tier  ', 'plan_tier'],
    ['Renewal Date (est.)', 'renewal_date_est'],
    ['Prénom préféré', 'prenom_prefere'],
    ['Señor/Señora', 'senor_senora'],
    ['2nd Choice', '_2nd_choice'],
    ['%', 'column_1'],
    ['', 'column_1'],
    ['備考', 'column_1'],
    ['__proto__', 'proto'],
    ['constructor', 'constructor'],
    ['Phone Calls Made', 'phone_calls_made'],
  ])('every other column is a custom field: %j is %s', (header, key) => {
    expect(read([header])).toEqual([`{${key}}`]);
  });

  it.each([
    { headers: ['Notes', 'notes', 'NOTES'], means: ['{notes}', '{notes_2}', '{notes_3}'] },
    { headers: ['Notes 2', 'Notes', 'Notes'], means: ['{notes_2}', '{notes}', '{notes_3}'] },
    { headers: ['', 'Phone', ''], means: ['{column_1}', 'phone', '{column_3}'] },
    { headers: ['Email', 'E-mail'], means: ['email', '{e_mail}'] },
    { headers: ['Company', 'Business'], means: ['businessName', '{business}'] },
    { headers: ['Mobile', 'Phone'], means: ['phone', 'phone'] },
  ])('headers that meet: $headers', ({ headers, means }) => {
    expect(read(headers)).toEqual(means);
  });

  it('no two custom fields share a key, whatever the headers are', () => {
    const header = fc.oneof(
      fc.string(),
      fc.constantFrom('Notes', 'notes', 'Notes 2', 'notes_2', '', 'column_2'),
    );
    fc.assert(
      fc.property(fc.array(header, { maxLength: 8 }), (headers) => {
        const keys = read(headers).filter((one) => one.startsWith('{'));
        expect(new Set(keys).size).toBe(keys.length);
      }),
    );
  });

  it('a key is its own key, so that an export imports again under the same names', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (header) => {
        expect(snakeCase(snakeCase(header))).toBe(snakeCase(header));
        expect(snakeCase(header)).toMatch(/^(?:_?[a-z0-9][a-z0-9_]*)?$/);
      }),
    );
  });
});

describe('what --map says of a header goes before what it looks like', () => {
  it.each<{ what: string; headers: string[]; mapping: [string, ColumnMeaning][]; means: string[] }>([
    {
      what: 'an unknown header is the phone',
      headers: ['Name', 'Fernruf'],
      mapping: [['Fernruf', { kind: 'phone' }]],
      means: ['name', 'phone'],
    },
    {
      what: 'then other phone columns are custom fields',
      headers: ['Phone', 'Fernruf'],
      mapping: [['Fernruf', { kind: 'phone' }]],
      means: ['{phone}', 'phone'],
    },
    {
      what: 'a known header is a custom field',
      headers: ['Company', 'Business', 'Phone'],
      mapping: [['Company', { kind: 'custom', key: 'employer' }]],
      means: ['{employer}', 'businessName', 'phone'],
    },
    {
      what: 'a column is left out',
      headers: ['Phone', 'Secret'],
      mapping: [['Secret', { kind: 'ignored' }]],
      means: ['phone', 'ignored'],
    },
    {
      what: 'a key that another column has by itself is not taken from under it',
      headers: ['Plan', 'Tier', 'Phone'],
      mapping: [['Tier', { kind: 'custom', key: 'plan' }]],
      means: ['{plan_2}', '{plan}', 'phone'],
    },
  ])('$what', ({ headers, mapping, means }) => {
    expect(read(headers, mapping)).toEqual(means);
  });
});

describe('which of several phone columns is asked first', () => {
  it.each([
    { headers: ['Phone', 'Mobile'], first: 'Mobile' },
    { headers: ['Telephone', 'Cell', 'Phone'], first: 'Cell' },
    { headers: ['Number', 'Phone'], first: 'Phone' },
  ])('$headers', ({ headers, first }) => {
    const [place] = phoneColumns(readColumns(headers, new Map()));
    expect(place === undefined ? undefined : headers[place]).toBe(first);
  });
});
