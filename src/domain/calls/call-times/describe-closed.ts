import { offsetPeriodAt } from '../../time/offset-periods.ts';
import { cityName } from '../../time/time-zone.ts';
import type { CallTimes } from './call-times.ts';
import { describeWeek } from './notation/format-hours.ts';
import { describeMinute } from './notation/windows.ts';
import type { Closed } from './opening.ts';

/** Says why a person must not be called: `it is 12:30 am in Perth (au: Mon–Fri 9:00 am–8:00 pm, Sat 9:00 am–5:00 pm)`. */
export function describeClosed({ zone, minute, holiday, hours }: Closed, { name }: CallTimes): string {
  const rule = `${name ?? 'call times'}: ${describeWeek(hours)}`;
  if (holiday) return `it is ${holiday.name} in ${cityName(zone)}, a holiday (${rule})`;
  return `it is ${describeMinute(minute)} in ${cityName(zone)} (${rule})`;
}

/** Says what the clocks of zones show: `9:10 am in Perth`, or, if they differ, the earliest and the latest. */
export function describeLocalTimes(at: Date, zones: readonly string[]): string {
  const shown = zones
    .map((zone) => ({ zone, offset: offsetPeriodAt(at.getTime(), zone).offset }))
    .sort((a, b) => a.offset - b.offset);
  const [first, last] = [shown[0], shown.at(-1)];
  if (!first || !last) return 'an unknown time';
  const describe = ({ zone, offset }: typeof first) =>
    `${describeMinute(minuteOfDay(at, offset))} in ${cityName(zone)}`;
  return first.offset === last.offset ? describe(first) : `${describe(first)} and ${describe(last)}`;
}

function minuteOfDay(at: Date, offset: number): number {
  const minutes = Math.floor((at.getTime() + offset) / 60_000);
  return ((minutes % 1440) + 1440) % 1440;
}
