import { offsetAt } from '../../../../domain/time/local-time.ts';
import { formatTime, formatWeekday, type Reader } from '../../../../domain/time/time-display.ts';
import { cityName } from '../../../../domain/time/time-zone.ts';

/**
 * Returns what a callee's clock shows at an instant, if it differs from the operator's: `6:00 am in Perth`, or, where several clocks
 * are possible, `6:00 am to 9:00 am, in one of 7 zones`; undefined if it does not.
 */
export function calleeClock(at: Date, zones: readonly string[], reader: Reader): string | undefined {
  const timeIn = (zone: string) => {
    const there = { zone, locale: reader.locale };
    const day = formatWeekday(at, there);
    return `${day === formatWeekday(at, reader) ? '' : `${day} `}${formatTime(at, there)}`;
  };
  const here = timeIn(reader.zone);
  const sorted = [...zones].sort((a, b) => offsetAt(at, a) - offsetAt(at, b));
  const [earliest] = sorted;
  const latest = sorted.at(-1);
  if (!earliest || !latest || sorted.every((zone) => timeIn(zone) === here)) return undefined;
  if (sorted.length === 1) return `${timeIn(earliest)} in ${cityName(earliest)}`;
  const range = [...new Set([timeIn(earliest), timeIn(latest)])].join(' to ');
  return `${range}, in one of ${sorted.length} zones`;
}
