import type { Database } from 'better-sqlite3';
import { openSqlite } from '../../src/store/sqlite/connection/sqlite.ts';
import type { Measured } from './benchmark.ts';

/** How much there is in a database. */
export interface Size {
  contacts: number;
  /** Scheduled calls that are PENDING; there are as many that are COMPLETED. */
  pending: number;
  /** Calls that have ended; as many of them as there are COMPLETED ones were scheduled. */
  calls: number;
}

/** The rows of `n`: 1 to `?`. */
const counting = 'with recursive n(i) as (select 1 union all select i + 1 from n where i < ?)';

const firstNames = `'["Ada","Grace","Linus","Margaret","Alan","Barbara","Edsger","Radia"]'`;

/**
 * Everybody has the tag `spring` and one in a thousand `vip`; everybody's surname is their own, and one in eight is called Ada.
 * One in a thousand has the plan `gold`.
 */
const contacts = `
  insert into contacts (name, phone_number, email, business_name, custom_fields, created_at, updated_at)
  select json_extract(${firstNames}, '$[' || (i % 8) || ']') || ' Surname' || i, printf('+614%08d', i),
    printf('person.%d@example.com', i), 'Company ' || (i % 5000),
    json_object('plan_tier', iif(i % 1000 = 0, 'gold', 'silver'), 'notes', 'Spoke to them, call ' || (i % 7)), 0, 0
  from n`;

const tags = `insert into contact_tags (contact_id, tag) select i, 'spring' from n`;
const rareTags = `insert into contact_tags (contact_id, tag) select i, 'vip' from n where i % 1000 = 0`;

/** The first of them is due in the year 2100, and each next one a second later. */
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

/** Fills a database that has voicebot's tables and nothing in them. */
export function fill(path: string, size: Size): void {
  using(path, (database) => {
    // Nobody minds if this one is lost.
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

/** Makes one call due that was PENDING. */
export function makeDue(path: string, id: number): void {
  using(path, (database) =>
    database
      .prepare("update scheduled_calls set next_attempt_at = ? where id = ? and status = 'PENDING'")
      .run(Date.now(), id),
  );
}

const one = `
  insert into scheduled_calls (contact_id, from_number, agent_id, scheduled_time, status, dynamic_variables, attempts,
    max_attempts, next_attempt_at, created_at, updated_at)
  values (?, '+61255501234', 'agent_demo', ?, 'PENDING', '{}', 0, 3, ?, 0, 0)`;

/** What it takes SQLite alone to write a PENDING call for each contact, durably and in one transaction. */
export function scheduleBarely(path: string, contacts: number): Measured {
  return timed(path, (database) => {
    const insert = database.prepare(one);
    for (let id = 1; id <= contacts; id++)
      insert.run(id, 4102444800000 + id * 1000, 4102444800000 + id * 1000);
  });
}

/** What it takes SQLite alone to cancel all that is PENDING. */
export function cancelBarely(path: string): Measured {
  return timed(path, (database) => {
    const all =
      "update scheduled_calls set status = 'CANCELLED', next_attempt_at = null where status = 'PENDING'";
    database.prepare(all).run();
  });
}

function timed(path: string, work: (database: Database) => void): Measured {
  const began = performance.now();
  using(path, (database) => {
    database.exec('PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON');
    database.transaction(() => work(database)).immediate();
  });
  return { ms: performance.now() - began };
}

function using(path: string, work: (database: Database) => void): void {
  const database = openSqlite(path);
  try {
    work(database);
  } finally {
    database.close();
  }
}
