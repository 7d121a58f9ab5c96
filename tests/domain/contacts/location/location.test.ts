import { describe, expect, it } from 'vitest';
import { locationOf } from '../../../../src/domain/contacts/location/location.ts';
import { readColumns } from '../../../../src/domain/lists/contact-columns.ts';

const sydneyMobile = '+61412345678';
const anywhereInAustralia = [
  ...['Adelaide', 'Brisbane', 'Broken_Hill', 'Darwin', 'Eucla', 'Hobart', 'Lindeman'],
  ...['Lord_Howe', 'Melbourne', 'Perth', 'Sydney'],
].map((city) => `Australia/${city}`);

/** The zones of a contact, without the part that they share, and what they were found from. */
function found(
  phoneNumber: string,
  customFields: Record<string, string> = {},
  { timezone = null, assumed }: { timezone?: string | null; assumed?: string } = {},
) {
  const { zones, zonesFrom, regions } = locationOf({ phoneNumber, timezone, customFields }, assumed);
  return `${zones.map((zone) => zone.replace(/^(?:Australia|America)\//, '')).join(' ')} | ${zonesFrom.join(' ')} | ${
    regions?.join(' ') ?? '?'
  }`;
}

describe('where a contact may be', () => {
  it('is in its own time zone alone, whatever else is known', () => {
    expect(found('+61298765432', { state: 'WA' }, { timezone: 'Australia/Perth' })).toBe(
      'Perth | timezone | WA',
    );
    expect(found('+61298765432', {}, { timezone: 'Australia/Sydney' })).toBe('Sydney | timezone | ACT NSW');
    expect(found(sydneyMobile, {}, { timezone: 'Australia/Sydney' })).toBe('Sydney | timezone | ACT NSW');
    expect(found(sydneyMobile, {}, { timezone: 'Australia/Canberra' })).toBe('Canberra | timezone | ACT NSW');
    expect(found(sydneyMobile, {}, { timezone: 'Europe/London' })).toBe('Europe/London | timezone | ?');
    // Someone with a number of Florida on the west coast is not under Florida's rules.
    expect(found('+13055550123', {}, { timezone: 'America/Los_Angeles' })).toBe(
      'Los_Angeles | timezone | CA ID NV OR WA',
    );
    expect(found('+13175550123', {}, { timezone: 'America/Indiana/Indianapolis' })).toBe(
      'Indiana/Indianapolis | timezone | IN',
    );
  });

  it('is undecided if its own time zone is none', () => {
    for (const timezone of ['Mars/Olympus', 'AEST', '', 'Australia/Sydney ']) {
      expect(() => locationOf({ phoneNumber: sydneyMobile, timezone, customFields: {} })).toThrow(
        expect.objectContaining({ code: 'unreadable_timezone' }),
      );
    }
  });

  it.each([
    ['NSW', 'Broken_Hill Sydney'],
    ['n.s.w.', 'Broken_Hill Sydney'],
    ['New South Wales', 'Broken_Hill Sydney'],
    ['NEW SOUTH WALES', 'Broken_Hill Sydney'],
    ['AU-NSW', 'Broken_Hill Sydney'],
    ['NSW, Australia', 'Broken_Hill Sydney'],
    ['Qld.', 'Brisbane Lindeman'],
    ['SA', 'Adelaide'],
    ['south australia', 'Adelaide'],
    ['WA', 'Eucla Perth'],
    ['Western Australia', 'Eucla Perth'],
    ['Tas', 'Hobart'],
    ['ACT', 'Sydney'],
    ['A.C.T', 'Sydney'],
    ['Northern Territory', 'Darwin'],
    ['Vic', 'Melbourne'],
  ])('is in the Australian state %s', (state, zones) => {
    expect(found(sydneyMobile, { state })).toContain(`${zones} | state | `);
  });

  it.each([
    ['0800', 'Darwin', 'NT'],
    ['800', 'Darwin', 'NT'],
    ['0872', 'Adelaide Darwin Perth', 'NT SA WA'],
    ['2000', 'Sydney', 'NSW'],
    ['2599', 'Sydney', 'NSW'],
    ['2600', 'Sydney', 'ACT'],
    ['2618', 'Sydney', 'ACT'],
    ['2619', 'Sydney', 'NSW'],
    ['2880', 'Broken_Hill', 'NSW'],
    ['2898', 'Lord_Howe', 'NSW'],
    ['2920', 'Sydney', 'ACT'],
    ['2921', 'Sydney', 'NSW'],
    ['3000', 'Melbourne', 'VIC'],
    ['4000', 'Brisbane Lindeman', 'QLD'],
    ['5000', 'Adelaide', 'SA'],
    ['6000', 'Perth', 'WA'],
    ['6443', 'Eucla Perth', 'WA'],
    ['7000', 'Hobart', 'TAS'],
    ['1235', 'Sydney', 'NSW'],
  ])('is at the Australian postcode %s', (postcode, zones, states) => {
    expect(found(sydneyMobile, { postcode })).toBe(`${zones} | postcode | ${states}`);
  });

  it('is on islands with postcodes and clocks of their own, which no mobile is taken to be on', () => {
    expect(found(sydneyMobile, { postcode: '6798' })).toContain('Indian/Christmas');
    expect(found(sydneyMobile, { postcode: '2899' })).toContain('Pacific/Norfolk');
  });

  it.each([
    ['FL', 'Chicago New_York', 'FL'],
    ['Florida', 'Chicago New_York', 'FL'],
    ['fla', '', ''],
    ['US-AZ', 'Denver Phoenix', 'AZ'],
    ['N.Y.', 'New_York', 'NY'],
    ['Washington', 'Los_Angeles', 'WA'],
    ['WA', 'Los_Angeles', 'WA'],
    ['Washington, D.C.', 'New_York', 'DC'],
    ['West Virginia', 'New_York', 'WV'],
    ['Hawaii', 'Pacific/Honolulu', 'HI'],
  ])('is in the state %s of the USA', (state, zones, code) => {
    const tollFree = found('+18005550123', { state });
    if (zones === '') expect(tollFree).toContain('| number |');
    else expect(tollFree).toBe(`${zones} | state | ${code}`);
  });

  it.each([
    ['90210', 'Los_Angeles', 'CA'],
    ['02134', 'New_York', 'MA'],
    ['2134', 'New_York', 'MA'],
    ['83401-1234', 'Denver Los_Angeles', 'ID'],
    ['79901', 'Chicago Denver', 'TX'],
    ['88510', 'Chicago Denver', 'TX'],
    ['96801', 'Pacific/Honolulu', 'HI'],
    ['00901', 'Puerto_Rico', 'PR'],
    ['20001', 'New_York', 'DC'],
    ['20101', 'New_York', 'VA'],
    ['99501', 'Adak Anchorage', 'AK'],
  ])('is at the ZIP code %s', (zip, zones, state) => {
    expect(found('+18005550123', { zip })).toBe(`${zones} | postcode | ${state}`);
  });

  it('says nothing of states, postcodes and ZIP codes that it does not know', () => {
    for (const customFields of [
      { state: 'open' },
      { postcode: '0000' },
      { postcode: '90210' },
      { state: 'CA' },
      { state: 'Otago', postcode: '9016' },
      { state: '' },
    ] as Record<string, string>[]) {
      const phoneNumber = 'Otago' === customFields['state'] ? '+64211234567' : sydneyMobile;
      expect(found(phoneNumber, customFields)).toContain('| number |');
    }
    // An address of the armed forces can be anywhere.
    expect(found('+12025550123', { zip: '09012', state: 'AE' })).toBe('New_York | number | DC');
  });

  it('reads codes as those of the country of the address, or else of the number', () => {
    expect(found(sydneyMobile, { state: 'WA', country: 'USA' })).toContain('Los_Angeles');
    expect(found('+13055550123', { state: 'WA', country: 'Australia' })).toBe(
      'New_York Eucla Perth | state number | FL',
    );
    expect(found(sydneyMobile, { state: 'WA', country: 'New Zealand' })).toContain('| number |');
    expect(found(sydneyMobile, { state: 'Texas' })).toContain('Chicago Denver');
  });

  it('combines state and postcode', () => {
    expect(found(sydneyMobile, { state: 'NSW', postcode: '2880' })).toBe(
      'Broken_Hill | state postcode | NSW',
    );
    expect(found(sydneyMobile, { state: 'WA', postcode: '6000' })).toBe('Perth | state postcode | WA');
    // They disagree, so both count: Tweed Heads and its neighbour.
    expect(found(sydneyMobile, { state: 'QLD', postcode: '2485' })).toBe(
      'Brisbane Lindeman Sydney | state postcode | NSW QLD',
    );
  });

  it('counts each of several addresses', () => {
    expect(found(sydneyMobile, { mailing_state: 'WA', billing_state: 'SA' })).toBe(
      'Adelaide Eucla Perth | state | SA WA',
    );
  });

  it('combines the address with the number', () => {
    expect(found('+61298765432', { state: 'NSW' })).toBe('Sydney | state number | NSW');
    expect(found('+61880876543', { state: 'NSW' })).toBe('Broken_Hill | state number | NSW');
    // Moved west, and kept the number.
    expect(found('+61298765432', { state: 'WA' })).toBe(
      'Eucla Lord_Howe Perth Sydney | state number | ACT NSW VIC WA',
    );
    expect(found('+13055550123', { state: 'FL' })).toBe('New_York | state number | FL');
    expect(found('+13055550123', { state: 'NY' })).toBe('New_York | state | FL NY');
  });

  it('does not take two states for one because they share a zone', () => {
    // Someone of Idaho in Texas may be in Dallas; someone of Miami in Tennessee may be in Nashville.
    expect(found('+12085550123', { state: 'TX' })).toBe('Chicago Denver Los_Angeles | state number | ID TX');
    expect(found('+13055550123', { state: 'TN' })).toBe('Chicago New_York | state | FL TN');
  });

  it('may be anywhere in Australia with a mobile, 13 or 18 number', () => {
    for (const phoneNumber of [sydneyMobile, '+611300123456', '+61131234', '+611800123456', '+61512345678']) {
      const { zones, zonesFrom, regions } = locationOf({ phoneNumber, timezone: null, customFields: {} });
      expect({ zones, zonesFrom, regions }).toEqual({
        zones: anywhereInAustralia,
        zonesFrom: ['number'],
        regions: null,
      });
    }
  });

  it('gives the same array for the same zones', () => {
    const [a, b] = ['WA', 'Western Australia'].map(
      (state) => locationOf({ phoneNumber: sydneyMobile, timezone: null, customFields: { state } }).zones,
    );
    expect(a).toBe(b);
  });
});

describe('the columns of a list', () => {
  /** Where a contact is whose list has this column. */
  const withColumn = (header: string, cell: string) => {
    const [, column] = readColumns(['Mobile', header], new Map());
    const key = column?.meaning.kind === 'custom' ? column.meaning.key : header;
    return found(sydneyMobile, { [key]: cell });
  };

  it.each([
    ...[
      'State',
      'state',
      'STATE',
      'State/Province',
      'Province',
      'Mailing State',
      'Billing State',
      'Home State',
    ],
    ...['State/Region', 'Mailing State/Province', 'MailingState', 'Other State', 'Business State', 'Region'],
    ...[
      'Address 1 - Region',
      'PORegion',
      'SARegion',
      'State/Territory',
      'Postal State',
      'Shipping State Code',
    ],
  ])('%s says the state', (header) => {
    expect(withColumn(header, 'WA')).toBe('Eucla Perth | state | WA');
  });

  it.each([
    ...['Postcode', 'Post Code', 'Postal Code', 'ZIP', 'Zip Code', 'zip', 'Zip/Postal Code', 'PostCode'],
    ...['Mailing Zip/Postal Code', 'BillingPostalCode', 'Home Postal Code', 'Address 1 - Postal Code'],
    ...['POPostalCode', 'Business Postal Code', 'Mailing Postcode', 'Billing Zip'],
  ])('%s says the postcode', (header) => {
    expect(withColumn(header, '6000')).toBe('Perth | postcode | WA');
  });

  it.each(['Status', 'Estate', 'Interstate', 'State of mind', 'Zipper', 'Code'])(
    '%s says neither',
    (header) => {
      expect(withColumn(header, 'WA')).toContain('| number |');
      expect(withColumn(header, '6000')).toContain('| number |');
    },
  );
});

describe('the zone that is assumed', () => {
  const assumed = 'Australia/Sydney';

  it('is that of a number that says nothing of its area', () => {
    expect(found(sydneyMobile, {}, { assumed })).toBe('Sydney | assumed | ACT NSW');
    expect(found('+611300123456', {}, { assumed: 'Australia/Perth' })).toBe('Perth | assumed | WA');
    expect(found('+18005550123', {}, { assumed: 'America/Detroit' })).toMatch(
      /^Detroit \| assumed \| CT .*MI.* WV$/,
    );
    expect(found('+79161234567', {}, { assumed: 'Europe/Kirov' })).toBe('Europe/Kirov | assumed | ?');
  });

  it('may go by another name', () => {
    expect(found(sydneyMobile, {}, { assumed: 'Australia/Canberra' })).toBe('Canberra | assumed | ACT NSW');
  });

  it('gives way to anything surer', () => {
    expect(found(sydneyMobile, { state: 'WA' }, { assumed })).toBe('Eucla Perth | state | WA');
    expect(found('+61892345678', {}, { assumed })).toBe('Eucla Perth | number | WA');
    expect(found(sydneyMobile, {}, { assumed, timezone: 'Australia/Perth' })).toBe('Perth | timezone | WA');
    expect(found('+13055550123', {}, { assumed: 'America/Chicago' })).toBe('New_York | number | FL');
  });

  it('says nothing of other countries, not even of those with the same clock', () => {
    expect(found('+64211234567', {}, { assumed })).toBe('Pacific/Auckland Pacific/Chatham | number | ?');
    expect(found(sydneyMobile, {}, { assumed: 'Asia/Singapore' })).toContain('| number |');
  });
});
