import { describe, expect, it } from 'vitest';
import {
  parseVariable,
  reservedVariables,
} from '../../../../src/domain/calls/variables/variable-overrides.ts';
import { dynamicVariables, type VariableSources } from '../../../../src/domain/calls/variables/variables.ts';

const jane: VariableSources['contact'] = {
  name: 'Jane Citizen',
  phoneNumber: '+61412345678',
  email: 'jane@example.com',
  businessName: 'Citizen & Co',
  businessWebsite: 'https://citizen.example',
  timezone: null,
  customFields: { suburb: 'Newtown' },
};

function variables(sources: Partial<VariableSources>): Record<string, string> {
  const defaults = {
    contact: jane,
    overrides: {},
    now: new Date('2026-12-08T03:00:42Z'),
    zone: 'Australia/Sydney',
    locale: 'en-AU',
  };
  return dynamicVariables({ ...defaults, ...sources });
}

describe('dynamicVariables', () => {
  it('describes the contact and the time of the call', () => {
    expect(variables({})).toEqual({
      contact_name: 'Jane Citizen',
      contact_phone: '+61412345678',
      contact_email: 'jane@example.com',
      business_name: 'Citizen & Co',
      business_website: 'https://citizen.example',
      suburb: 'Newtown',
      current_date: '08/12/2026',
      current_time: '2:00 pm',
      current_day: 'Tuesday',
      current_timezone: 'AEDT',
      greeting: 'Good afternoon',
    });
  });

  it.each([
    ['Australia/Perth', '11:00 am', 'Tuesday', 'AWST', 'Good morning'],
    ['Australia/Lord_Howe', '2:00 pm', 'Tuesday', 'LHDT', 'Good afternoon'],
    ['America/New_York', '10:00 pm', 'Monday', 'GMT-5', 'Good evening'],
  ])('uses the local time of a contact in %s', (timezone, time, day, abbreviation, greeting) => {
    expect(variables({ contact: { ...jane, timezone } })).toMatchObject({
      current_time: time,
      current_day: day,
      current_timezone: abbreviation,
      greeting,
    });
  });

  it.each([
    ['2026-12-07T13:00:00Z', '12:00 am', 'Good morning'],
    ['2026-12-08T00:59:59Z', '11:59 am', 'Good morning'],
    ['2026-12-08T01:00:00Z', '12:00 pm', 'Good afternoon'],
    ['2026-12-08T06:59:59Z', '5:59 pm', 'Good afternoon'],
    ['2026-12-08T07:00:00Z', '6:00 pm', 'Good evening'],
    ['2026-12-08T12:59:59Z', '11:59 pm', 'Good evening'],
    ['2026-10-03T15:59:00Z', '1:59 am', 'Good morning'],
    ['2026-10-03T16:00:00Z', '3:00 am', 'Good morning'],
  ])('at %s the time is %s and the greeting is %s', (now, time, greeting) => {
    expect(variables({ now: new Date(now) })).toMatchObject({ current_time: time, greeting });
  });

  it('leaves out what is not known about the contact', () => {
    const contact = { ...jane, email: null, businessName: null, businessWebsite: '' };
    expect(Object.keys(variables({ contact }))).not.toEqual(
      expect.arrayContaining([expect.stringMatching(/email|business/)]),
    );
  });

  it('lets standard variables win over custom fields, and overrides over both', () => {
    const contact = { ...jane, customFields: { contact_name: 'X', greeting: 'Oi', suburb: 'Newtown' } };
    expect(variables({ contact })).toMatchObject({
      contact_name: 'Jane Citizen',
      greeting: 'Good afternoon',
    });
    const overrides = { greeting: "G'day", suburb: 'Glebe', current_time: 'tea time', offer: '' };
    expect(variables({ contact, overrides })).toMatchObject({ contact_name: 'Jane Citizen', ...overrides });
  });

  it('leaves out custom fields with a reserved name', () => {
    const customFields = Object.fromEntries([...reservedVariables].map((name) => [name, 'mine']));
    expect(Object.values(variables({ contact: { ...jane, customFields } }))).not.toContain('mine');
  });
});

describe('parseVariable', () => {
  it.each([
    ['a=b', 'a', 'b'],
    ['offer_code=SPRING', 'offer_code', 'SPRING'],
    ['_x1=', '_x1', ''],
    ['url=https://x.example/?a=1&b=2', 'url', 'https://x.example/?a=1&b=2'],
    ['note= two\nlines ', 'note', ' two\nlines '],
    ['current_time=noon', 'current_time', 'noon'],
  ])('reads %j', (text, key, value) => {
    expect(parseVariable(text)).toEqual([key, value]);
  });

  it.each(['', 'a', '=b', '1a=b', 'a b=c', 'a-b=c', 'é=c', ' a=b', 'a =b'])('refuses %j', (text) => {
    expect(() => parseVariable(text)).toThrow(
      expect.objectContaining({ kind: 'usage', code: 'invalid_variable' }),
    );
  });

  it.each([...reservedVariables])('refuses to set %s', (name) => {
    expect(() => parseVariable(`${name}=x`)).toThrow(
      expect.objectContaining({ kind: 'usage', code: 'reserved_variable' }),
    );
  });
});
