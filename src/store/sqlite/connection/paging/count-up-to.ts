import { type SQL, sql } from 'drizzle-orm';
import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';

/** Returns how many rows a query has, and counts no further than `most`. */
export function countUpTo(db: BetterSQLite3Database, query: SQL, most: number): number {
  return db.values<[number]>(sql`select count(*) from (${query} limit ${most}) as some`)[0]?.[0] ?? 0;
}
