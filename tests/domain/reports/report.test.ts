import fc from 'fast-check';
import { DateTime } from 'luxon';
import { describe, expect, it } from 'vitest';
import { clockKinds } from '../../../src/domain/contacts/location/callee-clock.ts';
import { countCallbacks } from '../../../src/domain/reports/callbacks.ts';
import type { Grouping } from '../../../src/domain/reports/groupings.ts';
import { outcomes } from '../../../src/domain/reports/outcome.ts';
import { ReportTally } from '../../../src/domain/reports/report.ts';
import { hourOfWeekAt, type ReportedCall } from '../../../src/domain/reports/reported-call.ts';

const when = { now: new Date('2026-12-09T00:00:00Z'), tolerance: 15 * 60_000 };
const noCallbacks = countCallbacks([], when);
const zone = 'Australia/Sydney';

const call = (change: Partial<ReportedCall>): ReportedCall => ({
  person: 1,
  requestedAt: Date.parse('2026-12-08T00:00:00Z'),
  outcome: 'no_answer',
  success: null,
  hasOptedOut: false,
  hourOfWeek: null,
  clock: null,
  durationMs: null,
  costCents: null,
  labels: [],
  ...change,
});

function reportOn(calls: readonly ReportedCall[], by: Grouping = 'day') {
  const tally = new ReportTally(by, zone);
  for (const one of calls) tally.add(one);
  return tally.report(noCallbacks);
}

const rate = (report: ReturnType<typeof reportOn>, name: string) =>
  report.rates.find((one) => one.name === name)?.value;

describe('a report', () => {
  it('counts people apart from calls, and each of them once', () => {
    const report = reportOn([
      call({ person: 1, outcome: 'no_answer' }),
      call({ person: 1, outcome: 'answered', success: true, costCents: 12.5, durationMs: 61_000 }),
      call({ person: 1, outcome: 'answered', success: false, costCents: 2.25, durationMs: 30_400 }),
      call({ person: 2, outcome: 'machine', costCents: 1, hasOptedOut: true }),
      // Retell did not dial, or it is not known: nobody was called.
      call({ person: 3, outcome: 'our_side' }),
      call({ person: 4, outcome: 'unconfirmed' }),
      call({ person: 5, outcome: 'not_placed' }),
      call({ person: '+61491570006', outcome: 'in_progress' }),
    ]);
    expect(report.tally).toMatchObject({
      ...{ called: 3, reached: 1, optedOut: 1, placed: 6, dialled: 5, decided: 4 },
      ...{ analysed: 2, successful: 1, priced: 3 },
    });
    expect(report.attempts).toEqual([
      { attempts: 1, reached: 0, notReached: 2 },
      { attempts: 2, reached: 1, notReached: 0 },
    ]);
    expect(report.durations.answered).toEqual({
      calls: 2,
      totalMs: 91_400,
      meanMs: 45_700,
      medianMs: 30_000,
      longestMs: 61_000,
    });
    expect(rate(report, 'reach_rate')).toBeCloseTo(1 / 3);
    expect(rate(report, 'answer_rate')).toBe(0.5);
    expect(rate(report, 'cost_per_reached')).toBe(15.75);
    expect(rate(report, 'cost_per_call')).toBe(15.75 / 6);
    expect(rate(report, 'callbacks_kept_rate')).toBeNull();
    expect(report.rates.every(({ definition }) => definition.includes('÷'))).toBe(true);
  });

  it('of nothing has no rates', () => {
    const report = reportOn([]);
    expect(report.rates.map(({ value }) => value).filter((value) => value !== null)).toEqual([]);
    expect(report).toMatchObject({ attempts: [], groups: [], hours: { byHour: [], byHourAndWeekday: [] } });
  });

  it('has groups in order of time or size, those without a key last; a contact with two tags counts in both', () => {
    const keys = (calls: readonly ReportedCall[], by: Grouping) =>
      reportOn(calls, by).groups.map(({ key, tally }) => [key, tally.called]);
    const at = (time: string) => ({ requestedAt: Date.parse(time) });
    const days = [at('2026-12-08T12:59:59Z'), at('2026-12-08T13:00:00Z'), at('2026-10-03T14:00:00Z')].map(
      call,
    );
    expect(keys(days, 'day')).toEqual([
      ['2026-10-04', 1],
      ['2026-12-08', 1],
      ['2026-12-09', 1],
    ]);
    const tagged = [
      call({ person: 1, labels: ['vip', 'north'] }),
      call({ person: 2, labels: ['north'] }),
      call({ person: 3 }),
    ];
    expect(keys(tagged, 'tag')).toEqual([
      ['north', 2],
      ['vip', 1],
      [null, 1],
    ]);
    const hours = [call({ hourOfWeek: 34 }), call({ person: 2, hourOfWeek: 9 }), call({ person: 3 })];
    expect(keys(hours, 'hour')).toEqual([
      ['09:00', 1],
      ['10:00', 1],
      [null, 1],
    ]);
  });

  it('says how callbacks stand', () => {
    const at = new Date('2026-12-08T12:00:00Z');
    const placed = (minutes: number) => ({
      state: 'scheduled' as const,
      at,
      call: { status: 'COMPLETED' as const, placedAt: new Date(at.getTime() + minutes * 60_000) },
    });
    const asked = [
      ...[placed(0), placed(15), placed(16)],
      { state: 'scheduled' as const, at, call: { status: 'PENDING' as const, placedAt: null } },
      { state: 'scheduled' as const, at: when.now, call: { status: 'PENDING' as const, placedAt: null } },
      { state: 'operator' as const, at: null, call: null },
      { state: 'done' as const, at: null, call: null },
    ];
    expect(countCallbacks(asked, when)).toEqual({
      ...{ asked: 7, kept: 2, late: 1, broken: 1, toCome: 1, waiting: 1, done: 1, withdrawn: 0 },
    });
  });

  it('knows the hour of the week on any clock', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 4e12 }),
        fc.integer({ min: -48, max: 56 }).map((quarters) => quarters * 15),
        (time, offset) => {
          const local = DateTime.fromMillis(time, { zone: 'utc' }).plus({ minutes: offset });
          expect(hourOfWeekAt(time, offset)).toBe((local.weekday - 1) * 24 + local.hour);
        },
      ),
    );
  });
});

const anyCall = fc.record({
  person: fc.integer({ min: 1, max: 5 }),
  requestedAt: fc.integer({ min: 1.79e12, max: 1.7905e12 }),
  outcome: fc.constantFrom(...outcomes),
  success: fc.constantFrom(null, true, false),
  hasOptedOut: fc.boolean(),
  hourOfWeek: fc.option(fc.integer({ min: 0, max: 167 })),
  clock: fc.constantFrom(...clockKinds),
  durationMs: fc.option(fc.integer({ min: 0, max: 3_600_000 })),
  costCents: fc.option(fc.integer({ min: 0, max: 1_000_000 }).map((parts) => parts / 10_000)),
  labels: fc.subarray(['a', 'b', 'c']),
});

const dialled = (one: ReportedCall) => !['our_side', 'unconfirmed', 'not_placed'].includes(one.outcome);

/** Counts again, with all calls at hand. */
function naive(calls: readonly ReportedCall[]) {
  const people = (some: readonly ReportedCall[]) => new Set(some.map(({ person }) => person)).size;
  const answered = calls.filter(({ outcome }) => outcome === 'answered');
  const untilReached = [...new Set(answered.map(({ person }) => person))].map((person) => {
    const own = calls.filter((one) => one.person === person && dialled(one));
    return own.findIndex(({ outcome }) => outcome === 'answered') + 1;
  });
  return {
    called: people(calls.filter(dialled)),
    reached: people(answered),
    optedOut: people(calls.filter(({ hasOptedOut }) => hasOptedOut)),
    placed: calls.filter(({ outcome }) => outcome !== 'unconfirmed' && outcome !== 'not_placed').length,
    successful: answered.filter(({ success }) => success).length,
    cost: calls.reduce((sum, { costCents }) => sum + Math.round((costCents ?? 0) * 10_000), 0),
    untilReached: untilReached.sort((a, b) => a - b),
  };
}

describe('one pass over calls, person by person,', () => {
  it('counts what all of them at hand do, in all and in every group', () => {
    fc.assert(
      fc.property(fc.array(anyCall, { maxLength: 60 }), (some) => {
        const calls = some.toSorted((a, b) => a.person - b.person || a.requestedAt - b.requestedAt);
        const report = reportOn(calls, 'tag');
        const { untilReached, ...counts } = naive(calls);
        expect(report.tally).toMatchObject(counts);
        expect(report.attempts.flatMap(({ attempts, reached }) => Array(reached).fill(attempts))).toEqual(
          untilReached,
        );
        for (const { key, tally } of report.groups) {
          const own = calls.filter(({ labels }) =>
            key === null ? labels.length === 0 : labels.includes(key),
          );
          const { untilReached: _, ...expected } = naive(own);
          expect(tally).toMatchObject(expected);
        }
      }),
    );
  });
});
