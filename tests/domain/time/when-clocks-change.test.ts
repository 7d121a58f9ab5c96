import { describe, expect, it } from 'vitest';
import { parseWhen } from '../../../src/domain/time/when.ts';

const sydney = 'Australia/Sydney';

function when(text: string, zone: string): string {
  return parseWhen(text, { now: new Date('2026-02-08T03:00:00Z'), zone }).toISOString();
}

/** Expects the hint to name both instants, in a form that parseWhen reads. */
function expectChoice(text: string, zone: string, { code, instants }: { code: string; instants: string[] }) {
  for (const instant of instants) {
    expect(() => when(text, zone)).toThrow(
      expect.objectContaining({ kind: 'usage', code, hint: expect.stringContaining(instant) }),
    );
    expect(when(instant, zone)).toBe(new Date(instant).toISOString());
  }
}

describe('parseWhen, when the clocks change', () => {
  it.each([
    ['2026-10-04 02:30', sydney, '2026-10-04T01:59:00+10:00', '2026-10-04T03:00:00+11:00'],
    ['2026-10-04 2am', sydney, '2026-10-04T01:59:00+10:00', '2026-10-04T03:00:00+11:00'],
    ['2026-10-04 02:15', 'Australia/Lord_Howe', '2026-10-04T01:59:00+10:30', '2026-10-04T02:30:00+11:00'],
    ['2026-10-04 02:15', 'Australia/Adelaide', '2026-10-04T01:59:00+09:30', '2026-10-04T03:00:00+10:30'],
    ['2026-03-08 02:30', 'America/New_York', '2026-03-08T01:59:00-05:00', '2026-03-08T03:00:00-04:00'],
  ])('says that %j does not exist in %s', (text, zone, before, after) => {
    expectChoice(text, zone, { code: 'nonexistent_time', instants: [before, after] });
  });

  it.each([
    ['2027-04-04 02:30', sydney, '2027-04-04T02:30:00+11:00', '2027-04-04T02:30:00+10:00'],
    ['2026-04-05 2am', sydney, '2026-04-05T02:00:00+11:00', '2026-04-05T02:00:00+10:00'],
    ['2027-04-04 01:45', 'Australia/Lord_Howe', '2027-04-04T01:45:00+11:00', '2027-04-04T01:45:00+10:30'],
    ['2027-04-04 02:30', 'Australia/Adelaide', '2027-04-04T02:30:00+10:30', '2027-04-04T02:30:00+09:30'],
    ['2026-11-01 01:30', 'America/New_York', '2026-11-01T01:30:00-04:00', '2026-11-01T01:30:00-05:00'],
  ])('says that %j occurs twice in %s', (text, zone, first, second) => {
    expectChoice(text, zone, { code: 'ambiguous_time', instants: [first, second] });
  });
});
