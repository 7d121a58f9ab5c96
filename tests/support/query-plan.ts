import type { Database } from 'better-sqlite3';
import { z } from 'zod';
import { addSqlFunctions } from '../../src/store/sqlite/connection/sql-functions.ts';
import { openSqlite } from '../../src/store/sqlite/connection/sqlite.ts';
import type { Noted } from './every-command.ts';

/** A statement that looks at more rows the more there are. */
export interface Walk extends Noted {
  /** The steps of its plan in which it does. */
  walks: string[];
  /** All of them, as SQLite tells them. */
  plan: string[];
}

const steps = z.array(z.object({ detail: z.string() }));

/** What has few rows however much there is: SQLite's own tables, those of settings and imports, and the parts of one query. */
const small =
  /^(sqlite_master|__drizzle_migrations|column_mappings|imports|CONSTANT|\(subquery-\d+\)|known|some|concerned|field|json_each)$/;

/**
 * A virtual table calls everything a scan. FTS5 looks words up (`M`) or an id (`=`), and without either goes along its ids, which
 * is told by the limit.
 */
const isLookUp = / VIRTUAL TABLE INDEX \d+:(M|=)/;

/** Those of these statements whose plan, in a database of this schema, says that they go through a table or sort one. */
export function walksOf(schema: readonly string[], statements: readonly Noted[]): Walk[] {
  const database = openSqlite(':memory:');
  try {
    addSqlFunctions(database);
    for (const sql of schema) database.exec(sql);
    return statements.flatMap((one) => {
      const plan = planOf(database, one.sql);
      const walks = plan.filter((step) => isWalk(step, one.sql));
      return walks.length > 0 ? [{ ...one, walks, plan }] : [];
    });
  } finally {
    database.close();
  }
}

function planOf(database: Database, sql: string): string[] {
  if (/^\s*(pragma|vacuum)\b/i.test(sql)) return ['EVERYTHING'];
  const statement = database.prepare(`EXPLAIN QUERY PLAN ${sql}`);
  // Nothing is run, but each parameter must be given, by name or in its place.
  const named = Object.fromEntries([...sql.matchAll(/\$(\w+)/g)].map(([, name]) => [name, null]));
  for (let given = 0; ; given++) {
    try {
      return steps.parse(statement.all(...Array<null>(given).fill(null), named)).map(({ detail }) => detail);
    } catch (error) {
      if (!(error instanceof RangeError) || given > 100) throw error;
    }
  }
}

function isWalk(step: string, sql: string): boolean {
  if (step === 'EVERYTHING' || /^USE TEMP B-TREE/.test(step)) return true;
  const [, table, how] = /^SCAN (\S+)(.*)/.exec(step) ?? [];
  if (table === undefined || how === undefined) return isCoarse.test(step) && hasFilter(sql, /\sand\s|^#$/i);
  if (small.test(table) || isLookUp.test(how)) return false;
  return table === 'contacts_search' ? !isNewestOnly.test(sql) : !isOrderedPage(sql);
}

/** All calls that stand so: no way to find those among them that something else is true of. */
const isCoarse = / INDEX \w+_status \((status|<expr>)=\?\)$/;

const isNewestOnly = /\(select rowid from contacts_search order by rowid desc limit 1\)/;

/** A walk in the order of an index that ends at a limit, and leaves out nobody on its way. */
function isOrderedPage(sql: string): boolean {
  return /\blimit\b/i.test(outermost(sql)) && !hasFilter(sql, /./);
}

function hasFilter(sql: string, what: RegExp): boolean {
  const [, filter] = /\swhere\s(.*?)(\sorder by\s|\slimit\s|$)/is.exec(outermost(sql)) ?? [];
  return filter !== undefined && what.test(filter);
}

/** A statement with a sign in place of what stands in brackets. */
function outermost(sql: string): string {
  const less = sql.replace(/\([^()]*\)/g, '#');
  return less === sql ? sql : outermost(less);
}
