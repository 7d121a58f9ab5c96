import { asc, eq, sql } from 'drizzle-orm';
import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import type { CallTimesStore, NamedCallTimes } from '../../../operations/ports/rules/call-times-store.ts';
import type { Database } from '../connection/database.ts';
import { preparedOnce } from '../connection/prepared.ts';
import { namedCallTimes } from '../schema/rule-tables.ts';

const columns = { name: namedCallTimes.name, notation: namedCallTimes.notation };

/** Returns the named call times of an open database. */
export function callTimesStore(database: Database): CallTimesStore {
  return {
    namedCallTimes: () => database.read((db) => allNamed(db).all()),
    setCallTimes: (times, now) => database.write((db) => set(db, times, now)),
    removeCallTimes: (name) =>
      database.write(
        (db) => db.delete(namedCallTimes).where(eq(namedCallTimes.name, name)).run().changes > 0,
      ),
  };
}

const allNamed = preparedOnce((db) =>
  db.select(columns).from(namedCallTimes).orderBy(asc(namedCallTimes.name)).prepare(),
);

const notationNamed = preparedOnce((db) =>
  db
    .select({ notation: namedCallTimes.notation })
    .from(namedCallTimes)
    .where(eq(namedCallTimes.name, sql.placeholder('name')))
    .prepare(),
);

/** Returns the notation of call times with a name; undefined if there are none. */
export function notationOf(db: BetterSQLite3Database, name: string): string | undefined {
  return notationNamed(db).get({ name })?.notation;
}

function set(db: BetterSQLite3Database, { name, notation }: NamedCallTimes, now: Date): boolean {
  const isNew = notationOf(db, name) === undefined;
  const values = { notation, updatedAt: now };
  db.insert(namedCallTimes)
    .values({ name, ...values })
    .onConflictDoUpdate({ target: namedCallTimes.name, set: values })
    .run();
  return isNew;
}
