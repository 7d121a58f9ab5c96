import type { Disposition } from '../../domain/calls/outcomes/disposition.ts';
import { formatCents } from '../../domain/money.ts';
import type { Weekday } from '../../domain/reports/callee-hours.ts';
import type { Grouping } from '../../domain/reports/groupings.ts';
import type { Rate } from '../../domain/reports/rates.ts';
import { formatInstant, type Reader } from '../../domain/time/time-display.ts';
import type { MadeReport } from '../../operations/reports/make-report.ts';

/** Stands for a value that does not exist, such as a rate of nothing. */
export const noValue = '–';

/** Formats a number: `1,234`. */
export function formatCount(value: number): string {
  return value.toLocaleString('en');
}

/** Returns a number with its word: `1 call`, `2 calls`. */
export function counted(value: number, one: string, several = `${one}s`): string {
  return `${formatCount(value)} ${value === 1 ? one : several}`;
}

/** Formats a share of 1: `62.4%`. */
export function formatShare(share: number | null): string {
  return share === null ? noValue : `${(share * 100).toFixed(1)}%`;
}

const dollar = 100;

/** Formats an amount of US cents: `US$1,234.50`, or `US$0.0296` below a dollar. */
export function formatCost(cents: number | null): string {
  if (cents === null) return noValue;
  if (cents < dollar) return formatCents(cents);
  const digits = { minimumFractionDigits: 2, maximumFractionDigits: 2 };
  return `US$${(cents / dollar).toLocaleString('en', digits)}`;
}

/** Formats a length of time as phones do: `1:05`, `1:02:05`. */
export function formatLength(ms: number | null): string {
  if (ms === null) return noValue;
  const seconds = Math.round(ms / 1000);
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  const two = (value: number) => String(value).padStart(2, '0');
  return hours > 0
    ? `${formatCount(hours)}:${two(minutes)}:${two(seconds % 60)}`
    : `${minutes}:${two(seconds % 60)}`;
}

/** Formats the value of a rate by its unit. */
export function formatRate({ value, unit }: Pick<Rate, 'value' | 'unit'>): string {
  if (unit === 'share') return formatShare(value);
  if (unit === 'cents') return formatCost(value);
  return value === null ? noValue : value.toFixed(2);
}

/** What dispositions are called. */
export const dispositionLabels: Readonly<Record<Disposition, string>> = {
  answered: 'Answered',
  machine: 'Voicemail',
  busy: 'Busy',
  no_answer: 'No answer',
  declined: 'Declined',
  invalid: 'Invalid number',
  caller_id: 'Caller ID refused',
  our_side: 'Our side',
  broke: 'Broke off',
};

/** Returns `Mon` for a weekday. */
export function shortWeekday(weekday: Weekday): string {
  return weekday.charAt(0).toUpperCase() + weekday.slice(1, 3);
}

/** Formats an hour of the day: `09:00`. */
export function formatHour(hour: number): string {
  return `${String(hour).padStart(2, '0')}:00`;
}

interface GroupWords {
  /** The heading of what is grouped by. */
  heading: string;
  /** The name of the group without a key. */
  unknown: string;
}

/** What groups are called. */
export const groupWords: Readonly<Record<Grouping, GroupWords>> = {
  hour: { heading: 'Hour', unknown: 'unknown' },
  day: { heading: 'Day', unknown: 'unknown' },
  agent: { heading: 'Agent', unknown: 'unknown' },
  tag: { heading: 'Tag', unknown: 'no tag' },
  'from-number': { heading: 'From number', unknown: 'unknown' },
};

/** Returns what a group is called: `Tue 8 Dec 2026` for a day. */
export function groupLabel(by: Grouping, key: string | null, { locale }: Pick<Reader, 'locale'>): string {
  if (key === null) return groupWords[by].unknown;
  if (by !== 'day') return key;
  const [day = key] = formatInstant(new Date(`${key}T12:00:00Z`), { zone: 'UTC', locale }).split(',');
  return day;
}

/** Returns what a report is about: a campaign, or all calls. */
export function titleOf({ campaign }: MadeReport): string {
  return campaign?.name ?? 'All calls';
}

/** Returns the time that a report covers: `since Tue 1 Dec 2026, 12:00 am AEDT`; undefined if it covers all. */
export function rangeOf({ since, until }: MadeReport, reader: Reader): string | undefined {
  const parts = [
    since && `since ${formatInstant(since, reader)}`,
    until && `until ${formatInstant(until, reader)}`,
  ];
  return parts.filter(Boolean).join(' ') || undefined;
}

/** Says how far the hours can be trusted; undefined if every clock is known. */
export function clockNote({ hours: { clocks } }: MadeReport): string | undefined {
  const { assumed, unknown } = clocks;
  const notes = [
    assumed > 0 &&
      `${counted(assumed, 'call')} counted by an assumed time zone, as the number may be in several`,
    unknown > 0 && `${counted(unknown, 'call')} left out, as the time zone is not known`,
  ].filter(Boolean);
  return notes.length === 0 ? undefined : notes.join('; ');
}
