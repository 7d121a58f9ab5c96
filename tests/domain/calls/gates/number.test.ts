import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chooseCallTimes } from '../../../../src/domain/calls/call-times/choice.ts';
import { type CallFacts, noFacts } from '../../../../src/domain/calls/gates/gate.ts';
import { cap, capOf } from '../../../../src/domain/calls/gates/number/cap.ts';
import { wash } from '../../../../src/domain/calls/gates/number/wash.ts';
import { noExceptions } from '../../../../src/domain/calls/gates/policy.ts';
import type { RecentCall } from '../../../../src/domain/calls/outcomes/recent-call.ts';
import { emptyCalendar } from '../../../support/calendar.ts';
import { noRules } from '../../../support/policy.ts';

const hour = 3_600_000;
const at = new Date('2026-12-08T03:00:00Z');
const ago = (hours: number) => new Date(at.getTime() - hours * hour);

const call = (hours: number, changes: Partial<RecentCall> = {}): RecentCall => ({
  id: 1,
  status: 'ended',
  disconnectionReason: 'user_hangup',
  didNotRing: false,
  requestedAt: ago(hours),
  sentAgainAt: null,
  ...changes,
});

const location = (country: string, ...regions: string[]) => ({
  zones: ['America/New_York'],
  zonesFrom: ['number' as const],
  country,
  regions: regions.length > 0 ? regions : null,
});

const facts = (changes: Partial<CallFacts>): CallFacts => ({
  ...noFacts,
  at,
  toNumber: '+13055550100',
  contact: null,
  location: null,
  calendar: emptyCalendar,
  policy: noRules,
  exceptions: noExceptions,
  ...changes,
});
const capped = (maxCallsPerDay: number, recentCalls: RecentCall[], changes: Partial<CallFacts> = {}) =>
  facts({ policy: { ...noRules, maxCallsPerDay }, recentCalls, ...changes });

describe('the cap', () => {
  it.each<[what: string, facts: CallFacts, until: Date | undefined]>([
    ['no cap', facts({ recentCalls: [call(1), call(2), call(3), call(4)] }), undefined],
    ['fewer calls', capped(2, [call(1)]), undefined],
    ['as many calls', capped(2, [call(1), call(5)]), ago(5 - 24)],
    ['more calls: until there is room', capped(2, [call(9), call(1), call(5)]), ago(5 - 24)],
    ['calls a day ago', capped(1, [call(24)]), undefined],
    ['a call less than a day ago', capped(1, [call(23.99)]), ago(23.99 - 24)],
    ['a call that was sent again since', capped(1, [call(24.5, { sentAgainAt: ago(23.6) })]), ago(23.6 - 24)],
    ['refused calls', capped(1, [call(1, { status: 'not_placed', disconnectionReason: null })]), undefined],
    ['calls that were not dialled', capped(1, [call(1, { didNotRing: true })]), undefined],
    [
      'a number that does not exist',
      capped(1, [call(1, { disconnectionReason: 'invalid_destination' })]),
      undefined,
    ],
    ['busy lines', capped(1, [call(1, { disconnectionReason: 'dial_busy' })]), ago(1 - 24)],
    [
      'an unconfirmed call',
      capped(1, [call(1, { status: 'unknown', disconnectionReason: null })]),
      ago(1 - 24),
    ],
    [
      'a reason to repeat',
      capped(1, [call(1)], { exceptions: { ...noExceptions, allowRepeat: 'asked' } }),
      undefined,
    ],
  ])('%s', (_, given, until) => {
    const verdict = cap.decide(given);
    expect(verdict).toMatchObject(until ? { kind: 'wait', waitsFor: 'cap', until } : { kind: 'place' });
  });

  it('is open at the moment it names, and closed a millisecond before', () => {
    const hours = fc.array(fc.integer({ min: 1, max: 24 * 60 - 1 }), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(hours, fc.integer({ min: 1, max: 5 }), (minutes, calls) => {
        const given = capped(
          calls,
          minutes.map((each) => call(each / 60)),
        );
        const verdict = cap.decide(given);
        if (verdict.kind !== 'wait') return;
        const before = new Date(verdict.until.getTime() - 1);
        expect(cap.decide({ ...given, at: verdict.until }).kind).toBe('place');
        expect(cap.decide({ ...given, at: before }).kind).toBe('wait');
      }),
    );
  });

  const us = { ...noRules, callTimes: { choice: chooseCallTimes('us'), holds: true } };
  const asked = { ...noRules, callTimes: { choice: chooseCallTimes('us'), holds: false } };
  const byName = { ...noExceptions, callTimes: 'us' };
  it.each<[what: string, changes: Partial<CallFacts>, calls: number | undefined]>([
    ['Florida, under the US call times', { policy: us, location: location('US', 'FL') }, 3],
    ['Oklahoma', { policy: us, location: location('US', 'OK') }, 3],
    ['a number that may be in Florida', { policy: us, location: location('US', 'AL', 'FL') }, 3],
    ['Texas', { policy: us, location: location('US', 'TX') }, undefined],
    ['an unknown state', { policy: us, location: location('US') }, undefined],
    ['another country', { policy: us, location: location('AU', 'OK') }, undefined],
    ['call times that are only asked about', { policy: asked, location: location('US', 'FL') }, undefined],
    ['a call with those call times', { exceptions: byName, location: location('US', 'FL') }, 3],
    ['a setting', { policy: { ...us, maxCallsPerDay: 5 }, location: location('US', 'FL') }, 5],
  ])('of %s', (_, changes, calls) => {
    expect(capOf(facts(changes))?.calls).toBe(calls);
  });
});

describe('the wash', () => {
  const day = 24 * hour;
  it.each<[what: string, requireWash: number | undefined, washedAt: Date | null, kind: string]>([
    ['none required', undefined, null, 'place'],
    ['never washed', 30 * day, null, 'wait'],
    ['washed today', 30 * day, ago(1), 'place'],
    ['washed 30 days ago', 30 * day, ago(30 * 24), 'place'],
    ['washed longer ago', 30 * day, ago(30 * 24 + 0.001), 'wait'],
  ])('%s', (_, requireWash, washedAt, kind) => {
    const verdict = wash.decide(facts({ policy: { ...noRules, requireWash }, washedAt }));
    expect(verdict.kind).toBe(kind);
    if (verdict.kind === 'wait') expect(verdict).toMatchObject({ waitsFor: 'wash', until: ago(-1) });
  });
});
