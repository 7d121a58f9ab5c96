import { dispositions } from '../../../src/domain/calls/outcomes/disposition.ts';
import { openSqlite } from '../../../src/store/sqlite/connection/sqlite.ts';
import type { Measurement } from '../benchmark.ts';

/** Statuses that go with the dispositions, in the same order. */
const statuses = ['ended', 'ended', ...Array<string>(6).fill('not_connected'), 'error'];

const pick = (words: readonly string[]) =>
  `json_extract('${JSON.stringify(words)}', '$[' || ((i * 31) % ${words.length}) || ']')`;

/**
 * Calls that are over, four to each person or so, each with an outcome, a summary and variables as long as usual: a year of them, in twenty campaigns,
 * by four agents from three numbers.
 */
const calls = `
  with recursive n(i) as (select 1 union all select i + 1 from n where i < :calls)
  insert into calls (reference, contact_id, campaign_id, attempt, from_number, to_number, agent_id, dynamic_variables, status,
    retell_call_id, requested_at, started_at, ended_at, duration_ms, disposition, answered_by, cost_cents, success, summary,
    callee_offset, callee_clock, updated_at)
  select printf('%032d', i), (i * 7919) % :contacts + 1, i % 20 + 1, 1, '+6125550123' || (i % 3), printf('+614%08d', (i * 7919) % :contacts + 1),
    printf('agent_%028d', i % 4), json_object('contact_name', 'Surname' || i, 'current_time', 'Monday'), ${pick(statuses)},
    printf('call_%032d', i), at, at + 9000, at + 69000, 60000 + i % 90000, ${pick(dispositions)}, iif((i * 31) % 9 = 0, 'human', null),
    12.5 + (i % 100) / 8.0, i % 2, 'The agent explained why it was calling, and the person agreed to the request.',
    480 + (i % 3) * 60, iif(i % 5 = 0, 'assumed', 'callee'), at
  from (select i, 1780000000000 + i * 31536 as at from n)`;

const campaigns = `
  with recursive n(i) as (select 1 union all select i + 1 from n where i < 20)
  insert into campaigns (name, created_at) select 'Campaign ' || i, 0 from n`;

/** One call in fifty asks for a callback. */
const callbacks = `
  insert into callbacks (call_id, state, at, created_at, updated_at)
  select id, 'operator', requested_at, 0, 0 from calls where id % 50 = 0`;

/** Adds calls to a database that has contacts and no calls. */
export function fillCalls(path: string, size: { contacts: number; calls: number }): void {
  const database = openSqlite(path);
  try {
    database.exec('PRAGMA synchronous = OFF; PRAGMA cache_size = -400000');
    database.exec(campaigns);
    database.prepare(calls).run(size);
    database.exec(`${callbacks}; PRAGMA wal_checkpoint(TRUNCATE)`);
  } finally {
    database.close();
  }
}

/** Measures SQLite alone: calls, people and cost by disposition and by agent, a small part of a report. */
export function countInSql(path: string): Measurement {
  const startedAt = performance.now();
  const database = openSqlite(path);
  try {
    for (const column of ['disposition', 'agent_id'])
      database
        .prepare(
          `select ${column}, count(*), count(distinct contact_id), sum(cost_cents) from calls group by ${column}`,
        )
        .all();
  } finally {
    database.close();
  }
  return { ms: performance.now() - startedAt };
}
