import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type LaidOutCall,
  moveIntoHours,
  type PlannedCall,
} from '../../../../src/domain/calls/scheduling/into-hours.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const midnight = Date.UTC(2026, 11, 7);

/** A person whose clock is this many hours ahead, and who may be called from 9 to 20 every day. */
interface Person {
  name: string;
  ahead: number;
}

const opens = 9 * hour;
const closes = 20 * hour;

function nextOpening({ ahead }: Person, at: Date): Date {
  const local = at.getTime() + ahead * hour;
  const time = local % day;
  if (time >= opens && time < closes) return at;
  const opening = local - time + opens + (time >= closes ? day : 0);
  return new Date(opening - ahead * hour);
}

const layOut = (calls: readonly PlannedCall<Person>[], every: number) =>
  moveIntoHours(calls, every, nextOpening, ({ ahead }) => ahead);

/** Returns names with days and hours since midnight. */
const times = (calls: readonly PlannedCall<Person>[]) =>
  calls.map(({ contact, at }) => {
    const minutes = (at.getTime() - midnight) / minute;
    const clock = `${String(Math.floor((minutes % 1440) / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
    return `${contact.name} ${minutes >= 1440 ? `+${Math.floor(minutes / 1440)} ` : ''}${clock}`;
  });

const at = (hours: number, minutes = 0) => new Date(midnight + hours * hour + minutes * minute);
const here = (name: string): Person => ({ name, ahead: 0 });
const west = (name: string): Person => ({ name, ahead: -3 });

describe('a plan', () => {
  it.each<[what: string, calls: PlannedCall<Person>[], expected: string[]]>([
    ['in hours stays as it is', [{ contact: here('Ada'), at: at(10) }], ['Ada 10:00']],
    [
      'that begins too early moves to the opening, in its order and spacing',
      [7, 7.5, 8, 9, 9.5].map((hours, index) => ({ contact: here('ABCDE'[index] ?? ''), at: at(hours) })),
      ['A 09:00', 'D 09:00', 'B 09:30', 'E 09:30', 'C 10:00'],
    ],
    [
      'that ends too late goes on the next day',
      [19.5, 20, 20.5].map((hours, index) => ({ contact: here('ABC'[index] ?? ''), at: at(hours) })),
      ['A 19:30', 'B +1 09:00', 'C +1 09:30'],
    ],
    [
      'nobody waits for another’s clock',
      [
        { contact: west('Wes'), at: at(8) },
        { contact: here('Ada'), at: at(8, 30) },
        { contact: west('Win'), at: at(9) },
      ],
      ['Ada 09:00', 'Wes 12:00', 'Win 12:30'],
    ],
  ])('%s', (_, calls, expected) => {
    expect(times(layOut(calls, 30 * minute).calls)).toEqual(expected);
  });

  it('says whom it can never reach', () => {
    const calls = [
      { contact: here('Ada'), at: at(10) },
      { contact: here('Bob'), at: at(11) },
    ];
    const never = moveIntoHours(
      calls,
      minute,
      (contact, time) => (contact.name === 'Bob' ? null : time),
      ({ name }) => name,
    );
    expect(times(never.calls)).toEqual(['Ada 10:00']);
    expect(never.unreachable.map(({ name }) => name)).toEqual(['Bob']);
  });

  it('of any kind is laid out in hours; none is early, none is lost, and order and spacing hold within an opening', () => {
    const person = fc.record({ name: fc.constant<string>('x'), ahead: fc.constantFrom<number>(0, -3, 5.5) });
    const plan = fc.record({
      people: fc.array(person, { minLength: 1, maxLength: 60 }),
      first: fc.integer({ min: 0, max: 48 * 60 }),
      every: fc.constantFrom(0, 2, 7, 45, 240),
    });
    fc.assert(
      fc.property(plan, ({ people, first, every }) => {
        const calls = people.map((contact, index) => ({ contact, at: at(0, first + index * every) }));
        const { calls: laidOut, unreachable } = layOut(calls, every * minute);
        expect(unreachable).toEqual([]);
        expect(laidOut).toHaveLength(calls.length);
        const planned = new Map(calls.map((call) => [call.contact, call.at]));
        for (const call of laidOut) {
          const plannedAt = planned.get(call.contact) ?? at(0);
          const earliest = nextOpening(call.contact, plannedAt);
          expect(nextOpening(call.contact, call.at)).toEqual(call.at);
          expect(call.at.getTime()).toBeGreaterThanOrEqual(earliest.getTime());
          expect(call.movedFrom === undefined).toBe(call.at.getTime() === plannedAt.getTime());
        }
        const gaps = [...movedByOpening(laidOut).values()].flatMap((some) =>
          some.slice(1).map((time, index) => time - (some[index] ?? 0)),
        );
        expect(Math.min(...gaps, Number.POSITIVE_INFINITY)).toBeGreaterThanOrEqual(every * minute);
      }),
    );
  });
});

/** Returns the times of the calls that moved, by the person's clock and day. */
function movedByOpening(calls: readonly LaidOutCall<Person>[]): Map<string, number[]> {
  const openings = new Map<string, number[]>();
  for (const { contact, at: time, movedFrom } of calls) {
    if (!movedFrom) continue;
    const opening = `${contact.ahead} ${Math.floor((time.getTime() + contact.ahead * hour) / day)}`;
    openings.set(opening, [...(openings.get(opening) ?? []), time.getTime()]);
  }
  return openings;
}
