import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Budget,
  callsAtOnce,
  describeBudget,
  isSettled,
  reservationFor,
  worstCase,
} from '../../../src/domain/campaigns/budget.ts';

const empty: Budget = {
  maxCents: 100,
  spentCents: 0,
  reservedCents: 0,
  reservedCalls: 0,
  worstCaseCents: null,
};

describe('what is reserved for one more call', () => {
  it.each<[string, Partial<Budget>, ReturnType<typeof reservationFor>]>([
    ['before a rate is known, all that is left', {}, { kind: 'fits', cents: 100 }],
    ['after some spending', { spentCents: 30 }, { kind: 'fits', cents: 70 }],
    [
      'not while that call is under way',
      { reservedCalls: 1, reservedCents: 100 },
      { kind: 'waits', isForever: false },
    ],
    [
      'nor while another that reserved less is',
      { reservedCalls: 1, reservedCents: 5 },
      { kind: 'waits', isForever: false },
    ],
    ['nothing is left', { spentCents: 100 }, { kind: 'waits', isForever: true }],
    ['the worst case', { worstCaseCents: 40 }, { kind: 'fits', cents: 40 }],
    [
      'just',
      { worstCaseCents: 40, spentCents: 20, reservedCents: 40, reservedCalls: 1 },
      { kind: 'fits', cents: 40 },
    ],
    [
      'not quite',
      { worstCaseCents: 40, spentCents: 21, reservedCents: 40, reservedCalls: 1 },
      { kind: 'waits', isForever: false },
    ],
    [
      'and nothing under way can help',
      { worstCaseCents: 40, spentCents: 61 },
      { kind: 'waits', isForever: true },
    ],
    [
      'costs that came late have passed the cap',
      { worstCaseCents: 0, spentCents: 101 },
      { kind: 'waits', isForever: true },
    ],
  ])('%s', (_, known, expected) => {
    expect(reservationFor({ ...empty, ...known })).toEqual(expected);
  });

  it('is never passed, whatever the calls cost within their worst case, and in whatever order they end', () => {
    const call = fc.record({ minutes: fc.double({ min: 0, max: 5, noNaN: true }), endsAfter: fc.nat(6) });
    const campaign = fc.record({
      maxCents: fc.double({ min: 1, max: 500, noNaN: true }),
      rate: fc.double({ min: 0.1, max: 30, noNaN: true }),
      calls: fc.array(call, { maxLength: 40 }),
    });
    fc.assert(
      fc.property(campaign, ({ maxCents, rate, calls }) => {
        let open: { reserved: number; cost: number; endsAt: number }[] = [];
        // The rate is not known before a call has shown it, and the first may cost more than the cap: nothing can prevent that.
        let [spent, isKnown] = [0, true];
        for (const [at, { minutes, endsAfter }] of calls.entries()) {
          for (const one of open.filter(({ endsAt }) => endsAt <= at))
            [spent, isKnown] = [spent + one.cost, true];
          open = open.filter(({ endsAt }) => endsAt > at);
          const reservation = reservationFor({
            maxCents,
            spentCents: spent,
            reservedCents: open.reduce((sum, { reserved }) => sum + reserved, 0),
            reservedCalls: open.length,
            worstCaseCents: worstCase(isKnown ? rate : null, 5 * 60_000),
          });
          if (reservation.kind === 'fits')
            open.push({ reserved: reservation.cents, cost: minutes * rate, endsAt: at + endsAfter });
        }
        expect(spent + open.reduce((sum, { cost }) => sum + cost, 0)).toBeLessThanOrEqual(maxCents + 1e-6);
      }),
    );
  });
});

it.each<[string, number | null, number | null, number | null]>([
  ['no rate', null, 60_000, null],
  ['five minutes', 13, 5 * 60_000, 65],
  ['the longest call that Retell allows', 13, null, 1560],
])('the worst case: %s', (_, rate, maxDuration, expected) => {
  expect(worstCase(rate, maxDuration)).toBe(expected);
});

it.each<[string, Partial<Budget>, number | null]>([
  ['one goes first', {}, null],
  ['two and a half', { worstCaseCents: 40 }, 2],
  ['of what is not spent yet', { worstCaseCents: 40, spentCents: 50 }, 1],
  ['none', { worstCaseCents: 140 }, 0],
  ['a rate of nothing', { worstCaseCents: 0 }, Number.POSITIVE_INFINITY],
])('how many calls run at once: %s', (_, known, expected) => {
  expect(callsAtOnce({ ...empty, ...known })).toBe(expected);
});

describe('a reservation', () => {
  const at = new Date('2026-12-08T03:00:00Z');
  const talked = { startedAt: at, durationMs: 60_000, costCents: null, didNotRing: false };
  const silent = { startedAt: null, durationMs: null, costCents: null, didNotRing: false };
  it.each<[string, Parameters<typeof isSettled>, boolean]>([
    ['stands while the call is placed', [{ ...silent, status: 'placing' }, null], false],
    ['and while it is not known whether it was', [{ ...silent, status: 'unknown' }, null], false],
    ['and while it rings', [{ ...silent, status: 'registered' }, at], false],
    ['and after its end, until the cost is told', [{ ...talked, status: 'ended' }, at], false],
    [
      'a cost that is told before the end may grow',
      [{ ...talked, status: 'ongoing', costCents: 3 }, at],
      false,
    ],
    ['ends with the cost', [{ ...talked, status: 'ended', costCents: 3 }, at], true],
    ['ends once Retell is asked no more', [{ ...talked, status: 'ended' }, null], true],
    ['ends if nobody spoke', [{ ...silent, status: 'not_connected' }, at], true],
    ['ends if no phone rang', [{ ...talked, status: 'error', didNotRing: true }, at], true],
    ['ends if it was not placed', [{ ...silent, status: 'not_placed' }, null], true],
  ])('%s', (_, [call, nextCheckAt], expected) => {
    expect(isSettled(call, nextCheckAt)).toBe(expected);
  });
});

it('says what is spent, reserved, and asked for', () => {
  const budget = {
    maxCents: 2000,
    spentCents: 1420.5,
    reservedCents: 480,
    reservedCalls: 2,
    worstCaseCents: 240,
  };
  expect(describeBudget('Spring', budget)).toBe(
    'the campaign Spring may cost US$20.00: US$14.205 spent, US$4.80 reserved for 2 calls whose cost is not known yet, and one more call may cost up to US$2.40',
  );
});
