import { describeLocalTimes } from '../../../domain/calls/call-times/describe-closed.ts';
import { offsetPeriodAt } from '../../../domain/time/offset-periods.ts';
import {
  formatDate,
  formatInstantBriefly,
  formatTime,
  formatWallTime,
  type Reader,
  zoneAbbreviation,
} from '../../../domain/time/time-display.ts';
import { cityName } from '../../../domain/time/time-zone.ts';

/** Who asks, and when. */
export interface Asking {
  reader: Reader;
  now: Date;
}

/**
 * Formats a time on the callee's clock, with the operator's beside it where they differ: `Tue 8 Dec, 9:00 am in Perth (12:00 pm AEDT)`.
 * For someone who may be on several clocks it is the operator's time, with the earliest and the latest of theirs.
 */
export function formatForCallee(at: Date, zones: readonly string[], { reader, now }: Asking): string {
  const offset = (zone: string) => offsetPeriodAt(at.getTime(), zone).offset;
  const [first] = zones;
  const own = formatInstantBriefly(at, now, reader);
  if (first === undefined || zones.every((zone) => offset(zone) === offset(reader.zone))) return own;
  if (zones.some((zone) => offset(zone) !== offset(first)))
    return `${own} (${describeLocalTimes(at, zones)})`;
  const theirs = { ...reader, zone: first };
  const isSameDay = formatDate(at, reader) === formatDate(at, theirs);
  const beside = isSameDay ? `${formatTime(at, reader)} ${zoneAbbreviation(at, reader)}` : own;
  return `${formatWallTime(at, now, theirs)} in ${cityName(first)} (${beside})`;
}
