import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import { type CallCalendar, remembering } from '../../../domain/calls/call-times/call-calendar.ts';
import type { CalendarStore } from '../../../operations/ports/rules/calendar-store.ts';
import type { Database } from '../connection/database.ts';
import { notationOf } from './call-times.ts';
import { holidayFinder, holidaysKnownUntil } from './holidays.ts';

/** Returns the calendar of an open database. */
export function calendarStore(database: Database): CalendarStore {
  return { decideBy: (decide) => database.read((db) => decide(remembering(calendarIn(db)))) };
}

/** Returns what a decision about call times looks up, within a step that reads or writes. */
export function calendarIn(db: BetterSQLite3Database): CallCalendar {
  return {
    holidayOn: holidayFinder(db),
    holidaysKnownUntil: (country) => holidaysKnownUntil(db, country),
    callTimesNamed: (name) => notationOf(db, name),
  };
}
