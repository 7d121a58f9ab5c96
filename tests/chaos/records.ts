import { z } from 'zod';
import { openSqlite } from '../../src/store/sqlite/connection/sqlite.ts';

const scheduledRow = z.object({
  id: z.number(),
  toNumber: z.string(),
  status: z.string(),
  retellCallId: z.string().nullable(),
  errorMessage: z.string().nullable(),
  attempts: z.number(),
  maxAttempts: z.number(),
});

const attemptRow = z.object({
  id: z.number(),
  scheduledCallId: z.number().nullable(),
  reference: z.string(),
  toNumber: z.string(),
  status: z.string(),
  retellCallId: z.string().nullable(),
  errorMessage: z.string().nullable(),
  claimedBy: z.string().nullable(),
  requestedAt: z.number(),
  nextCheckAt: z.number().nullable(),
});

const waitingRow = z.object({
  scheduledCallId: z.number(),
  reference: z.string(),
  toNumber: z.string(),
  heldBecause: z.string().nullable(),
});

const progressRow = z.object({
  open: z.number(),
  waiting: z.number(),
  due: z.number(),
  first: z.number().nullable(),
  last: z.number().nullable(),
});

/** A scheduled call, with the number of its contact. */
export type ScheduledRow = z.infer<typeof scheduledRow>;

/** A row of the ledger: an attempt. */
export type AttemptRow = z.infer<typeof attemptRow>;

/** A call that waits for the operator; `heldBecause` is null if its record cannot be read. */
export type WaitingRow = z.infer<typeof waitingRow>;

/** How far the program has got. */
export interface Progress {
  /** Scheduled calls that are not finished. */
  open: number;
  /** How many of them wait for the operator, and that nothing is to be done about now. */
  waiting: number;
  /** What there is to do now: calls to place, claims to take over, unconfirmed calls to ask about. */
  due: number;
  /** When everything that waits will be due, but at most two minutes from now, or when the first is; undefined if nothing waits. */
  allDueAt: Date | undefined;
}

/** The program's own records, read from its database while it runs. Each question opens the file as it is then. */
export interface Records {
  /** @param except numbers whose pending calls do not count */
  progress(now: Date, except: ReadonlySet<string>): Progress;
  /** Returns whether calling is halted. */
  isHalted(): boolean;
  /** Returns the calls that wait for the operator. */
  waiting(): WaitingRow[];
  scheduled(): ScheduledRow[];
  attempts(): AttemptRow[];
  /** Returns what SQLite's own check finds wrong with the file. */
  damage(): string[];
}

const isWaiting =
  "status = 'unknown' and claimed_by is null and (waits_for is 'operator' or held_because is 'refused_again' or set_aside_at is not null)";

/** Two minutes: the calls that are first in line are looked at several times before their keys expire. */
const longestStep = 120_000;

/** Opens the records in this database file, read-only. */
export function openRecords(path: string): Records {
  const query = <T>(row: z.ZodType<T>, sql: string, parameters: object = {}): T[] => {
    const db = openSqlite(path, { readonly: true, fileMustExist: true });
    try {
      return z.array(row).parse(db.prepare(sql).all(parameters));
    } finally {
      db.close();
    }
  };
  return {
    progress: (now, except) => {
      const parameters = { now: now.getTime(), except: JSON.stringify([...except]) };
      const [row] = query(progressRow, progressSql, parameters);
      if (!row) throw new Error('no progress');
      const { first, last, ...counts } = row;
      const step = now.getTime() + longestStep;
      const allDueAt =
        first === null || last === null ? undefined : new Date(Math.min(last, Math.max(first, step)));
      return { ...counts, allDueAt };
    },
    isHalted: () => query(z.unknown(), 'select id from halts where lifted_at is null').length > 0,
    waiting: () =>
      query(
        waitingRow,
        `select scheduled_call_id as scheduledCallId, reference, to_number as toNumber,
           held_because as heldBecause from calls where ${isWaiting}`,
      ),
    scheduled: () =>
      query(
        scheduledRow,
        `select s.id, c.phone_number as toNumber, s.status, s.retell_call_id as retellCallId,
           s.error_message as errorMessage, s.attempts, s.max_attempts as maxAttempts
         from scheduled_calls s join contacts c on c.id = s.contact_id order by s.id`,
      ),
    attempts: () =>
      query(
        attemptRow,
        `select id, scheduled_call_id as scheduledCallId, reference, to_number as toNumber, status,
           retell_call_id as retellCallId, error_message as errorMessage, claimed_by as claimedBy,
           requested_at as requestedAt, next_check_at as nextCheckAt
         from calls order by id`,
      ),
    damage: () =>
      query(z.object({ integrity_check: z.string() }), 'pragma integrity_check')
        .map(({ integrity_check }) => integrity_check)
        .filter((line) => line !== 'ok'),
  };
}

const progressSql = `with pending as (
    select next_attempt_at as at from scheduled_calls join contacts on contacts.id = contact_id
    where status = 'PENDING' and phone_number not in (select value from json_each(:except))),
  unconfirmed as (
    select next_check_at as at from calls where status = 'unknown' and claimed_by is null and not (${isWaiting})),
  everything as (select at from pending union all select at from unconfirmed)
  select
    (select count(*) from pending) + (select count(*) from scheduled_calls where status = 'IN_PROGRESS') as open,
    (select count(*) from scheduled_calls where status = 'IN_PROGRESS'
      and call_id in (select id from calls where ${isWaiting})) as waiting,
    (select count(*) from everything where at <= :now)
      + (select count(*) from calls where claimed_by is not null) as due,
    (select min(at) from everything) as first,
    (select max(at) from everything) as last`;
