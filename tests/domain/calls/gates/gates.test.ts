import { describe, expect, it } from 'vitest';
import type { LiveCall } from '../../../../src/domain/calls/call.ts';
import { type CallFacts, decide, type Gate, type Verdict } from '../../../../src/domain/calls/gates/gate.ts';
import { gates } from '../../../../src/domain/calls/gates/gates.ts';
import { noExceptions } from '../../../../src/domain/calls/gates/policy.ts';
import { emptyCalendar } from '../../../support/calendar.ts';
import { noRules } from '../../../support/policy.ts';

const at = new Date('2026-12-08T03:00:00Z');
const later = (hours: number) => new Date(at.getTime() + hours * 3_600_000);

const ada = { name: 'Ada', phoneNumber: '+61491570006', doNotCallAt: null };
const facts: CallFacts = {
  at,
  toNumber: ada.phoneNumber,
  contact: ada,
  personSince: null,
  earlierAttempt: null,
  mustVerify: false,
  liveCalls: [],
  simulated: null,
  suppression: null,
  recentCalls: [],
  washedAt: null,
  halt: null,
  campaign: null,
  due: null,
  location: { zones: ['Australia/Perth'], zonesFrom: ['timezone'], country: 'AU', regions: ['WA'] },
  calendar: emptyCalendar,
  exceptions: noExceptions,
  policy: noRules,
};

/** Returns an unconfirmed call, requested this many minutes ago. */
const live = (minutes: number): LiveCall => ({
  id: 3,
  status: 'unknown',
  reference: 'vb_3',
  retellCallId: null,
  requestedAt: later(-minutes / 60),
  sentAgainAt: null,
});
const place = { kind: 'place' };
const inUse = (state: string) => ({
  kind: 'wait',
  until: later(5 / 60),
  waitsFor: 'number_in_use',
  reason: `another call to +61491570006, call 3, is ${state}`,
  facts: { callId: 3, state },
});

describe('the gates', () => {
  it.each<[what: string, facts: Partial<CallFacts>, verdict: object]>([
    ['a contact who may be called', {}, { kind: 'place' }],
    [
      'a contact who is marked do-not-call',
      { contact: { ...ada, doNotCallAt: later(-1) } },
      { kind: 'refuse', code: 'do_not_call', reason: 'Ada must not be called: marked do-not-call' },
    ],
    [
      'a contact without a name who is marked do-not-call',
      { contact: { ...ada, name: '', doNotCallAt: later(-1) } },
      { kind: 'refuse', code: 'do_not_call', reason: expect.stringMatching(/^\+61491570006 must not/) },
    ],
    [
      'a number that is marked do-not-call, though the contact is not',
      {
        suppression: {
          phoneNumber: '+61491570006',
          source: 'operator',
          reason: null,
          addedBy: null,
          createdAt: at,
        },
      },
      { kind: 'refuse', code: 'do_not_call', reason: expect.stringMatching(/^\+61491570006 must not/) },
    ],
    ['a contact who has been removed', { contact: null }, { kind: 'refuse', code: 'contact_not_found' }],
    [
      'a number that is no longer the contact’s',
      { toNumber: '+61491570156' },
      { kind: 'refuse', code: 'number_changed', reason: expect.stringContaining('+61491570006') },
    ],
    [
      'a call whose phone may already have rung',
      { earlierAttempt: 7 },
      { kind: 'refuse', code: 'may_have_rung', reason: expect.stringContaining('call 7') },
    ],
    ['another call to the number that has just begun', { liveCalls: [live(1)] }, inUse('unconfirmed')],
    [
      'another call to the number that is in progress',
      { liveCalls: [{ ...live(60), status: 'ongoing' }] },
      inUse('in progress'),
    ],
    ['another call that began almost two hours ago', { liveCalls: [live(119)] }, inUse('unconfirmed')],
    ['another call that began two hours ago, the longest a call lasts', { liveCalls: [live(120)] }, place],
    [
      'another call that was sent again since',
      { liveCalls: [{ ...live(150), sentAgainAt: later(-1.5) }] },
      inUse('unconfirmed'),
    ],
    ['another call of a clock that was ahead', { liveCalls: [live(-5)] }, inUse('unconfirmed')],
    ['several, of which one is in use', { liveCalls: [live(130), live(5)] }, inUse('unconfirmed')],
    [
      'a call whose phone may already have rung, to a number that is in use',
      { earlierAttempt: 7, liveCalls: [live(1)] },
      { kind: 'refuse', code: 'may_have_rung' },
    ],
    ['a rehearsal of a rehearsal', { simulated: { planned: true, now: true } }, { kind: 'place' }],
    ['a real call that was planned as one', { simulated: { planned: false, now: false } }, { kind: 'place' }],
    [
      'a real call that was planned in a rehearsal',
      { simulated: { planned: true, now: false } },
      { kind: 'refuse', code: 'planned_in_rehearsal' },
    ],
    [
      'a real call, while the settings name a simulator',
      { simulated: { planned: false, now: true } },
      { kind: 'wait', waitsFor: 'operator', until: later(1 / 12) },
    ],
    [
      'a do-not-call mark, whatever else is wrong',
      { contact: { ...ada, doNotCallAt: later(-1) }, toNumber: '', earlierAttempt: 7 },
      { kind: 'refuse', code: 'do_not_call' },
    ],
  ])('%s', (_, changes, verdict) => {
    expect(decide(gates, { ...facts, ...changes })).toMatchObject(verdict);
  });
});

describe('a chain of gates', () => {
  const place: Verdict = { kind: 'place' };
  const wait = (hours: number): Verdict => ({
    kind: 'wait',
    until: later(hours),
    waitsFor: 'call_times',
    reason: `not before ${hours}`,
  });
  const refuse: Verdict = { kind: 'refuse', code: 'no', reason: 'not at all' };
  const gate = (decideBy: Gate['decide']): Gate => ({
    name: 'call_times',
    rule: () => ({ text: 'a rule', source: 'a test' }),
    decide: decideBy,
  });
  const chain = (...verdicts: Verdict[]): Gate[] => verdicts.map((verdict) => gate(() => verdict));

  it.each<[what: string, verdicts: Verdict[], decision: Verdict]>([
    ['no gate', [], place],
    ['every gate agrees', [place, place], place],
    ['the only wait', [place, wait(1), place], wait(1)],
    ['the latest of several waits', [wait(1), wait(3), wait(2)], wait(3)],
    ['a refusal over any wait', [wait(9), refuse, wait(1)], refuse],
    ['the first refusal', [place, refuse, { ...refuse, code: 'other' }], refuse],
  ])('decides: %s', (_, verdicts, decision) => {
    expect(decide(chain(...verdicts), facts)).toEqual(decision);
  });

  it('leaves a call undecided for an hour if a gate throws', () => {
    const unreadable = gate(() => {
      throw new RangeError('Unknown time zone: Mars/Base');
    });
    for (const others of [[], chain(refuse), chain(wait(2))]) {
      expect(decide([...others, unreadable], facts)).toEqual({
        kind: 'undecided',
        until: later(1),
        waitsFor: 'operator',
        reason: 'voicebot could not decide whether to call (RangeError: Unknown time zone: Mars/Base)',
        cause: expect.any(RangeError),
      });
    }
  });
});
