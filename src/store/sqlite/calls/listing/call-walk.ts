import { and, type SQL, sql } from 'drizzle-orm';
import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import type { CallFilter } from '../../../../operations/ports/outcomes/call-list-store.ts';
import type { CallOrder } from '../../../../operations/ports/paging/orders.ts';
import { countUpTo } from '../../connection/paging/count-up-to.ts';
import { broadConditions, type Indexed } from './call-conditions.ts';
import { spokenExpression } from './transcript-search.ts';

/** How the calls that meet a filter are found: along one index, with the other conditions checked of each call. */
export interface Walk {
  index: 'search' | 'calls';
  /** The parts of the index. */
  parts: (SQL | undefined)[];
  checks: SQL[];
  /** Whether the index has the calls in the order that is asked for; if not, they are sorted. */
  isInOrder: boolean;
}

/** So many calls are read and sorted in a few ms. */
const few = 2000;

/**
 * Returns the way to the calls of a filter that reads the fewest: what a contact has or a search finds; else what a condition that few
 * calls meet has; else an index in the order asked for, along which a page is soon full.
 *
 * @param order undefined for the newest first
 * @returns undefined if no call can meet the filter
 */
export function walkOf(
  db: BetterSQLite3Database,
  filter: CallFilter,
  order: CallOrder | undefined,
): Walk | undefined {
  const broad = broadConditions(filter);
  const narrow = narrowWalk(filter, broad, order);
  if (narrow !== 'none') return narrow;
  const byCost = order?.by === 'costCents';
  const others = broad.filter(({ name }) => name !== 'time');
  const inOrder = broad.find(({ name }) => (name === 'cost') === byCost && (byCost || name !== 'time'));
  const onlyInOrder = byCost ? broad.every((one) => one === inOrder) : others.every((one) => one === inOrder);
  const rare = onlyInOrder ? undefined : broad.find((one) => countOf(db, one, broad, few + 1) <= few);
  if (rare) return walkAlong(rare, broad, false);
  const driver = inOrder ?? (byCost ? undefined : broad.find(({ name }) => name === 'time'));
  return driver
    ? walkAlong(driver, broad, true)
    : { index: 'calls', parts: [undefined], checks: broad.map(({ check }) => check), isInOrder: true };
}

/** Returns how many calls meet a filter, counting up to `most`. It is `most` as soon as every single condition is met by that many. */
export function countCalls(db: BetterSQLite3Database, filter: CallFilter, most: number): number {
  const broad = broadConditions(filter);
  const narrow = narrowWalk(filter, broad, undefined);
  if (narrow === undefined) return 0;
  const all: Walk = { index: 'calls', parts: [undefined], checks: [], isInOrder: true };
  const walks =
    narrow !== 'none' ? [narrow] : broad.length > 0 ? broad.map((one) => walkAlong(one, broad, true)) : [all];
  const counted = walks.map((walk) => ({ walk, n: countWalk(db, { ...walk, checks: [] }, most) }));
  const [least] = counted.toSorted((a, b) => a.n - b.n);
  if (!least || least.n >= most || least.walk.checks.length === 0) return least?.n ?? 0;
  return countWalk(db, least.walk, most);
}

function narrowWalk(
  { contactId, search }: CallFilter,
  broad: readonly Indexed[],
  order: CallOrder | undefined,
): Walk | undefined | 'none' {
  const checks = broad.map(({ check }) => check);
  const expression = search === undefined ? undefined : spokenExpression(search);
  if (search !== undefined && expression === undefined) return undefined;
  if (contactId !== undefined) {
    const isFound = sql`exists (select 1 from transcripts_search
      where transcripts_search.rowid = calls.id and transcripts_search match ${expression})`;
    const parts = [sql`calls.contact_id = ${contactId}`];
    const all = expression === undefined ? checks : [...checks, isFound];
    return { index: 'calls', parts, checks: all, isInOrder: false };
  }
  if (expression === undefined) return 'none';
  const parts = [sql`transcripts_search match ${expression}`];
  return { index: 'search', parts, checks, isInOrder: order === undefined };
}

/** Returns what a walk selects from. What a search finds is read by itself, unless something of the calls is needed. */
export function sourceOf({ index, checks }: Walk, needsCalls: boolean): SQL {
  if (index === 'calls') return sql`calls`;
  if (checks.length === 0 && !needsCalls) return sql`transcripts_search`;
  // A cross join runs in the order in which it is written (https://sqlite.org/optoverview.html#crossjoin).
  return sql`transcripts_search cross join calls on calls.id = transcripts_search.rowid`;
}

/** All indexes but that of costs have the time after their own column. */
function walkAlong(driver: Indexed, broad: readonly Indexed[], isInOrder: boolean): Walk {
  const time = broad.find(({ name }) => name === 'time');
  const isTimed = time !== undefined && driver !== time && driver.name !== 'cost';
  const parts = isTimed ? driver.parts.map((part) => and(part, ...time.parts)) : driver.parts;
  const checked = broad.filter((one) => one !== driver && !(isTimed && one === time));
  return { index: 'calls', parts, checks: checked.map(({ check }) => check), isInOrder };
}

function countOf(
  db: BetterSQLite3Database,
  condition: Indexed,
  broad: readonly Indexed[],
  most: number,
): number {
  return countWalk(db, { ...walkAlong(condition, broad, true), checks: [] }, most);
}

function countWalk(db: BetterSQLite3Database, walk: Walk, most: number): number {
  const from = sourceOf(walk, false);
  let counted = 0;
  for (const part of walk.parts) {
    const where = and(part, ...walk.checks);
    counted += countUpTo(
      db,
      sql`select 1 from ${from}${where ? sql` where ${where}` : sql``}`,
      most - counted,
    );
    if (counted >= most) return most;
  }
  return counted;
}
