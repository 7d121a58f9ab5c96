import { formatCents } from '../../../domain/money.ts';
import { offsetAt } from '../../../domain/time/local-time.ts';
import { formatTime, formatWeekday, type Reader } from '../../../domain/time/time-display.ts';
import { cityName } from '../../../domain/time/time-zone.ts';
import type { NextCall, Status } from '../../../operations/status/read-status.ts';
import { contactLabel, formatTalkTime } from '../../terminal/columns.ts';
import { type Printable, paint } from '../../terminal/styled-text.ts';
import type { Column } from '../../terminal/table/column-widths.ts';

/** A part of the live view: a table whose first heading is its title. */
export interface Section {
  title: string;
  /** What follows the title in the same line, such as `2 of 500`. */
  count: string;
  /** Its columns but for the title, with a cell for each row. */
  columns: Column[];
  rows: number;
}

/** Returns what is to come, with a countdown, on the operator's clock and the callee's. */
export function nextSection({ next, at }: Status, reader: Reader): Section {
  const label = ({ scheduled, contact }: NextCall) =>
    contact ? contactLabel(contact.name, contact.phoneNumber) : `scheduled call ${scheduled.id}`;
  const dueAt = ({ scheduled }: NextCall) => scheduled.nextAttemptAt ?? scheduled.scheduledTime;
  return {
    title: 'Next',
    count: '',
    rows: next.length,
    columns: [
      { header: '', cells: next.map((call) => countdown(dueAt(call), at)) },
      { header: '', cells: next.map((call) => briefly(dueAt(call), at, reader)) },
      { header: '', cells: next.map(label), shrinks: true },
      {
        header: '',
        cells: next.map((call) => there(call, dueAt(call), reader)),
        dropOrder: 2,
      },
      {
        header: '',
        cells: next.map(({ scheduled }) => paint.dim(scheduled.waitsFor?.replaceAll('_', ' ') ?? '')),
        dropOrder: 1,
      },
    ],
  };
}

/** Returns the calls that are being placed, ring or talk, and for how long. */
export function liveSection({ live, inProgress, at }: Status): Section {
  return {
    title: 'Now',
    count: inProgress > live.length ? `${live.length} of ${inProgress}` : '',
    rows: live.length,
    columns: [
      {
        header: '',
        cells: live.map(({ startedAt, requestedAt }) =>
          formatTalkTime(Math.max(0, at.getTime() - (startedAt ?? requestedAt).getTime())),
        ),
      },
      { header: '', cells: live.map(({ status }) => paint.cyan(liveWords[status] ?? status)) },
      { header: '', cells: live.map(who), shrinks: true },
    ],
  };
}

const liveWords: Readonly<Record<string, string>> = {
  placing: 'placing',
  registered: 'ringing',
  ongoing: 'talking',
};

/** Returns what came of the latest calls. */
export function latestSection({ latest, at }: Status, reader: Reader): Section {
  return {
    title: 'Latest',
    count: '',
    rows: latest.length,
    columns: [
      {
        header: '',
        cells: latest.map(({ endedAt, requestedAt }) => briefly(endedAt ?? requestedAt, at, reader)),
      },
      { header: '', cells: latest.map(outcome) },
      { header: '', cells: latest.map(who), shrinks: true },
      {
        header: '',
        cells: latest.map(({ durationMs }) => (durationMs ? formatTalkTime(durationMs) : '')),
        dropOrder: 2,
      },
      {
        header: '',
        cells: latest.map(({ costCents }) => (costCents === null ? '' : formatCents(costCents))),
        dropOrder: 1,
      },
    ],
  };
}

function who({ contact, toNumber }: Status['live'][number]): string {
  return contact ? contactLabel(contact.name, toNumber) : toNumber;
}

function outcome({ disposition, status }: Status['latest'][number]): Printable {
  const words = (disposition ?? status).replaceAll('_', ' ');
  if (disposition === 'answered') return paint.green(words);
  return status === 'not_placed' || disposition === 'our_side' || disposition === 'broke'
    ? paint.red(words)
    : words;
}

/** Returns what callees' clocks show where that differs from the operator's: `4:32 pm Adelaide`, or `2:02 pm to 4:02 pm` of several. */
function there(call: NextCall, at: Date, reader: Reader): Printable {
  const known = theirClocks.get(call) ?? calleesClocks(call, at, reader);
  theirClocks.set(call, known);
  return known;
}

/** They are drawn every second, and take longer than all else that is. */
const theirClocks = new WeakMap<NextCall, Printable>();

function calleesClocks({ zones }: NextCall, at: Date, reader: Reader): Printable {
  const timeIn = (zone: string) => briefly(at, at, { zone, locale: reader.locale });
  const times = [...zones].sort((a, b) => offsetAt(at, a) - offsetAt(at, b)).map(timeIn);
  const [first, last] = [times[0], times.at(-1)];
  if (first === undefined || times.every((time) => time === briefly(at, at, reader))) return '';
  const [zone, ...others] = zones;
  const where = zone && others.length === 0 ? ` ${cityName(zone)}` : '';
  return paint.dim(first === last ? `${first}${where}` : `${first} to ${last}`);
}

/** Returns a time of day, with its weekday if that is not today's: `9:00 am`, `Fri 9:00 am`. */
export function briefly(at: Date, now: Date, reader: Reader): string {
  const day = formatWeekday(at, reader);
  return `${day === formatWeekday(now, reader) ? '' : `${day} `}${formatTime(at, reader)}`;
}

/** Returns how far off a time is: `in 0:42`, `in 1:02:03`, `in 3 d`, `due`. */
function countdown(at: Date, now: Date): Printable {
  const seconds = Math.ceil((at.getTime() - now.getTime()) / 1000);
  if (seconds <= 0) return paint.yellow('due');
  if (seconds >= 86_400) return `in ${Math.floor(seconds / 86_400)} d`;
  const two = (value: number) => String(value).padStart(2, '0');
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor((seconds % 3600) / 60)];
  return hours > 0
    ? `in ${hours}:${two(minutes)}:${two(seconds % 60)}`
    : `in ${minutes}:${two(seconds % 60)}`;
}
