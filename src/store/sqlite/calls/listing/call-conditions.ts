import { type SQL, sql } from 'drizzle-orm';
import type { CallFilter } from '../../../../operations/ports/outcomes/call-list-store.ts';

/** A condition of a filter that has an index of its own, in which its calls are in order of time. */
export interface Indexed {
  name: 'campaign' | 'disposition' | 'agent' | 'status' | 'time' | 'cost';
  /** The parts of the index that have its calls: one for each disposition. */
  parts: SQL[];
  /** The same condition in a form for which SQLite uses no index. */
  check: SQL;
}

/** Returns the conditions of a filter that many calls may meet, those first that usually fewer do. */
export function broadConditions(filter: CallFilter): Indexed[] {
  const { campaignId, dispositions, agentId, status, since, until, minCostCents, maxCostCents } = filter;
  const conditions: (Indexed | undefined)[] = [
    campaignId === undefined
      ? undefined
      : both('campaign', (mark) => sql`${mark}calls.campaign_id = ${campaignId}`),
    dispositions && {
      name: 'disposition',
      parts: dispositions.map(
        (name) => sql`(calls.disposition || '') = ${name} and calls.disposition is not null`,
      ),
      check: sql`calls.disposition in (select value from json_each(${JSON.stringify(dispositions)}))`,
    },
    agentId === undefined ? undefined : both('agent', (mark) => sql`${mark}calls.agent_id = ${agentId}`),
    status && {
      name: 'status',
      parts: [sql`(calls.status || '') = ${status}`],
      check: sql`+calls.status = ${status}`,
    },
    since || until
      ? both('time', (mark) =>
          between(sql`${mark}calls.requested_at`, since?.getTime(), until?.getTime(), '<'),
        )
      : undefined,
    minCostCents !== undefined || maxCostCents !== undefined
      ? both('cost', (mark) => between(sql`${mark}calls.cost_cents`, minCostCents, maxCostCents, '<='))
      : undefined,
  ];
  return conditions.filter((condition) => condition !== undefined);
}

function both(name: Indexed['name'], condition: (mark: SQL) => SQL): Indexed {
  return { name, parts: [condition(sql``)], check: condition(sql`+`) };
}

function between(value: SQL, from: number | undefined, to: number | undefined, end: '<' | '<='): SQL {
  const conditions = [
    ...(from === undefined ? [] : [sql`${value} >= ${from}`]),
    ...(to === undefined ? [] : [sql`${value} ${sql.raw(end)} ${to}`]),
  ];
  return sql.join(conditions, sql` and `);
}
