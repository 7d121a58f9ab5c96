import { describe, expect, it } from 'vitest';
import { chooseCallTimes } from '../../../../src/domain/calls/call-times/choice.ts';
import { forecast, type PendingCall } from '../../../../src/domain/calls/forecast/forecast.ts';
import { noExceptions } from '../../../../src/domain/calls/gates/policy.ts';
import { calendarOf } from '../../../support/calendar.ts';
import { noRules } from '../../../support/policy.ts';

const minute = 60_000;

const calendar = calendarOf({
  holidays: [{ date: '2026-12-25', country: 'AU', region: null, name: 'Christmas Day' }],
  coverage: [{ country: 'AU', until: '2028-12-31' }],
  named: [],
});

/** Friday 11 December 2026, 8:00 pm in Sydney. */
const now = new Date('2026-12-11T09:00:00Z');

const rules = (callTimes: string | null, holds = true) => ({
  now,
  calendar,
  spacing: 0,
  reader: { zone: 'Australia/Sydney', locale: 'en-AU' },
  policy: {
    ...noRules,
    callTimes: callTimes === null ? null : { choice: chooseCallTimes(callTimes), holds },
  },
});

const ada = {
  ...{ id: 1, name: 'Ada', phoneNumber: '+61491570006', doNotCallAt: null },
  ...{ timezone: 'Australia/Sydney', customFields: {} },
};

const call = (id: number, at: string, more: Partial<PendingCall> = {}): PendingCall => ({
  ...{ id, contactId: id, nextAttemptAt: new Date(at), contact: { ...ada, id } },
  ...{ notAfter: null, spacing: 2 * minute, opening: null, ...noExceptions, ...more },
});

const shown = (calls: readonly PendingCall[], given = rules('au')) =>
  forecast(calls, given).map(({ call: { id }, at, marks }) => [id, at?.toISOString() ?? null, ...marks]);

describe('the forecast of pending calls', () => {
  it('keeps the order and spacing of those that move into the same opening', () => {
    const calls = [
      call(1, '2026-12-11T09:02:00Z'),
      call(2, '2026-12-11T09:04:00Z'),
      call(3, '2026-12-11T22:01:00Z'),
    ];
    expect(shown(calls)).toEqual([
      [1, '2026-12-11T22:00:00.000Z', 'call_times'],
      [3, '2026-12-11T22:01:00.000Z'],
      [2, '2026-12-11T22:02:00.000Z', 'call_times'],
    ]);
  });

  it('puts them behind those that already wait for it', () => {
    const opening = new Date('2026-12-11T22:00:00Z');
    const calls = [call(1, '2026-12-11T09:02:00Z'), call(2, '2026-12-11T22:30:00Z', { opening })];
    expect(shown(calls)).toEqual([
      [2, '2026-12-11T22:30:00.000Z'],
      [1, '2026-12-11T22:32:00.000Z', 'call_times'],
    ]);
  });

  it('moves on what no longer fits into an opening', () => {
    const spacing = 5 * 60 * minute;
    const calls = [1, 2, 3].map((id) => call(id, `2026-12-11T09:0${id}:00Z`, { spacing }));
    expect(shown(calls)).toEqual([
      [1, '2026-12-11T22:00:00.000Z', 'call_times'],
      [2, '2026-12-12T03:00:00.000Z', 'call_times'],
      [3, '2026-12-13T22:00:00.000Z', 'call_times'],
    ]);
  });

  it.each<{ what: string; pending: PendingCall; times: string | null; holds?: boolean; expected: unknown[] }>(
    [
      {
        what: 'a holiday',
        pending: call(1, '2026-12-25T01:00:00Z'),
        times: 'au',
        expected: ['2026-12-25T22:00:00.000Z', 'holiday'],
      },
      {
        what: 'hours that do not hold',
        pending: call(1, '2026-12-11T10:00:00Z'),
        times: 'au',
        holds: false,
        expected: ['2026-12-11T10:00:00.000Z', 'outside_hours'],
      },
      {
        what: 'a reason for calling outside hours',
        pending: call(1, '2026-12-11T10:00:00Z', { outsideHours: 'asked' }),
        times: 'au',
        expected: ['2026-12-11T10:00:00.000Z'],
      },
      {
        what: 'call times of its own',
        pending: call(1, '2026-12-11T10:00:00Z', { callTimes: 'Mon-Sun 08:00-22:00' }),
        times: 'au',
        expected: ['2026-12-11T10:00:00.000Z'],
      },
      {
        what: 'an overdue call',
        pending: call(1, '2026-12-11T08:00:00Z'),
        times: null,
        expected: ['2026-12-11T09:00:00.000Z', 'overdue'],
      },
      {
        what: 'a deadline before it may be placed',
        pending: call(1, '2026-12-11T10:00:00Z', { notAfter: new Date('2026-12-11T12:00:00Z') }),
        times: 'au',
        expected: [null, 'missed'],
      },
      {
        what: 'hours that never come',
        pending: call(1, '2026-12-11T10:00:00Z', { contact: { ...ada, timezone: null } }),
        times: 'Mon 09:00-09:30',
        expected: [null, 'never'],
      },
      {
        what: 'a mark',
        pending: call(1, '2026-12-11T10:00:00Z', { contact: { ...ada, doNotCallAt: now } }),
        times: null,
        expected: [null, 'refused'],
      },
      {
        what: 'a time zone that cannot be read',
        pending: call(1, '2026-12-11T10:00:00Z', { contact: { ...ada, timezone: 'Mars/Olympus' } }),
        times: 'au',
        expected: [null, 'undecided'],
      },
      {
        what: 'a contact that has been removed',
        pending: call(1, '2026-12-11T10:00:00Z', { contact: null, contactId: null }),
        times: null,
        expected: [null, 'refused'],
      },
      {
        what: 'a day on which the callee’s clocks change',
        pending: call(1, '2027-04-04T01:00:00Z'),
        times: null,
        expected: ['2027-04-04T01:00:00.000Z', 'clock_change'],
      },
    ],
  )('knows $what', ({ pending, times, holds, expected }) => {
    expect(shown([pending], rules(times, holds))).toEqual([[1, ...expected]]);
  });

  it('marks calls to one number within two hours, when they ring', () => {
    const again = { contactId: 1, contact: ada };
    const calls = [
      call(1, '2026-12-14T01:00:00Z'),
      call(2, '2026-12-14T02:59:00Z', again),
      call(3, '2026-12-14T04:59:00Z', again),
      call(4, '2026-12-14T05:00:00Z'),
    ];
    expect(shown(calls).map(([id, , ...marks]) => [id, ...marks])).toEqual([
      [1, 'clash'],
      [2, 'clash'],
      [3],
      [4],
    ]);
  });
});
