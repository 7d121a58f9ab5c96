import { formatWallTime, type Reader } from '../../../domain/time/time-display.ts';
import type { DayAhead, PlanAhead } from '../../../operations/scheduling/forecast/plan-ahead.ts';
import { type Printable, paint, type StyledText, styled } from '../../terminal/styled-text.ts';

/** From few calls to many. They differ without colours too. */
const shades = ['░', '▒', '▓', '█'] as const;

/** The columns before the first hour: `Tue 8 Dec`, and blanks. */
const labelWidth = 12;

/** Which hours of a day are shown, and how many screen columns each has. */
interface Hours {
  first: number;
  last: number;
  width: 1 | 2;
}

/**
 * Returns a calendar of load: a line for each day, with a cell for each hour and the number of calls; holidays and changes of the clocks
 * are named beside it.
 *
 * @param screenWidth undefined without a screen
 */
export function loadCalendar(
  { days, isLoadAsPlanned }: PlanAhead,
  { reader, now, screenWidth = 100 }: { reader: Reader; now: Date; screenWidth?: number | undefined },
): Printable[] {
  const most = Math.max(...days.flatMap(({ counts }) => counts));
  if (most <= 0) return [];
  const hours = hoursOf(days, screenWidth);
  const legend = most < 10 ? '' : `${legendOf(most)}  `;
  const asPlanned = isLoadAsPlanned ? ' (as planned)' : '';
  return [
    paint.dim(`${' '.repeat(labelWidth)}${header(hours)}`),
    ...days.map((day) => dayLine(day, hours, most, { reader, now })),
    paint.dim(`${' '.repeat(labelWidth)}${legend}calls an hour${asPlanned}`),
  ];
}

/** The hours in which anything rings, and at least from 9 to 5, as far as they fit. */
function hoursOf(days: readonly DayAhead[], screenWidth: number): Hours {
  const used = days.flatMap(({ hours, counts }) => hours.filter((_, index) => (counts[index] ?? 0) > 0));
  const first = Math.min(9, ...used);
  const last = Math.max(16, ...used);
  const width = labelWidth + (last - first + 1) * 2 + ' 100,000'.length <= screenWidth ? 2 : 1;
  return { first, last, width };
}

/** `9am   12pm  3pm`: a name for each third hour. */
function header({ first, last, width }: Hours): string {
  const every = width === 2 ? 3 : 6;
  let line = '';
  for (let hour = Math.ceil(first / every) * every; hour <= last; hour += every)
    line = `${line.padEnd((hour - first) * width)}${hour % 12 || 12}${hour < 12 ? 'am' : 'pm'}`;
  return line;
}

function dayLine(
  { date, hours, counts, change, holiday }: DayAhead,
  shown: Hours,
  most: number,
  { reader, now }: { reader: Reader; now: Date },
): StyledText {
  const noon = new Date(`${date}T12:00:00Z`);
  const [day = ''] = formatWallTime(noon, now, { ...reader, zone: 'UTC' }).split(',');
  const byHour = new Map<number, number>();
  hours.forEach((hour, index) => {
    byHour.set(hour, (byHour.get(hour) ?? 0) + (counts[index] ?? 0));
  });
  const cells = Array.from({ length: shown.last - shown.first + 1 }, (_, index) =>
    cell(byHour.get(shown.first + index) ?? 0, most, shown.width),
  ).join('');
  const total = counts.reduce((sum, n) => sum + n, 0).toLocaleString('en');
  const notes = [holiday, change > 0 && 'clocks go forward', change < 0 && 'clocks go back'].filter(Boolean);
  const note = notes.length > 0 ? paint.yellow(`  ${notes.join(', ')}`) : '';
  return styled`${day.padEnd(labelWidth)}${paint.cyan(cells)}${total.padStart(8)}${note}`;
}

/** Few calls are shown as a number, many as a shade. */
function cell(count: number, most: number, width: number): string {
  if (count === 0) return paint.dim('·').toString().padEnd(width);
  if (most < 10) return String(count).padEnd(width);
  return (shades[Math.ceil((count / most) * shades.length) - 1] ?? '').repeat(width);
}

function legendOf(most: number): string {
  const upTo = shades.map((_, index) => Math.floor((most * (index + 1)) / shades.length));
  return shades
    .map((shade, index) => `${shade} ${rangeOf((upTo[index - 1] ?? 0) + 1, upTo[index] ?? most)}`)
    .join('  ');
}

function rangeOf(from: number, to: number): string {
  return from === to ? `${from}` : `${from.toLocaleString('en')}–${to.toLocaleString('en')}`;
}
