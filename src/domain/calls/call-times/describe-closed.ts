import { placeName } from '../../time/time-zone.ts';
import type { CallTimes } from './call-times.ts';
import { describeWeek } from './notation/format-hours.ts';
import { describeMinute } from './notation/windows.ts';
import type { Closed } from './opening.ts';

/** Says why a person must not be called: `it is 12:30 am in Perth (au: Mon–Fri 9:00 am–8:00 pm, Sat 9:00 am–5:00 pm)`. */
export function describeClosed({ zone, minute, holiday, hours }: Closed, { name }: CallTimes): string {
  const rule = `${name ?? 'call times'}: ${describeWeek(hours)}`;
  if (holiday) return `it is ${holiday.name} in ${placeName(zone)}, a holiday (${rule})`;
  return `it is ${describeMinute(minute)} in ${placeName(zone)} (${rule})`;
}
