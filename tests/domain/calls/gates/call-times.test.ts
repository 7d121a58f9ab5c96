import { describe, expect, it } from 'vitest';
import { chooseCallTimes } from '../../../../src/domain/calls/call-times/choice.ts';
import { callTimes, verdictOfCallTimes } from '../../../../src/domain/calls/gates/call-times.ts';
import { type CallFacts, decide, noFacts } from '../../../../src/domain/calls/gates/gate.ts';
import { noExceptions } from '../../../../src/domain/calls/gates/policy.ts';
import type { Location } from '../../../../src/domain/contacts/location/location.ts';
import { calendarOf } from '../../../support/calendar.ts';
import { noRules } from '../../../support/policy.ts';

const perth: Location = {
  zones: ['Australia/Perth'],
  zonesFrom: ['timezone'],
  country: 'AU',
  regions: ['WA'],
};
const auckland: Location = { ...perth, zones: ['Pacific/Auckland'], country: 'NZ', regions: null };

const calendar = calendarOf({
  holidays: [
    { date: '2026-12-25', country: 'AU', region: null, name: 'Christmas Day' },
    { date: '2026-12-09', country: 'AU', region: null, name: 'Storm', isOwn: true },
    { date: '2026-12-10', country: 'AU', region: 'NSW', name: 'Sydney Day' },
  ],
  coverage: [{ country: 'AU', until: '2028-12-31' }],
  named: [
    { name: 'reminders', notation: 'Mon-Sun 07:00-22:00; holidays open' },
    { name: 'corrupt', notation: 'Mon-' },
  ],
});

function factsAt(at: string, times: string, more: Partial<CallFacts> = {}): CallFacts {
  return {
    ...noFacts,
    at: new Date(at),
    toNumber: '+61491570006',
    contact: { name: 'Ada', phoneNumber: '+61491570006', doNotCallAt: null },
    location: perth,
    calendar,
    exceptions: noExceptions,
    policy: { ...noRules, callTimes: { choice: chooseCallTimes(times), holds: true } },
    ...more,
  };
}

const waitUntil = (until: string) => ({ kind: 'wait', until: new Date(until), waitsFor: 'call_times' });
const place = { kind: 'place' };
const hours = 'Mon–Fri 9:00 am–8:00 pm, Sat 9:00 am–5:00 pm';

describe('the gate of call times', () => {
  it.each<[string, CallFacts, object]>([
    ['an hour that is allowed', factsAt('2026-12-08T03:00Z', 'au'), place],
    [
      'the night',
      factsAt('2026-12-07T16:30Z', 'au'),
      {
        ...waitUntil('2026-12-08T01:00Z'),
        reason: `it is 12:30 am in Perth (au: ${hours})`,
        facts: { zone: 'Australia/Perth' },
      },
    ],
    [
      'a public holiday',
      factsAt('2026-12-25T03:00Z', 'au'),
      { ...waitUntil('2026-12-26T01:00Z'), reason: `it is Christmas Day in Perth, a holiday (au: ${hours})` },
    ],
    ['a holiday of another state', factsAt('2026-12-10T03:00Z', 'au'), place],
    [
      'a day that the operator closed',
      factsAt('2026-12-09T03:00Z', 'Mon-Fri 09:00-20:00; holidays open'),
      waitUntil('2026-12-10T01:00Z'),
    ],
    ['call times by name', factsAt('2026-12-07T23:30Z', 'reminders'), place],
    [
      'call times by name, too early',
      factsAt('2026-12-07T22:30Z', 'reminders'),
      waitUntil('2026-12-07T23:00Z'),
    ],
    [
      'a name that there is not',
      factsAt('2026-12-08T03:00Z', 'nights'),
      {
        kind: 'undecided',
        waitsFor: 'operator',
        reason: expect.stringContaining('no call times named "nights"'),
      },
    ],
    ['a name whose hours cannot be read', factsAt('2026-12-08T03:00Z', 'corrupt'), { kind: 'undecided' }],
    [
      'a zone that cannot be read',
      factsAt('2026-12-08T03:00Z', 'au', { location: { ...perth, zones: ['Mars/Base'] } }),
      { kind: 'undecided' },
    ],
    [
      'no zone at all',
      factsAt('2026-12-08T03:00Z', 'au', { location: { ...perth, zones: [] } }),
      { kind: 'undecided' },
    ],
    [
      'a country whose holidays are not known',
      factsAt('2026-12-08T01:00Z', 'au', { location: auckland }),
      {
        ...waitUntil('2026-12-08T01:01Z'),
        reason: 'the public holidays of NZ are not known yet',
        facts: { country: 'NZ' },
      },
    ],
    [
      'such a country, where holidays do not matter',
      factsAt('2026-12-08T01:00Z', 'reminders', { location: auckland }),
      place,
    ],
    [
      'a date beyond the known holidays',
      factsAt('2029-01-01T03:00Z', 'au'),
      { kind: 'wait', facts: { country: 'AU' } },
    ],
    [
      'zones that are never open together',
      factsAt('2026-12-08T03:00Z', 'Mon-Sun 09:00-10:00; holidays open', {
        location: { ...perth, zones: ['Australia/Perth', 'Europe/London'] },
      }),
      {
        kind: 'refuse',
        code: 'never_allowed',
        reason: 'no time within 400 days is allowed in Perth, London (call times: 9:00 am–10:00 am)',
      },
    ],
    [
      'a reason to call outside them',
      factsAt('2026-12-07T16:30Z', 'au', { exceptions: { ...noExceptions, outsideHours: 'asked for it' } }),
      place,
    ],
    [
      'call times chosen for this call',
      factsAt('2026-12-07T23:30Z', 'au', { exceptions: { ...noExceptions, callTimes: 'reminders' } }),
      place,
    ],
    [
      'call times chosen for this call, where there are no others',
      factsAt('2026-12-07T16:30Z', 'au', {
        exceptions: { ...noExceptions, callTimes: 'Mon-Fri 10:00-12:00' },
        policy: noRules,
      }),
      waitUntil('2026-12-08T02:00Z'),
    ],
    ['no call times', factsAt('2026-12-07T16:30Z', 'au', { policy: noRules }), place],
    [
      "the country's, which the operator did not set",
      factsAt('2026-12-07T16:30Z', 'au', {
        policy: { ...noRules, callTimes: { choice: chooseCallTimes('au'), holds: false } },
      }),
      place,
    ],
  ])('%s', (_, facts, expected) => {
    expect(decide([callTimes], facts)).toMatchObject(expected);
  });

  it("says what the country's call times would say, for the operator to be asked", () => {
    const policy = { ...noRules, callTimes: { choice: chooseCallTimes('au'), holds: false } };
    const facts = factsAt('2026-12-07T16:30Z', 'au', { policy });
    expect(verdictOfCallTimes(facts)).toMatchObject(waitUntil('2026-12-08T01:00Z'));
  });

  it.each([
    [
      'au',
      perth,
      'Mon–Fri 9:00 am–8:00 pm, Sat 9:00 am–5:00 pm, not on public holidays',
      /Industry Standard 2017/,
    ],
    ['us', { ...perth, country: 'US', regions: ['FL'] }, '8:00 am–8:00 pm', /^47 CFR 64\.1200\(c\)/],
    [
      'Mon 09:00-12:00; holidays 10:00-11:00',
      perth,
      'Mon 9:00 am–12:00 pm, only 10:00 am–11:00 am on public holidays',
      /^your call times$/,
    ],
  ])('names the rule of %s and its source', (times, location, text, source) => {
    const rule = callTimes.rule(factsAt('2026-12-08T03:00Z', times, { location }));
    expect(rule.text).toContain(`calls only ${text}`);
    expect(rule.source).toMatch(source);
  });
});
