import { array, constant, integer, oneof, record, tuple, uniqueArray } from 'fast-check';
import type { PlainHours } from './oracle.ts';

/** None, one or two windows a day, some of them odd: a minute long, at midnight, inside a change of clocks. */
const anyWindows = oneof(
  { weight: 1, arbitrary: constant([]) },
  { weight: 1, arbitrary: constant([[0, 1440]] satisfies [number, number][]) },
  {
    weight: 5,
    arbitrary: oneof(
      uniqueArray(integer({ min: 0, max: 1440 }), { minLength: 2, maxLength: 2 }),
      uniqueArray(integer({ min: 0, max: 1440 }), { minLength: 4, maxLength: 4 }),
      uniqueArray(integer({ min: 60, max: 200 }), { minLength: 2, maxLength: 2 }),
    ).map(windowsBetween),
  },
);

const businessDay = constant([[540, 1200]] satisfies [number, number][]);

/** Hours that are open at some time of the week. */
export const anyHours = tuple(
  array(oneof(anyWindows, businessDay), { minLength: 7, maxLength: 7 }),
  oneof(constant(undefined), constant([]), anyWindows),
)
  .map(([week, holidays]): PlainHours => ({ week, holidays: isAllDay(holidays) ? undefined : holidays }))
  .filter(({ week }) => week.some((day) => day.length > 0));

/** Days out of a range, as ISO dates. */
export function anyDates(first: string, days: number) {
  const day = integer({ min: 0, max: days - 1 }).map((number) =>
    new Date(Date.parse(first) + number * 86_400_000).toISOString().slice(0, 10),
  );
  return record({
    national: uniqueArray(day, { maxLength: 20 }),
    regional: uniqueArray(day, { maxLength: 20 }),
  });
}

function windowsBetween(minutes: number[]): [number, number][] {
  const sorted = [...minutes].sort((a, b) => a - b);
  const windows: [number, number][] = [];
  for (let index = 0; index + 1 < sorted.length; index += 2)
    windows.push([sorted[index] ?? 0, sorted[index + 1] ?? 0]);
  return windows;
}

function isAllDay(windows: readonly [number, number][] | undefined): boolean {
  return windows?.[0]?.[0] === 0 && windows[0][1] === 1440;
}
