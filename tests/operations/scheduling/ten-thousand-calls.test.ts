import { DateTime } from 'luxon';
import { expect, it } from 'vitest';
import { parseCallTimes } from '../../../src/domain/calls/call-times/parse-call-times.ts';
import { planScheduledCalls } from '../../../src/operations/scheduling/plan-calls.ts';
import { calendarOf } from '../../support/calendar.ts';
import { noRules } from '../../support/policy.ts';

const minute = 60_000;
const count = 10_000;
const every = 2;
const start = Date.UTC(2026, 11, 17, 21);
const zones = [
  'Australia/Perth',
  'Australia/Adelaide',
  'Australia/Brisbane',
  'Australia/Sydney',
  'Australia/Lord_Howe',
] as const;

/** Christmas, with its substitute, New Year and Australia Day. */
const closed = new Set(['2026-12-25', '2026-12-26', '2026-12-28', '2027-01-01', '2027-01-26']);

const contacts = Array.from({ length: count }, (_, index) => ({
  id: index + 1,
  name: `Person ${index + 1}`,
  phoneNumber: `+614915${String(70_000 + index).padStart(5, '0')}`,
  doNotCallAt: null,
  timezone: zones[(index * 7 + Math.floor(index / 11)) % zones.length] ?? zones[0],
  customFields: {},
}));

/** Returns for each minute from the start on whether calls are allowed in a zone, by a calendar of its own. */
function allowedMinutes(zone: string, days: number): boolean[] {
  return Array.from({ length: days * 1440 }, (_, index) => {
    const local = DateTime.fromMillis(start + index * minute, { zone });
    const time = local.hour + local.minute / 60;
    if (closed.has(local.toISODate() ?? '') || local.weekday === 7) return false;
    return local.weekday === 6 ? time >= 9 && time < 17 : time >= 9 && time < 20;
  });
}

/** Lays the calls out by walking over the minutes. @returns the minute of each call */
function walk(): number[] {
  const open = new Map(zones.map((zone) => [zone as string, allowedMinutes(zone, 60)]));
  const takenUntil = new Map<number, number>();
  return contacts.map(({ timezone }, index) => {
    const allowed = open.get(timezone) ?? [];
    let opening = index * every;
    if (allowed[opening]) return opening;
    for (;;) {
      while (!allowed[opening]) opening++;
      const free = takenUntil.get(opening) ?? opening;
      if (allowed[free]) {
        takenUntil.set(opening, free + every);
        return free;
      }
      opening = free;
    }
  });
}

it('ten thousand calls over working days, holidays and five zones are laid out as by hand', () => {
  const { plan, moved, leftOut } = planScheduledCalls({
    contacts,
    pace: { first: new Date(start), every: every * minute, zone: 'Australia/Sydney' },
    call: {
      fromNumber: '+61255501234',
      agentId: 'agent_demo',
      dynamicVariables: {},
      maxAttempts: 3,
      simulated: true,
      timezone: 'Australia/Sydney',
      locale: 'en-AU',
    },
    policy: { ...noRules, callTimes: { choice: parseCallTimes('au'), holds: true } },
    calendar: calendarOf({
      holidays: [...closed].map((date) => ({ date, country: 'AU', region: null, name: 'a holiday' })),
      coverage: [{ country: 'AU', until: '2028-12-31' }],
      named: [],
    }),
  });
  const minutes = new Map(plan.calls.map(({ contact, at }) => [contact.id, (at.getTime() - start) / minute]));
  expect(leftOut).toEqual([]);
  expect(contacts.map(({ id }) => minutes.get(id))).toEqual(walk());
  expect(moved.length).toBeGreaterThan(count / 2);
  const times = plan.calls.map(({ at }) => at.getTime());
  expect(times).toEqual([...times].sort((a, b) => a - b));
});
