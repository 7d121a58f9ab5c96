import type { Database } from 'better-sqlite3';
import { openSqlite } from '../../../src/store/sqlite/connection/sqlite.ts';
import type { Measurement } from '../benchmark.ts';

/** How many rows a database has. */
export interface Size {
  contacts: number;
  /** The PENDING scheduled calls, and as many COMPLETED ones. */
  pending: number;
  /** Calls that have ended, including one for each COMPLETED scheduled call. */
  calls: number;
}

/** Defines the table `n` with the numbers 1 to `?`. */
const counting = 'with recursive n(i) as (select 1 union all select i + 1 from n where i < ?)';

const firstNames = `'["Ada","Grace","Linus","Margaret","Alan","Barbara","Edsger","Radia"]'`;

/** Every surname is unique, one first name in eight is Ada, and one contact in a thousand has the plan `gold`. */
const contacts = `
  insert into contacts (name, phone_number, email, business_name, custom_fields, created_at, updated_at)
  select json_extract(${firstNames}, '$[' || (i % 8) || ']') || ' Surname' || i, printf('+614%08d', i),
    printf('person.%d@example.com', i), 'Company ' || (i % 5000),
    json_object('plan_tier', iif(i % 1000 = 0, 'gold', 'silver'), 'notes', 'Spoke to them, call ' || (i % 7)), 0, 0
  from n`;

const tags = `insert into contact_tags (contact_id, tag) select i, 'spring' from n`;
const rareTags = `insert into contact_tags (contact_id, tag) select i, 'vip' from n where i % 1000 = 0`;

/** The first is due in the year 2100, and each of the others one second after the last. */
const pending = `
  insert into scheduled_calls (contact_id, from_number, agent_id, scheduled_time, status, dynamic_variables, attempts,
    max_attempts, next_attempt_at, created_at, updated_at)
  select i, '+61255501234', 'agent_demo', 4102444800000 + i * 1000, 'PENDING', '{}', 0, 3, 4102444800000 + i * 1000, 0, 0
  from n`;

const completed = `
  insert into scheduled_calls (contact_id, from_number, agent_id, scheduled_time, status, dynamic_variables, attempts,
    max_attempts, executed_at, call_id, retell_call_id, created_at, updated_at)
  select i, '+61255501234', 'agent_demo', i * 1000, 'COMPLETED', '{}', 1, 3, i * 1000, i, printf('call_%032d', i), 0, 0
  from n`;

/** One in a thousand was not connected. */
const calls = `
  insert into calls (reference, scheduled_call_id, contact_id, attempt, from_number, to_number, agent_id, dynamic_variables,
    status, retell_call_id, requested_at, started_at, ended_at, duration_ms, updated_at)
  select printf('%032d', i), iif(i <= :completed, :completed + i, null), (i - 1) % :contacts + 1, 1, '+61255501234',
    printf('+614%08d', (i - 1) % :contacts + 1), 'agent_demo', json_object('contact_name', 'Surname' || i),
    iif(i % 1000 = 0, 'not_connected', 'ended'), printf('call_%032d', i), i * 1000, i * 1000, i * 1000 + 60000, 60000, 0
  from n`;

/** Fills a database in which voicebot's tables are empty. */
export function fill(path: string, size: Size): void {
  withDatabase(path, (database) => {
    // This database may be lost.
    database.exec('PRAGMA synchronous = OFF; PRAGMA cache_size = -400000');
    const insert = (statement: string, count: number) => {
      if (count > 0) database.prepare(`${counting} ${statement}`).run(count);
    };
    insert(contacts, size.contacts);
    insert(tags, size.contacts);
    insert(rareTags, size.contacts);
    insert(pending, size.pending);
    insert(completed, size.pending);
    if (size.calls > 0)
      database
        .prepare(`${counting} ${calls}`)
        .run(size.calls, { completed: size.pending, contacts: size.contacts });
    database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  });
}

/** Makes a PENDING call due now. */
export function makeDue(path: string, id: number): void {
  withDatabase(path, (database) =>
    database
      .prepare("update scheduled_calls set next_attempt_at = ? where id = ? and status = 'PENDING'")
      .run(Date.now(), id),
  );
}

const insertPending = `
  insert into scheduled_calls (contact_id, from_number, agent_id, scheduled_time, status, dynamic_variables, attempts,
    max_attempts, next_attempt_at, created_at, updated_at)
  values (?, '+61255501234', 'agent_demo', ?, 'PENDING', '{}', 0, 3, ?, 0, 0)`;

/** Measures SQLite alone inserting a PENDING call for each contact, durably and in one transaction. */
export function scheduleInSql(path: string, contacts: number): Measurement {
  return measure(path, (database) => {
    const insert = database.prepare(insertPending);
    for (let id = 1; id <= contacts; id++)
      insert.run(id, 4102444800000 + id * 1000, 4102444800000 + id * 1000);
  });
}

/** Measures SQLite alone cancelling all PENDING calls. */
export function cancelInSql(path: string): Measurement {
  return measure(path, (database) => {
    const cancelAll =
      "update scheduled_calls set status = 'CANCELLED', next_attempt_at = null where status = 'PENDING'";
    database.prepare(cancelAll).run();
  });
}

function measure(path: string, work: (database: Database) => void): Measurement {
  const startedAt = performance.now();
  withDatabase(path, (database) => {
    database.exec('PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON');
    database.transaction(() => work(database)).immediate();
  });
  return { ms: performance.now() - startedAt };
}

function withDatabase(path: string, work: (database: Database) => void): void {
  const database = openSqlite(path);
  try {
    work(database);
  } finally {
    database.close();
  }
}
