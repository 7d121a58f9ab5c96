import { describe, expect, it } from 'vitest';
import {
  afterRequest,
  type CallbackState,
  readCallback,
} from '../../../../src/domain/calls/callbacks/callback.ts';
import {
  type CallbackContext,
  planCallback,
  readPlainWallTime,
} from '../../../../src/domain/calls/callbacks/plan-callback.ts';
import { type CallbackCall, standingOf } from '../../../../src/domain/calls/callbacks/standing.ts';
import type { Contact } from '../../../../src/domain/contacts/contact.ts';
import { calendarOf } from '../../../support/calendar.ts';
import { noRules } from '../../../support/policy.ts';

const now = new Date('2026-12-01T03:00:00Z');

describe('a request to be called back', () => {
  it.each<[Record<string, unknown> | null, [string | null, string | null] | undefined]>([
    [{ callback_text: ' tomorrow ', callback_at: '2026-12-08 15:00' }, ['tomorrow', '2026-12-08 15:00']],
    [{ callback_text: 'tomorrow', callback_at: null }, ['tomorrow', null]],
    [{ callback_text: 'tomorrow', callback_at: 'N/A' }, ['tomorrow', null]],
    [{ 'Callback At': '2026-12-08T15:00' }, [null, '2026-12-08T15:00']],
    [{ callback_text: '', callback_at: 'none' }, undefined],
    [{ callback_text: 'No', callback_at: 'unknown' }, undefined],
    [{ callback: 'tomorrow' }, undefined],
    [null, undefined],
  ])('%j is read as %j', (analysis, expected) => {
    const request = readCallback(analysis);
    expect(request && [request.words, request.askedFor]).toEqual(expected);
  });
});

describe('a time without a zone', () => {
  it.each([
    ['2026-12-08 15:00', true],
    ['2026-12-08T15:00', true],
    ['2026-12-08T15:00:00.000', true],
    ['2026-12-08 9:30', true],
    ['2026-12-08T15:00Z', false],
    ['2026-12-08T15:00+11:00', false],
    ['2026-12-08 15:00 AEDT', false],
    ['2026-02-30 15:00', false],
    ['2026-12-08 24:00', false],
    ['2026-12-08', false],
    ['15:00', false],
    ['08/12/2026 15:00', false],
    ['tomorrow 3pm', false],
    ['in an hour', false],
  ])('%j is one: %s', (text, isOne) => {
    expect(readPlainWallTime(text) !== undefined).toBe(isOne);
  });
});

describe('a callback', () => {
  const contactIn = (timezone: string | null, phoneNumber = '+61491570006'): Contact => ({
    ...{ id: 1, name: 'Ada', phoneNumber, email: null, businessName: null, businessWebsite: null },
    ...{ timezone, customFields: {}, tags: [], doNotCallAt: null, createdAt: now, updatedAt: now },
  });
  const context = (changes: Partial<CallbackContext> = {}): CallbackContext => ({
    ...{
      now,
      contact: contactIn('Australia/Perth'),
      toNumber: '+61491570006',
      isListed: false,
      isCancelled: false,
      callTimes: null,
    },
    policy: noRules,
    timezone: 'Australia/Sydney',
    calendar: calendarOf({ holidays: [], coverage: [], named: [] }),
    ...changes,
  });
  const us = { contact: contactIn('America/New_York', '+12125550123'), toNumber: '+12125550123' };
  const allDay = { callTimes: 'Mon-Fri 09:00-20:00' };

  it.each<[string, string | null, Partial<CallbackContext>, string | null, string | undefined]>([
    ['is read on the clock of the callee', '2026-12-08 15:00', {}, null, '2026-12-08T07:00:00.000Z'],
    [
      'of several clocks is read on the assumed one',
      '2026-12-08 15:00',
      { contact: contactIn(null), policy: { ...noRules, assumedTimezone: 'Australia/Adelaide' } },
      null,
      '2026-12-08T04:30:00.000Z',
    ],
    [
      'of several clocks is read on the operator’s',
      '2026-12-08 15:00',
      { contact: contactIn(null) },
      null,
      '2026-12-08T04:00:00.000Z',
    ],
    [
      'of several clocks, none of them the operator’s, is the operator’s to decide',
      '2026-12-08 15:00',
      { contact: contactIn(null), timezone: 'Europe/Vienna' },
      'no_zone',
      undefined,
    ],
    ['without a time', null, {}, 'no_time', undefined],
    ['with a time in words', 'tomorrow at three', {}, 'unreadable', undefined],
    ['at a time that is over', '2026-12-01 10:59', {}, 'past', '2026-12-01T02:59:00.000Z'],
    ['in ten years', '2036-12-08 15:00', {}, 'far', '2036-12-08T07:00:00.000Z'],
    [
      'at a time that clocks skip',
      '2027-03-14 02:30',
      { ...us, now: new Date('2027-03-01T00:00:00Z') },
      'skipped',
      undefined,
    ],
    [
      'at a time that clocks show twice',
      '2026-11-01 01:30',
      { ...us, now: new Date('2026-10-20T00:00:00Z') },
      'twice',
      '2026-11-01T05:30:00.000Z',
    ],
    ['within the call times', '2026-12-08 09:00', allDay, null, '2026-12-08T01:00:00.000Z'],
    ['outside the call times', '2026-12-08 08:59', allDay, 'forbidden', '2026-12-08T00:59:00.000Z'],
    ['on a day without calls', '2026-12-06 15:00', allDay, 'forbidden', '2026-12-06T07:00:00.000Z'],
    ['of a removed contact', '2026-12-08 15:00', { contact: null }, 'no_contact', undefined],
    [
      'of a number that has changed',
      '2026-12-08 15:00',
      { toNumber: '+61491570156' },
      'no_contact',
      undefined,
    ],
    ['of a cancelled campaign', '2026-12-08 15:00', { isCancelled: true }, 'cancelled', undefined],
    ['to a listed number', '2026-12-08 15:00', { isListed: true }, 'do_not_call', undefined],
  ])('%s: %s', (_, askedFor, changes, trouble, at) => {
    const plan = planCallback({ words: 'call me', askedFor }, context(changes));
    expect([plan.trouble, plan.at?.toISOString()]).toEqual([trouble, at]);
  });
});

describe('after a report', () => {
  const three = { words: 'at three', askedFor: '2026-12-08 15:00' };
  const four = { words: 'at four', askedFor: '2026-12-08 16:00' };

  it.each<[CallbackState | 'placed' | undefined, 'same' | 'other' | 'no', boolean, string]>([
    [undefined, 'no', false, 'none'],
    [undefined, 'no', true, 'none'],
    [undefined, 'other', false, 'plan'],
    [undefined, 'other', true, 'withdraw'],
    ['scheduled', 'same', false, 'keep'],
    ['scheduled', 'other', false, 'plan'],
    ['scheduled', 'no', false, 'withdraw'],
    ['scheduled', 'same', true, 'withdraw'],
    ['placed', 'other', false, 'keep'],
    ['placed', 'no', true, 'keep'],
    ['operator', 'same', false, 'keep'],
    ['operator', 'other', false, 'plan'],
    ['withdrawn', 'same', false, 'plan'],
    ['withdrawn', 'no', false, 'withdraw'],
    ['done', 'same', false, 'keep'],
    ['done', 'other', true, 'keep'],
    ['done', 'no', false, 'keep'],
  ])('a callback that is %s, with %s request and a listed number (%s): %s', (state, said, isListed, step) => {
    const isPlaced = state === 'placed';
    const kept = state && { ...three, state: isPlaced ? ('scheduled' as const) : state, isPlaced };
    const request = { same: three, other: four, no: undefined }[said];
    expect(afterRequest(kept, request, isListed)).toBe(step);
  });
});

describe('how a callback stands', () => {
  const at = new Date('2026-12-08T07:00:00Z');
  const minutes = (count: number) => new Date(at.getTime() + count * 60_000);
  const pending: CallbackCall = { status: 'PENDING', placedAt: null };
  const placed = (after: number): CallbackCall => ({ status: 'COMPLETED', placedAt: minutes(after) });

  it.each<[string, CallbackCall | null, number, string | null]>([
    ['upcoming', pending, -30, null],
    ['at_risk', pending, -30, 'the campaign is paused'],
    ['at_risk', pending, 0, null],
    ['at_risk', pending, 15, null],
    ['broken', pending, 16, null],
    ['kept', placed(0), 99, null],
    ['kept', placed(15), 99, null],
    ['late', placed(16), 99, null],
    ['kept', { status: 'IN_PROGRESS', placedAt: minutes(1) }, 5, null],
    ['broken', { status: 'FAILED', placedAt: null }, -30, null],
    ['withdrawn', { status: 'CANCELLED', placedAt: null }, -30, null],
    ['withdrawn', null, -30, null],
  ])('%s: %j after %d minutes, with %j in the way', (standing, call, after, inTheWay) => {
    const when = { now: minutes(after), tolerance: 15 * 60_000, inTheWay };
    expect(standingOf({ state: 'scheduled', at }, call, when)).toBe(standing);
    expect(standingOf({ state: 'operator', at }, call, when)).toBe('operator');
  });
});
