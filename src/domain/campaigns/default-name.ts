import { wallTimeAt } from '../time/local-time.ts';

/** Returns the name of a campaign whose first call is then, on the operator's clock: `2026-12-08 10:00`. */
export function defaultName(first: Date, zone: string): string {
  const { year, month, day, hour, minute } = wallTimeAt(first, zone);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${year}-${two(month)}-${two(day)} ${two(hour)}:${two(minute)}`;
}
