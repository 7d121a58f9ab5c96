import { describe, expect, it } from 'vitest';
import { calleeClockAt } from '../../../../src/domain/contacts/location/callee-clock.ts';
import { locationOf } from '../../../../src/domain/contacts/location/location.ts';

const summer = new Date('2026-12-08T00:00:00Z');
const winter = new Date('2026-06-08T00:00:00Z');

interface Case {
  name: string;
  phoneNumber: string;
  timezone?: string;
  at?: Date;
  operator?: string;
  assumed?: string;
  expected: ReturnType<typeof calleeClockAt>;
}

const cases: Case[] = [
  {
    name: 'their own time zone',
    phoneNumber: '+61491570006',
    timezone: 'Australia/Perth',
    expected: { offset: 480, clock: 'callee' },
  },
  {
    name: 'several zones of a number that agree at that time',
    phoneNumber: '+61370101234',
    at: winter,
    operator: 'Europe/London',
    expected: { offset: 600, clock: 'callee' },
  },
  {
    name: 'the zone that the operator assumes of mobiles',
    phoneNumber: '+61491570006',
    assumed: 'Australia/Adelaide',
    expected: { offset: 630, clock: 'assumed' },
  },
  {
    name: "the operator's own clock, if it may be the person's",
    phoneNumber: '+61491570006',
    operator: 'Australia/Sydney',
    expected: { offset: 660, clock: 'operator' },
  },
  {
    name: 'none, if the person may be in several zones, and not in the operator’s',
    phoneNumber: '+61491570006',
    operator: 'Europe/London',
    expected: null,
  },
];

describe("the callee's clock when a call is placed", () => {
  it.each(cases)('is $name', ({ phoneNumber, timezone = null, at = summer, operator, assumed, expected }) => {
    const location = locationOf({ phoneNumber, timezone, customFields: {} }, assumed);
    const operators = { timezone: operator ?? 'Australia/Sydney', assumedTimezone: assumed };
    expect(calleeClockAt(at, location, operators)).toEqual(expected);
  });
});
