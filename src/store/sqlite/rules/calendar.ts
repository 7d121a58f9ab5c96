import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import type { CallCalendar } from '../../../domain/calls/call-times/call-calendar.ts';
import { notationOf } from './call-times.ts';
import { holidayFinder, holidaysKnownUntil } from './holidays.ts';

/** Returns what a decision about call times looks up, within a step that reads or writes. */
export function calendarIn(db: BetterSQLite3Database): CallCalendar {
  return {
    holidayOn: holidayFinder(db),
    holidaysKnownUntil: (country) => holidaysKnownUntil(db, country),
    callTimesNamed: (name) => notationOf(db, name),
  };
}
