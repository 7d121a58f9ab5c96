import { and, asc, between, eq, gte, inArray, isNull, lte, sql } from 'drizzle-orm';
import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import type { Holiday, HolidayOn } from '../../../domain/calls/call-times/holiday.ts';
import type {
  HolidayCoverage,
  HolidayFilter,
  HolidayKey,
  HolidayStore,
} from '../../../operations/ports/rules/holiday-store.ts';
import type { Database } from '../connection/database.ts';
import { preparedOnce } from '../connection/prepared.ts';
import { holidayCoverage, holidays } from '../schema/rule-tables.ts';

/** The region of a holiday of the whole country. */
const everywhere = '';

/** Returns the holidays of an open database. */
export function holidayStore(database: Database): HolidayStore {
  return {
    holidays: (filter) => database.read((db) => listHolidays(db, filter)),
    holidayCoverage: () => database.read((db) => allCoverage(db).all()),
    fillHolidays: (coverage, from, days, now) => database.write((db) => fill(db, coverage, from, days, now)),
    addHoliday: (holiday, now) => database.write((db) => add(db, holiday, now)),
    removeHoliday: (key, now) => database.write((db) => remove(db, key, now)),
  };
}

const columns = {
  date: holidays.date,
  country: holidays.country,
  region: holidays.region,
  name: holidays.name,
  source: holidays.source,
};

const holidayOfDay = preparedOnce((db) =>
  db
    .select(columns)
    .from(holidays)
    .where(
      and(
        eq(holidays.country, sql.placeholder('country')),
        eq(holidays.date, sql.placeholder('date')),
        sql`${holidays.region} in (select value from json_each(${sql.placeholder('regions')}))`,
        isNull(holidays.removedAt),
      ),
    )
    .prepare(),
);

/** Returns the function that a decision asks for holidays, within a step that reads or writes. */
export function holidayFinder(db: BetterSQLite3Database): HolidayOn {
  const find = holidayOfDay(db);
  return (date, country, regions) => {
    const rows = find.all({ date, country, regions: JSON.stringify([everywhere, ...(regions ?? [])]) });
    const row = rows.find(({ source }) => source === 'operator') ?? rows[0];
    return row && fromRow(row);
  };
}

const allCoverage = preparedOnce((db) => db.select().from(holidayCoverage).prepare());

const coverageOf = preparedOnce((db) =>
  db
    .select({ until: holidayCoverage.until })
    .from(holidayCoverage)
    .where(eq(holidayCoverage.country, sql.placeholder('country')))
    .prepare(),
);

/** Returns the last date until which a country's holidays are known; undefined if none are. */
export function holidaysKnownUntil(db: BetterSQLite3Database, country: string): string | undefined {
  return coverageOf(db).get({ country })?.until;
}

function listHolidays(db: BetterSQLite3Database, filter: HolidayFilter): Holiday[] {
  const { from, until, country, region } = filter;
  const isListed = and(
    isNull(holidays.removedAt),
    gte(holidays.date, from),
    until === undefined ? undefined : lte(holidays.date, until),
    country === undefined ? undefined : eq(holidays.country, country),
    region === undefined ? undefined : inArray(holidays.region, [everywhere, region]),
  );
  return db
    .select(columns)
    .from(holidays)
    .where(isListed)
    .orderBy(asc(holidays.date), asc(holidays.country), asc(holidays.region))
    .all()
    .map(fromRow);
}

function fill(
  db: BetterSQLite3Database,
  { country, until }: HolidayCoverage,
  from: string,
  days: readonly Holiday[],
  now: Date,
): void {
  db.delete(holidays)
    .where(
      and(
        eq(holidays.country, country),
        between(holidays.date, from, until),
        eq(holidays.source, 'calendar'),
        isNull(holidays.removedAt),
      ),
    )
    .run();
  for (const { date, region, name } of days)
    db.insert(holidays)
      .values({ country, region: region ?? everywhere, date, name, source: 'calendar', createdAt: now })
      .onConflictDoNothing()
      .run();
  db.insert(holidayCoverage)
    .values({ country, until })
    .onConflictDoUpdate({ target: holidayCoverage.country, set: { until } })
    .run();
}

function add(db: BetterSQLite3Database, { date, country, region, name }: Holiday, now: Date): void {
  const own = { name, source: 'operator', removedAt: null } as const;
  db.insert(holidays)
    .values({ country, region: region ?? everywhere, date, createdAt: now, ...own })
    .onConflictDoUpdate({ target: [holidays.country, holidays.date, holidays.region], set: own })
    .run();
}

function remove(db: BetterSQLite3Database, key: HolidayKey, now: Date): Holiday | undefined {
  const { date, country, region } = key;
  const row = db
    .update(holidays)
    .set({ removedAt: now })
    .where(
      and(
        eq(holidays.country, country),
        eq(holidays.date, date),
        eq(holidays.region, region ?? everywhere),
        isNull(holidays.removedAt),
      ),
    )
    .returning(columns)
    .get();
  return row && fromRow(row);
}

type Row = Pick<typeof holidays.$inferSelect, keyof typeof columns>;

function fromRow({ date, country, region, name, source }: Row): Holiday {
  return { date, country, region: region === everywhere ? null : region, name, isOwn: source === 'operator' };
}
