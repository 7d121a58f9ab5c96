import type { Database } from 'better-sqlite3';
import { z } from 'zod';
import { addSqlFunctions } from '../../src/store/sqlite/connection/sql-functions.ts';
import { openSqlite } from '../../src/store/sqlite/connection/sqlite.ts';
import type { LoggedStatement } from './every-command.ts';

/** A statement that reads more rows the more there are. */
export interface Walk extends LoggedStatement {
  /** The steps of its plan that do so. */
  walks: string[];
  /** All steps, as SQLite describes them. */
  plan: string[];
}

const steps = z.array(z.object({ detail: z.string() }));

/** Tables that always have few rows: SQLite’s own, those of settings, imports, accounts and holidays, and parts of a query. */
const small =
  /^(sqlite_master|__drizzle_migrations|column_mappings|imports|accounts|tokens|ledger|outages|holidays|holiday_coverage|call_times|CONSTANT|\(subquery-\d+\)|known|some|found|concerned|field|json_each)$/;

/**
 * Every use of a virtual table is a SCAN. FTS5 looks up words (`M`) or an id (`=`); without either it walks through its ids, which is
 * fine with a limit.
 */
const isLookUp = / VIRTUAL TABLE INDEX \d+:(M|=)/;

/** Returns the statements whose plan, in a database with this schema, walks through or sorts a table. */
export function walksOf(schema: readonly string[], statements: readonly LoggedStatement[]): Walk[] {
  const database = openSqlite(':memory:');
  try {
    addSqlFunctions(database);
    for (const sql of schema) database.exec(sql);
    for (const { sql } of statements)
      if (/^create virtual table if not exists temp\./.test(sql)) database.exec(sql);
    return statements.flatMap((statement) => {
      const plan = planOf(database, statement.sql);
      const walks = plan.filter((step) => isWalk(step, statement.sql));
      return walks.length > 0 ? [{ ...statement, walks, plan }] : [];
    });
  } finally {
    database.close();
  }
}

function planOf(database: Database, sql: string): string[] {
  if (/^PRAGMA data_version$/.test(sql)) return [];
  if (/^\s*(pragma|vacuum)\b/i.test(sql)) return ['EVERYTHING'];
  const statement = database.prepare(`EXPLAIN QUERY PLAN ${sql}`);
  // Nothing runs, but every parameter must have a value. Positional ones are counted by trying.
  const named = Object.fromEntries([...sql.matchAll(/[$@](\w+)/g)].map(([, name]) => [name, null]));
  for (let count = 0; ; count++) {
    try {
      return steps.parse(statement.all(...Array<null>(count).fill(null), named)).map(({ detail }) => detail);
    } catch (error) {
      if (!(error instanceof RangeError) || count > 100) throw error;
    }
  }
}

function isWalk(step: string, sql: string): boolean {
  if (step === 'EVERYTHING' || /^USE TEMP B-TREE/.test(step)) return true;
  const [, table, access] = /^SCAN (\S+)(.*)/.exec(step) ?? [];
  if (table === undefined || access === undefined)
    return isCoarse.test(step) && hasFilter(sql, /\sand\s|^#$/i);
  if (small.test(table) || isLookUp.test(access)) return false;
  // Rows that are counted up to a limit are read as a page is.
  const [, counted] = /^select count\(\*\) from \((.*)\) as some$/s.exec(sql) ?? [];
  if (counted !== undefined) return isWalk(step, counted);
  return table === 'contacts_search' ? !isNewestOnly.test(sql) : !isOrderedPage(sql);
}

/** An index on status or time alone, which a statement with another condition must not use: it would read all these rows. */
const isCoarse = / INDEX (\w+_status \((status|<expr>)=\?\)|scheduled_calls_due \(next_attempt_at<\?\))$/;

const isNewestOnly = /\(select rowid from contacts_search order by rowid desc limit 1\)/;

/** Returns whether a statement walks along an index up to a limit, without skipping rows. */
function isOrderedPage(sql: string): boolean {
  return /\blimit\b/i.test(outermost(sql)) && !hasFilter(sql, /./);
}

function hasFilter(sql: string, pattern: RegExp): boolean {
  const [, filter] = /\swhere\s(.*?)(\sorder by\s|\slimit\s|$)/is.exec(outermost(sql)) ?? [];
  return filter !== undefined && pattern.test(filter);
}

/** Returns a statement with `#` in place of anything in parentheses. */
function outermost(sql: string): string {
  const shorter = sql.replace(/\([^()]*\)/g, '#');
  return shorter === sql ? sql : outermost(shorter);
}
