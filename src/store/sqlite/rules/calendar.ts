import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import { type CallCalendar, remembering } from '../../../domain/calls/call-times/call-calendar.ts';
import type { CalendarStore } from '../../../operations/ports/rules/calendar-store.ts';
import type { Database } from '../connection/database.ts';
import { sqliteCode } from '../connection/sqlite-errors.ts';
import { notationOf } from './call-times.ts';
import { holidayFinder, holidaysKnownUntil } from './holidays.ts';

/** Returns the calendar of an open database. */
export function calendarStore(database: Database): CalendarStore {
  return { decideBy: (decide) => database.read((db) => decideBy(calendarIn(db), decide)) };
}

/** A decision takes whatever it cannot read for a reason against the call. If SQLite itself fails, nothing is decided at all. */
function decideBy<T>(calendar: CallCalendar, decide: (calendar: CallCalendar) => T): T {
  const failures: unknown[] = [];
  const noting =
    <A extends unknown[], R>(find: (...asked: A) => R) =>
    (...asked: A): R => {
      try {
        return find(...asked);
      } catch (error) {
        if (sqliteCode(error)) failures.push(error);
        throw error;
      }
    };
  const lookUps = remembering({
    holidayOn: noting(calendar.holidayOn),
    holidaysKnownUntil: noting((country) => calendar.holidaysKnownUntil(country)),
    callTimesNamed: noting((name) => calendar.callTimesNamed(name)),
  });
  try {
    const decided = decide(lookUps);
    if (failures.length === 0) return decided;
  } catch (error) {
    if (failures.length === 0) throw error;
  }
  throw failures[0];
}

/** Returns what a decision about call times looks up, within a step that reads or writes. */
export function calendarIn(db: BetterSQLite3Database): CallCalendar {
  return {
    holidayOn: holidayFinder(db),
    holidaysKnownUntil: (country) => holidaysKnownUntil(db, country),
    callTimesNamed: (name) => notationOf(db, name),
  };
}
