import type { Database } from 'better-sqlite3';
import { addSqlFunctions } from '../../../src/store/sqlite/connection/sql-functions.ts';
import { openSqlite } from '../../../src/store/sqlite/connection/sqlite.ts';

/** Defines the table `n` with the numbers 1 to `?`. */
const counting = 'with recursive n(i) as (select 1 union all select i + 1 from n where i < ?)';

const contacts = `insert into contacts (name, phone_number, custom_fields, created_at, updated_at)
  select 'Person ' || i, printf('+614%08d', i), '{}', 0, 0 from n`;

const campaigns = `insert into campaigns (name, created_at) select 'Campaign ' || i, 0 from n`;

/**
 * One a minute until now. One in ten is busy, and one in a thousand invalid; a fifth each are of five agents, and a twentieth each of
 * twenty campaigns; few cost four dollars or more.
 */
const calls = `insert into calls (reference, contact_id, campaign_id, attempt, from_number, to_number, agent_id,
    dynamic_variables, status, retell_call_id, disposition, answered_by, cost_cents, requested_at, started_at, ended_at, duration_ms, updated_at)
  select printf('%032d', i), (i - 1) % :contacts + 1, i % 20 + 1, 1, '+61255501234', printf('+614%08d', (i - 1) % :contacts + 1),
    'agent_' || (i % 5), json_object('contact_name', 'Person ' || i), iif(i % 10 = 0, 'not_connected', 'ended'), printf('call_%032d', i),
    case when i % 1000 = 0 then 'invalid' when i % 10 = 0 then 'busy' when i % 3 = 0 then 'no_answer' else 'answered' end,
    iif(i % 10 <> 0 and i % 3 <> 0, 'human', null), iif(i % 9973 = 0, 450, i % 200), :now - (:calls - i) * 60000, :now, :now, 60000, 0
  from n`;

/** Of some 60 words each; one in five hundred has the word "zebra". */
const transcripts = `insert into call_transcripts (call_id, turns, observed_at)
  select i, json_array(
    json_object('speaker', 'agent', 'text', 'Hello, this is Ada from Harbour Roofing, am I speaking with person ' || i || '?', 'at', 0),
    json_object('speaker', 'user', 'text', 'Yes, what is it about? I have word' || (i % 5000) || ' and word' || (i % 777) || ' in mind.', 'at', 4000),
    json_object('speaker', 'agent', 'text', 'We are in your street next week, and could look at your roof for nothing. Is Tuesday good?', 'at', 9000),
    json_object('speaker', 'user', 'text', iif(i % 500 = 0, 'There is a zebra on the roof.', 'Call me back on Tuesday, please.'), 'at', 15000)), 0
  from n`;

const index = `insert into transcripts_search (rowid, words) select call_id, spoken(turns) from call_transcripts`;

/** Fills a database in which voicebot's tables are empty with calls that are over, the first of them with transcripts. */
export function fillHistory(path: string, size: { calls: number; transcripts: number }): void {
  const database: Database = openSqlite(path);
  try {
    addSqlFunctions(database);
    // This database may be lost.
    database.exec('PRAGMA synchronous = OFF; PRAGMA cache_size = -400000');
    const people = Math.max(100, size.calls / 10);
    const insert = (statement: string, count: number, values: object = {}) =>
      database.prepare(`${counting} ${statement}`).run(count, values);
    insert(contacts, people);
    insert(campaigns, 20);
    insert(calls, size.calls, { calls: size.calls, contacts: people, now: Date.now() });
    insert(transcripts, size.transcripts);
    database.exec(index);
    database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  } finally {
    database.close();
  }
}
