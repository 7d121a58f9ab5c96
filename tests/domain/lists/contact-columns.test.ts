import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { snakeCase } from '../../../src/domain/contacts/custom-fields.ts';
import type { ColumnMeaning } from '../../../src/domain/lists/column-meanings.ts';
import { customHeader, phoneColumns, readColumns } from '../../../src/domain/lists/contact-columns.ts';

/** Returns the meanings of a header row: the kind, or the key of a custom field. */
function read(headers: string[], mapping: [string, ColumnMeaning][] = []): string[] {
  return readColumns(headers, new Map(mapping)).map(({ meaning }) =>
    meaning.kind === 'custom' ? `{${meaning.key}}` : meaning.kind,
  );
}

describe('the meaning of a header', () => {
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
    [
      'phone',
      ['Mob', 'Mob.', 'Ph (BH)', 'Ph (AH)', 'Tel No', 'Tel. No.', 'Phone # 1', 'Home Phone 2', 'PhoneNumber'],
    ],
    [
      'phone',
      [
        'Business Phone',
        'Home Phone',
        'Other Phone',
        'MobilePhone',
        'DDINumber',
        'Phone 1 - Value',
        'Phone 12 - Value',
      ],
    ],
    ['name', ['Cust Name', 'Customer Name']],
    ['firstName', ['FNAME']],
    ['middleName', ['Middle Name', 'Additional Name']],
    ['lastName', ['LNAME', 'Co./Last Name']],
    ['email', ['E-mail 1 - Value', 'E-mail 2 Address', 'EmailAddress', 'Email 2']],
    [
      'businessName',
      [
        'Organization Name',
        'Organization 1 - Name',
        'Associated Company',
        'Account Name',
        'AccountName',
        'Company / Account',
      ],
    ],
    ['businessWebsite', ['Web Page', 'Website 1 - Value', 'Website URL']],
    ['tags', ['Tags', 'TAGS', 'Labels', 'Groups', 'Group Membership', 'Categories']],
    [
      'doNotCall',
      ['Do Not Call', 'DoNotCall', 'do_not_call', 'DNC', 'Opt out of calls', 'Do not allow Phone Calls'],
    ],
    [
      'ignored',
      ['Phone 1 - Label', 'Phone 2 - Type', 'E-mail 1 - Label', 'Website 1 - Type', 'reject_reason'],
    ],
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
    ['', 'column_1'],
    ['%', 'sign_25'],
    ['№ / #', 'no'],
    ['😀', 'sign_1f600'],
    ['備考', '備考'],
    ['会社名', '会社名'],
    ['회사', '회사'],
    ['שם החברה', 'שם_החברה'],
    ['Тип Тарифа', 'тип_тарифа'],
    ['Йогурт', 'йогурт'],
    ['Διεύθυνση', 'διεύθυνση'],
    ['الشركة', 'الشركة'],
    ['कंपनी', 'कंपनी'],
    ['ガス', 'ガス'],
    ['ﾌﾟﾗﾝ', 'プラン'],
    ['会社 Name（漢字）', '会社_name_漢字'],
    ['Straße', 'strasse'],
    ['STRASSE', 'strasse'],
    ['Größe (cm)', 'grosse_cm'],
    ['Ulica Łódzka', 'ulica_lodzka'],
    ['Køn', 'kon'],
    ['Œuvre', 'oeuvre'],
    ['İlçe', 'ilce'],
    ['__proto__', 'proto'],
    ['constructor', 'constructor'],
    ['Phone Calls Made', 'phone_calls_made'],
    ['Phone Type', 'phone_type'],
    ['Phone verified', 'phone_verified'],
    ['Phone Country Code', 'phone_country_code'],
    ['Fax', 'fax'],
    ['Home Fax', 'home_fax'],
    ['FaxNumber', 'fax_number'],
    ['Pager', 'pager'],
    ["Assistant's Phone", 'assistant_s_phone'],
    ['Company Main Phone', 'company_main_phone'],
    ['Email Opt Out', 'email_opt_out'],
    ['Account Number', 'account_number'],
    ['Category', 'category'],
  ])('every other column is a custom field: %j is %s', (header, key) => {
    expect(read([header])).toEqual([`{${key}}`]);
  });

  it.each([
    { headers: ['Notes', 'notes', 'NOTES'], means: ['{notes}', '{notes_2}', '{notes_3}'] },
    { headers: ['Notes 2', 'Notes', 'Notes'], means: ['{notes_2}', '{notes}', '{notes_3}'] },
    { headers: ['', 'Phone', ''], means: ['{column_1}', 'phone', '{column_3}'] },
    { headers: ['Email', 'E-mail'], means: ['email', 'email'] },
    { headers: ['Company', 'Business'], means: ['businessName', 'businessName'] },
    { headers: ['Number', 'Phone'], means: ['{number}', 'phone'] },
    { headers: ['Phone', 'custom:phone'], means: ['phone', '{phone}'] },
    { headers: ['Name', 'First Name'], means: ['name', 'firstName'] },
    { headers: ['ContactName', 'FirstName'], means: ['name', 'firstName'] },
    {
      headers: ['*ContactName', 'FirstName', 'POAddressLine1'],
      means: ['nameOrBusiness', 'firstName', '{poaddress_line1}'],
    },
    { headers: ['Mobile', 'Phone'], means: ['phone', 'phone'] },
  ])('headers beside each other: $headers', ({ headers, means }) => {
    expect(read(headers)).toEqual(means);
  });

  it('any headers give every custom field a key of its own', () => {
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

  it('a key as a header stays the same, so that an export imports to the same fields', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (header) => {
        expect(snakeCase(snakeCase(header))).toBe(snakeCase(header));
        expect(snakeCase(header)).toMatch(/^(?:_?[\p{L}\p{M}\p{N}][\p{L}\p{M}\p{N}_]*)?$/u);
      }),
    );
  });
});

describe('a mapping takes precedence over aliases', () => {
  it.each<{ what: string; headers: string[]; mapping: [string, ColumnMeaning][]; means: string[] }>([
    {
      what: 'an unknown header is the phone',
      headers: ['Name', 'Fernruf'],
      mapping: [['Fernruf', { kind: 'phone' }]],
      means: ['name', 'phone'],
    },
    {
      what: 'other phone columns stay',
      headers: ['Phone', 'Fernruf', 'Home Phone', 'Number'],
      mapping: [['Fernruf', { kind: 'phone' }]],
      means: ['phone', 'phone', 'phone', '{number}'],
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
      what: 'do-not-call and tag columns still count',
      headers: ['Phone', 'DNC', 'Ring?', 'Labels', 'Lists'],
      mapping: [
        ['Ring?', { kind: 'doNotCall' }],
        ['Lists', { kind: 'tags' }],
      ],
      means: ['phone', 'doNotCall', 'doNotCall', 'tags', 'tags'],
    },
    {
      what: 'ignored columns stay ignored beside another one',
      headers: ['Phone', 'Phone 1 - Label', 'Secret'],
      mapping: [['Secret', { kind: 'ignored' }]],
      means: ['phone', 'ignored', 'ignored'],
    },
    {
      what: 'parts of a name are the name if its column is mapped to something else',
      headers: ['Contact Name', 'First Name', 'Phone'],
      mapping: [['Contact Name', { kind: 'businessName' }]],
      means: ['businessName', 'firstName', 'phone'],
    },
    {
      what: 'a column that had the key by its header gets another',
      headers: ['Plan', 'Tier', 'Phone'],
      mapping: [['Tier', { kind: 'custom', key: 'plan' }]],
      means: ['{plan_2}', '{plan}', 'phone'],
    },
  ])('$what', ({ headers, mapping, means }) => {
    expect(read(headers, mapping)).toEqual(means);
  });
});

describe('more headings of phones', () => {
  it.each([
    ...['Contact No', 'Contact No.', 'Patient Mobile', 'Client Mobile', 'Work Mobile', 'Personal Mobile'],
    ...[
      'Billing Phone',
      'Default Address Phone',
      'Best Contact Number',
      'WhatsApp Number',
      'WhatsApp',
      'Landline',
    ],
    ...['Person - Phone', 'Person - Phone - Work', 'Phone Numbers', 'Home', 'Office', 'Work', 'Phone/Mobile'],
    ...[
      'Customer Mobile Number',
      'Guest Phone',
      'Lead Phone Number',
      'Contact Mobile No',
      'Tel (Home)',
      'Tel (Mobile)',
    ],
    ...[
      'Preferred Contact No',
      'Preferred Phone 1',
      'Home Landline',
      'Member Cell',
      'Mobile (Work)',
      'My Phone',
    ],
  ])('%s', (header) => {
    expect(read([header, 'Name'])).toEqual(['phone', 'name']);
  });

  it.each([
    ...[
      'Fax',
      'Assistant Phone',
      'Emergency Contact Phone',
      'Parent Mobile',
      'Shipping Phone',
      'Partner Mobile',
    ],
    ...[
      'Company Main Phone',
      'Home Address',
      'Office Location',
      'Mobile Provider',
      'Business Number',
      'Member Number',
    ],
  ])('but not %s, which is somebody else’s or none', (header) => {
    expect(read([header, 'Phone'])).toEqual([`{${snakeCase(header)}}`, 'phone']);
  });
});

describe('a column Number is the phone only where no other heading sounds like one', () => {
  it.each([
    ...[
      'Billing Phone',
      'Mobile',
      'Assistant Phone',
      'Emergency Tel',
      'Spouse Cell',
      'Phone Type',
      'phone_verified',
    ],
    ...['Téléphone', 'Telefon privat', 'PartnerMobile', 'Home', 'Contact No'],
  ])('beside %s it is not', (header) => {
    for (const headers of [
      ['Number', 'Name', header],
      [header, 'Name', 'Number'],
    ]) {
      expect(read(headers)[headers.indexOf('Number')]).toBe('{number}');
    }
  });

  it.each(['Hotel', 'Cancelled', 'Notes', 'Street', 'Telstra', 'Member No'])('beside %s it is', (header) => {
    expect(read(['Number', header])[0]).toBe('phone');
  });

  it('it is where the operator says so, or leaves the other column out', () => {
    expect(read(['Number', 'Phone Type'], [['Phone Type', { kind: 'ignored' }]])).toEqual([
      'phone',
      'ignored',
    ]);
    expect(read(['Number', 'Phone Type'], [['Number', { kind: 'phone' }]])[0]).toBe('phone');
  });
});

describe('the phone column that is tried first', () => {
  it.each([
    { headers: ['Phone', 'Mobile'], first: 'Mobile' },
    { headers: ['Telephone', 'Cell', 'Phone'], first: 'Cell' },
    { headers: ['Number', 'Phone'], first: 'Phone' },
    { headers: ['Default Address Phone', 'Phone'], first: 'Phone' },
    { headers: ['WhatsApp Number', 'Landline', 'Work Mobile'], first: 'Work Mobile' },
    { headers: ['Home', 'Office', 'Contact No'], first: 'Contact No' },
    { headers: ['Home Phone', 'Business Phone', 'Primary Phone'], first: 'Primary Phone' },
    { headers: ['Other Phone', 'Home Phone', 'Business Phone'], first: 'Business Phone' },
    { headers: ['Ph (AH)', 'Tel No', 'Mob.'], first: 'Mob.' },
    { headers: ['Phone 2 - Value', 'Phone 1 - Value'], first: 'Phone 2 - Value' },
  ])('$headers', ({ headers, first }) => {
    const [index] = phoneColumns(readColumns(headers, new Map()));
    expect(index === undefined ? undefined : headers[index]).toBe(first);
  });
});

describe('a custom field keeps its key in an export', () => {
  it('whatever the key is', () => {
    const key = fc.constantFrom(
      ...[
        'phone',
        'mobile',
        'phone_1_label',
        'phone_1_value',
        'labels',
        'do_not_call',
        'number',
        'reject_reason',
      ],
      ...[
        'email_2',
        'home_phone_2',
        'plan_tier',
        'organization_1_name',
        'middle_name',
        'customer',
        'er_name',
      ],
    );
    fc.assert(
      fc.property(fc.uniqueArray(key), (keys) => {
        const headers = ['name', 'phone', 'email', 'tags', 'do_not_call', ...keys.map(customHeader)];
        expect(read(headers).slice(5)).toEqual(keys.map((one) => `{${one}}`));
      }),
    );
  });
});
