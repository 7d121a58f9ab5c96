import { offsetPeriodAt } from '../../time/offset-periods.ts';

const dayMs = 86_400_000;

/** Returns whether a zone's clocks change on the day that they show at an instant. */
export function hasClockChange(at: Date, zone: string): boolean {
  return changeOn(at, zone) !== 0;
}

/** Returns by how much a zone's clocks are put forward on the day that they show at an instant, ms; negative if they are put back. */
export function changeOn(at: Date, zone: string): number {
  const { offset } = offsetPeriodAt(at.getTime(), zone);
  const midnight = Math.floor((at.getTime() + offset) / dayMs) * dayMs - offset;
  // The clocks change at night, and not by more than a few hours.
  const before = offsetPeriodAt(midnight - dayMs / 8, zone).offset;
  const after = offsetPeriodAt(midnight + dayMs - dayMs / 8, zone).offset;
  return after - before;
}
