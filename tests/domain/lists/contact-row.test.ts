import { describe, expect, it } from 'vitest';
import type { ContactDraft } from '../../../src/domain/contacts/contact.ts';
import type { ColumnMeaning } from '../../../src/domain/lists/column-meanings.ts';
import { readColumns } from '../../../src/domain/lists/contact-columns.ts';
import { readContactRow } from '../../../src/domain/lists/contact-row.ts';
import { describeRefusal } from '../../../src/domain/lists/refusal.ts';

const mobile = '0491 570 006';
const mobileE164 = '+61491570006';
const landline = '02 5550 1234';
const landlineE164 = '+61255501234';

/** Reads a row from its cells by header. */
function read(row: Record<string, string>, mapping: [string, ColumnMeaning][] = []) {
  return readContactRow(Object.values(row), readColumns(Object.keys(row), new Map(mapping)), 'AU');
}

function draft(row: Record<string, string>, mapping?: [string, ColumnMeaning][]): ContactDraft {
  const reading = read(row, mapping);
  if (!reading.ok) throw new Error(describeRefusal(reading));
  return reading.draft;
}

interface Case {
  what: string;
  row: Record<string, string>;
  is: Partial<ContactDraft>;
}

const phones: Case[] = [
  {
    what: 'the mobile, and the other number stays within reach',
    row: { Phone: landline, Mobile: mobile },
    is: { phoneNumber: mobileE164, customFields: { phone: landline } },
  },
  {
    what: 'the first that is valid, where the mobile is not',
    row: { Mobile: '6.15E+10', 'Home Phone': landline, Fax: '02 5550 9999' },
    is: { phoneNumber: landlineE164, customFields: { mobile: '6.15E+10', fax: '02 5550 9999' } },
  },
  {
    what: 'a number that stands twice is no news',
    row: { Mobile: mobile, Phone: '+61 491 570 006', 'Other Phone': '491570006' },
    is: { phoneNumber: mobileE164, customFields: {} },
  },
  ...[
    { 'Phone 1': landline, 'Phone 2': mobile },
    { Phone: landline, 'Home Phone': mobile },
    { 'Work Phone': mobile, 'Phone 2': landline, Phone: '' },
    { Mobile: landline, Phone: mobile },
    { 'Business Phone': landline, 'Other Phone': mobile },
    { Phone: `${landline} / ${mobile}` },
    { Phone: `${landline};${mobile}`, 'Home Phone': '0491 570 157' },
    { 'Home Phone': landline, 'Office Phone': '02 5550 5678', WhatsApp: '+61 491 570 006' },
  ].map((row) => ({
    what: `the mobile by its own kind: ${JSON.stringify(row)}`,
    row: { ...row },
    is: { phoneNumber: mobileE164 },
  })),
  ...['p:+61491570006', 'p: 0491570006', 'P:0491 570 006', 'tel:+61491570006'].map((Phone) => ({
    what: `what Facebook and links write before it is left out: ${Phone}`,
    row: { phone_number: Phone },
    is: { phoneNumber: mobileE164, customFields: {} },
  })),
  {
    what: 'MYOB’s first address before its others',
    row: {
      'Co./Last Name': 'Ash',
      'Addr 2 - Phone # 1': '0491 570 157',
      'Addr 1 - Phone # 2': mobile,
      'Addr 1 - Fax #': landline,
    },
    is: { name: 'Ash', phoneNumber: mobileE164 },
  },
  {
    what: 'the mobile column, where a number does not tell',
    row: { Phone: '+1 212 555 2368', Mobile: '+1 415 555 2671' },
    is: { phoneNumber: '+14155552671' },
  },
  {
    what: 'a number that does not tell, rather than a landline',
    row: { Phone: landline, Home: '+1 415 555 2671' },
    is: { phoneNumber: '+14155552671' },
  },
  {
    what: 'the first of several in a cell, which is kept',
    row: { Phone: `${mobile} / ${landline}` },
    is: { phoneNumber: mobileE164, customFields: { phone: `${mobile} / ${landline}` } },
  },
  {
    what: 'the second of several, where the first is wrong',
    row: { Phone: `0491 570 00 ::: ${landline}` },
    is: { phoneNumber: landlineE164 },
  },
  {
    what: 'what Google calls mobile in this row',
    row: {
      'Phone 1 - Label': 'Work',
      'Phone 1 - Value': landline,
      'Phone 2 - Label': '* Mobile',
      'Phone 2 - Value': mobile,
    },
    is: { phoneNumber: mobileE164, customFields: { phone_1_value: landline } },
  },
  {
    what: 'a phone that Google does not label as a fax',
    row: {
      'Phone 1 - Type': 'Work Fax',
      'Phone 1 - Value': '02 5550 9999',
      'Phone 2 - Type': 'Home',
      'Phone 2 - Value': landline,
    },
    is: { phoneNumber: landlineE164, customFields: { phone_1_value: '02 5550 9999' } },
  },
  {
    what: 'the phone column, not one that counts or describes phones',
    row: { 'Phone verified': '0491 570 157', 'Phone Type': 'Mobile', Phone: mobile, Number: '0491 570 158' },
    is: {
      phoneNumber: mobileE164,
      customFields: { phone_verified: '0491 570 157', phone_type: 'Mobile', number: '0491 570 158' },
    },
  },
];

const others: Case[] = [
  {
    what: 'first, middle and last name are one name',
    row: { Phone: mobile, 'Last Name': 'Lovelace', 'First Name': 'Ada', 'Middle Name': 'King' },
    is: { name: 'Ada King Lovelace', customFields: {} },
  },
  {
    what: 'parts of a name beside a full name are custom fields',
    row: { Phone: mobile, 'First Name': 'Ada', Name: 'Ada, Countess' },
    is: { name: 'Ada, Countess', customFields: { first_name: 'Ada' } },
  },
  {
    what: 'parts of a name are the name if the full name is empty',
    row: { Phone: mobile, Name: '', 'First Name': 'Ada' },
    is: { name: 'Ada', customFields: {} },
  },
  {
    what: 'Xero bills a business through a person',
    row: {
      '*ContactName': 'Engines Ltd',
      FirstName: 'Ada',
      LastName: 'Lovelace',
      POAddressLine1: '',
      PhoneNumber: mobile,
    },
    is: { name: 'Ada Lovelace', businessName: 'Engines Ltd' },
  },
  {
    what: 'or a person',
    row: {
      '*ContactName': 'Ada Lovelace',
      FirstName: '',
      LastName: '',
      POAddressLine1: '',
      PhoneNumber: mobile,
    },
    is: { name: 'Ada Lovelace' },
  },
  {
    what: 'the second e-mail address if the first is empty, and the third in a custom field',
    row: {
      Phone: mobile,
      'E-mail Address': '',
      'E-mail 2 Address': 'a@x.com',
      'E-mail 3 Address': 'b@x.com',
    },
    is: { email: 'a@x.com', customFields: { e_mail_3_address: 'b@x.com' } },
  },
  {
    what: 'the company from the column that is filled',
    row: { Phone: mobile, 'Company name': '', 'Associated Company': 'Acme' },
    is: { businessName: 'Acme', customFields: {} },
  },
  {
    what: 'tags of every column, each once',
    row: { Phone: mobile, Labels: '* myContacts ::: VIP', Categories: 'vip;Winter' },
    is: { tags: ['VIP', 'Winter'] },
  },
  {
    what: 'a do-not-call mark in any of its columns',
    row: { Phone: mobile, DNC: '', 'Do Not Call': '0', 'Opt out of calls': 'Yes' },
    is: { doNotCall: true },
  },
];

describe('the phone number of a row', () => {
  it.each(phones)('$what', ({ row, is }) => expect(draft(row)).toMatchObject(is));

  it('nothing else is in custom fields', () => {
    for (const { row, is } of phones.filter((one) => one.is.customFields)) {
      expect(draft(row).customFields).toEqual(is.customFields);
    }
  });
});

describe('a column that --map names as the phone', () => {
  const map: [string, ColumnMeaning][] = [['Fernruf', { kind: 'phone' }]];
  it.each<[Record<string, string>, string]>([
    [{ Fernruf: landline, Mobile: mobile }, landlineE164],
    [{ Mobile: mobile, Fernruf: landline }, landlineE164],
    [{ Mobile: mobile, Fernruf: '' }, mobileE164],
    [{ Mobile: mobile, Fernruf: 'ask' }, mobileE164],
    [{ Phone: landline, Mobile: mobile, Fernruf: '' }, mobileE164],
    [{ Mobile: mobile, Fernruf: `${landline} / 0491 570 157` }, '+61491570157'],
  ])('comes first, and others after it: %j', (row, number) => {
    expect(draft(row, map).phoneNumber).toBe(number);
  });
});

describe('a row without a number in a phone column', () => {
  it.each<[Record<string, string>, RegExp]>([
    [{ Phone: '' }, /^there is no phone number$/],
    [{ Phone: '', 'Emergency Tel': mobile }, /there is one in Emergency Tel$/],
    [{ Phone: '', Ref: '0491570157', 'Best Tel Today': mobile }, /there is one in Best Tel Today$/],
    [{ Phone: '', Ref: mobile }, /there is one in Ref$/],
    [{ Phone: '', Fax: landline, Postcode: '2000', Plan: 'gold' }, /^there is no phone number$/],
  ])('says where one stands: %j', (row, says) => {
    expect(read(row)).toMatchObject({ ok: false, reason: expect.stringMatching(says) });
  });
});

describe('the name beside a client', () => {
  const person = { 'First Name': 'Ann', 'Last Name': 'Ash' };
  it.each<[Record<string, string>, Partial<ContactDraft>]>([
    [
      { Client: '10023', ...person },
      { name: 'Ann Ash', customFields: { client: '10023' } },
    ],
    [
      { ...person, Customer: '10-023' },
      { name: 'Ann Ash', customFields: { customer: '10-023' } },
    ],
    [
      { Client: 'Acme Pty Ltd', ...person },
      { name: 'Ann Ash', businessName: 'Acme Pty Ltd' },
    ],
    [
      { Contact: 'Acme', ...person, Company: 'Acme Group' },
      { name: 'Ann Ash', businessName: 'Acme Group', customFields: { contact: 'Acme' } },
    ],
    [
      { Client: 'Ann Ash', ...person },
      { name: 'Ann Ash', customFields: {} },
    ],
    [{ Client: 'Acme Pty Ltd', 'First Name': '', 'Last Name': '' }, { name: 'Acme Pty Ltd' }],
    [{ Client: 'Ann Ash' }, { name: 'Ann Ash' }],
    [{ Client: '10023' }, { customFields: { client: '10023' } }],
    [
      { Name: '10023', ...person },
      { name: 'Ann Ash', customFields: { name: '10023' } },
    ],
    [{ 'Client Name': '#10023', ...person }, { name: 'Ann Ash' }],
    [
      { Name: 'Bo', Client: 'Acme', ...person },
      { name: 'Bo', businessName: 'Acme' },
    ],
  ])('%j', (row, is) => {
    const read = draft({ ...row, Phone: mobile });
    expect(read).toMatchObject(is);
    expect(read.name).toBe(is.name);
  });

  it('in an export of our own may be a number', () => {
    const own = 'name,phone,email,business_name,business_website,timezone,tags,do_not_call'.split(',');
    const columns = readColumns(own, new Map());
    const row = readContactRow(['10023', mobile, '', '', '', '', '', ''], columns, 'AU');
    expect(row).toMatchObject({ ok: true, draft: { name: '10023' } });
  });
});

describe('a number that ends in seven or more zeros', () => {
  it.each(['61400000000', '400000000', '61410000000', '64210000000', '61400000000.0', ' 61400000000 '])(
    '%j has lost its digits in a spreadsheet',
    (phone) => {
      expect(read({ Phone: phone })).toMatchObject({
        ...{ ok: false, column: 'Phone', reason: expect.stringMatching(/^its last digits are zeros/) },
      });
    },
  );

  it.each([
    ['0400 000 000', '+61400000000'],
    ['0400000000', '+61400000000'],
    ['+61400000000', '+61400000000'],
    ['61 400 000 000', '+61400000000'],
    ['61410000001', '+61410000001'],
    ['61414000000', '+61414000000'],
  ])('but %j was written as text, or has fewer zeros', (phone, number) => {
    expect(draft({ Phone: phone }).phoneNumber).toBe(number);
  });

  it('and another number of the row is called instead', () => {
    expect(draft({ Mobile: '61400000000', Phone: landline })).toMatchObject({
      ...{ phoneNumber: landlineE164, customFields: { mobile: '61400000000' } },
    });
  });

  it('but a mark on it counts, for the number may be right', () => {
    expect(read({ Phone: '61400000000', DNC: 'yes' })).toMatchObject({ ok: false, marked: ['+61400000000'] });
  });
});

describe('other values of a row', () => {
  it.each(others)('$what', ({ row, is }) => {
    const read = draft(row);
    expect(read).toMatchObject(is);
    if (is.customFields) expect(read.customFields).toEqual(is.customFields);
  });

  it('a row without a do-not-call mark says nothing: a list cannot clear one', () => {
    expect(draft({ Phone: mobile, 'Do Not Call': 'no' })).not.toHaveProperty('doNotCall');
  });
});

describe('a word for nothing', () => {
  it.each(['NULL', 'null', '\\N', 'N/A', 'n/a', '#N/A', 'NaN', 'nan', 'None', '-', ' - '])(
    '“%s” is no name, e-mail or business where it is the whole cell',
    (text) => {
      const read = draft({
        Phone: mobile,
        Name: text,
        Email: text,
        Company: text,
        Website: text,
        Plan: text,
      });
      expect(read).toEqual({
        phoneNumber: mobileE164,
        customFields: { plan: text.trim() },
        emptied: expect.objectContaining({ fields: ['name', 'email', 'businessName', 'businessWebsite'] }),
      });
    },
  );

  it.each<[Record<string, string>, Partial<ContactDraft>]>([
    [{ Name: 'Nan Null' }, { name: 'Nan Null' }],
    [{ 'First Name': 'Nan', 'Last Name': 'Goldin' }, { name: 'Nan Goldin' }],
    [{ 'First Name': 'Christopher', 'Last Name': 'Null' }, { name: 'Christopher Null' }],
    [{ 'First Name': 'NULL', 'Last Name': 'Ash' }, { name: 'Ash' }],
    [{ 'First Name': 'Ann', 'Last Name': 'nan' }, { name: 'Ann' }],
    [{ Name: 'NULL', 'First Name': 'Ann', 'Last Name': 'Ash' }, { name: 'Ann Ash' }],
    [{ Company: '-', 'Associated Company': 'Acme' }, { businessName: 'Acme' }],
    [{ Company: 'N/A Ltd' }, { businessName: 'N/A Ltd' }],
    [
      { Name: 'None', Tags: 'none', State: 'N/A' },
      { tags: ['none'], customFields: { state: 'N/A' } },
    ],
  ])('in %j', (row, is) => expect(draft({ Phone: mobile, ...row })).toMatchObject(is));

  it('is a name in an export of our own', () => {
    const own = 'name,phone,email,business_name,business_website,timezone,tags,do_not_call'.split(',');
    const row = Object.fromEntries(own.map((header) => [header, '']));
    expect(draft({ ...row, name: 'None', phone: mobile, business_name: 'N/A' })).toMatchObject({
      name: 'None',
      businessName: 'N/A',
    });
  });
});

describe('the empty cells of a row', () => {
  it.each<{ what: string; row: Record<string, string>; emptied: ContactDraft['emptied'] }>([
    {
      what: 'known and custom fields, and other phones',
      row: { Mobile: mobile, Phone: '', Email: '', Plan: ' ', Note: 'x' },
      emptied: { fields: ['email'], customKeys: ['phone', 'email', 'plan'] },
    },
    {
      what: 'no name that has a part',
      row: { Phone: mobile, 'First Name': 'Ada', 'Last Name': '' },
      emptied: undefined,
    },
    {
      what: 'a name without any part',
      row: { Phone: mobile, 'First Name': '', 'Last Name': '' },
      emptied: { fields: ['name'], customKeys: [] },
    },
    {
      what: 'no field that another column fills',
      row: { Phone: mobile, Company: '', Business: 'Acme' },
      emptied: { fields: [], customKeys: ['company'] },
    },
    { what: 'nothing, where nothing is empty', row: { Phone: mobile, Name: 'Ada' }, emptied: undefined },
  ])('$what', ({ row, emptied }) => {
    expect(draft(row).emptied).toEqual(emptied);
  });

  it('cells missing from a short row are empty too', () => {
    const columns = readColumns(['Phone', 'Email'], new Map());
    expect(readContactRow([mobile], columns, 'AU')).toMatchObject({
      draft: { emptied: { fields: ['email'] } },
    });
  });
});

describe('a refused row says why, and where', () => {
  it.each<{ row: Record<string, string>; column: string | null; value: string | null; says: RegExp }>([
    {
      row: { Phone: '0412', Mobile: '6.14E+10' },
      column: 'Mobile',
      value: '6.14E+10',
      says: /^Mobile "6\.14E\+10": a spreadsheet has/,
    },
    { row: { Phone: '', Mobile: ' ' }, column: null, value: null, says: /^there is no phone number$/ },
    {
      row: { Phone: '0412 345 / 0398 765' },
      column: 'Phone',
      value: '0412 345 / 0398 765',
      says: /none|not a number/,
    },
    { row: { Phone: '000' }, column: 'Phone', value: '000', says: /emergency number/ },
    {
      row: { Phone: mobile, 'Do Not Call': 'ask Jo' },
      column: 'Do Not Call',
      value: 'ask Jo',
      says: /^Do Not Call "ask Jo": neither yes nor no/,
    },
    {
      row: { Phone: mobile, Tags: `vip;${'x'.repeat(51)}` },
      column: 'Tags',
      value: `vip;${'x'.repeat(51)}`,
      says: /: a tag has at most 50 characters$/,
    },
    {
      row: { Phone: mobile, TZ: 'Mars' },
      column: 'TZ',
      value: 'Mars',
      says: /^TZ "Mars": not an IANA time zone/,
    },
  ])('$row', ({ row, column, value, says }) => {
    const reading = read(row);
    if (reading.ok) throw new Error('The row was read.');
    expect(reading).toMatchObject({ column, value });
    expect(describeRefusal(reading)).toMatch(says);
  });

  it('a row with too many cells is refused as a whole', () => {
    const columns = readColumns(['Phone'], new Map());
    expect(readContactRow([mobile, 'Sydney'], columns, 'AU')).toMatchObject({
      ...{ ok: false, column: null, value: null },
      reason: expect.stringMatching(/2 cells and the header 1/),
    });
  });
});

describe('a row of millions of characters', () => {
  const notes = (characters: number) => ({
    Phone: mobile,
    'Do Not Call': 'yes',
    Notes: 'x'.repeat(characters),
  });

  it('is rejected only if an export could not be read again, and its mark counts', () => {
    expect(read(notes(3_999_900))).toMatchObject({ ok: true });
    expect(read(notes(4_000_000))).toMatchObject({
      ok: false,
      reason: 'the row has more than 4 million characters',
      marked: [mobileE164],
    });
  });
});
