import Sqlite from 'better-sqlite3';
import { z } from 'zod';

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

const waitingRow = z.object({ scheduledCallId: z.number(), reference: z.string() });

const progressRow = z.object({
  open: z.number(),
  waiting: z.number(),
  due: z.number(),
  last: z.number().nullable(),
});

/** A scheduled call, with the number of its contact. */
export type ScheduledRow = z.infer<typeof scheduledRow>;

/** A row of the ledger: an attempt. */
export type AttemptRow = z.infer<typeof attemptRow>;

/** How far the program has got. */
export interface Progress {
  /** Scheduled calls that are not finished. */
  open: number;
  /** How many of them Retell refused when they were sent again, so that they wait for the operator. */
  waiting: number;
  /** What there is to do now: calls to place, claims to take over, unconfirmed calls to ask about. */
  due: number;
  /** When everything that waits will be due, but at most two minutes from now; undefined if nothing waits. */
  allDueAt: Date | undefined;
}

/** The program's own records, read from its database while it runs. */
export interface Records {
  progress(now: Date): Progress;
  /** Returns the calls that wait for the operator. */
  waiting(): { scheduledCallId: number; reference: string }[];
  scheduled(): ScheduledRow[];
  attempts(): AttemptRow[];
  /** Returns what SQLite's own check finds wrong with the file. */
  damage(): string[];
  close(): void;
}

const isWaiting = "status = 'unknown' and claimed_by is null and held_because = 'refused_again'";

/** Opens the records in this database file, read-only. */
export function openRecords(path: string): Records {
  const db = new Sqlite(path, { readonly: true });
  const progress = db.prepare(`select
    (select count(*) from scheduled_calls where status in ('PENDING', 'IN_PROGRESS')) as open,
    (select count(*) from calls where ${isWaiting}) as waiting,
    (select count(*) from scheduled_calls where status = 'PENDING' and next_attempt_at <= :now)
      + (select count(*) from calls where claimed_by is not null)
      + (select count(*) from calls where status = 'unknown' and claimed_by is null and next_check_at <= :now) as due,
    (select max(at) from (select next_attempt_at as at from scheduled_calls where status = 'PENDING'
      union all select next_check_at from calls where status = 'unknown')) as last`);
  return {
    progress: (now) => {
      const { last, ...counts } = progressRow.parse(progress.get({ now: now.getTime() }));
      return {
        ...counts,
        allDueAt: last === null ? undefined : new Date(Math.min(last, now.getTime() + 120_000)),
      };
    },
    waiting: () =>
      z
        .array(waitingRow)
        .parse(
          db
            .prepare(`select scheduled_call_id as scheduledCallId, reference from calls where ${isWaiting}`)
            .all(),
        ),
    scheduled: () =>
      z.array(scheduledRow).parse(
        db
          .prepare(
            `select s.id, c.phone_number as toNumber, s.status, s.retell_call_id as retellCallId,
               s.error_message as errorMessage, s.attempts, s.max_attempts as maxAttempts
             from scheduled_calls s join contacts c on c.id = s.contact_id order by s.id`,
          )
          .all(),
      ),
    attempts: () =>
      z.array(attemptRow).parse(
        db
          .prepare(
            `select id, scheduled_call_id as scheduledCallId, reference, to_number as toNumber, status,
               retell_call_id as retellCallId, error_message as errorMessage, claimed_by as claimedBy,
               requested_at as requestedAt, next_check_at as nextCheckAt
             from calls order by id`,
          )
          .all(),
      ),
    damage: () =>
      z
        .array(z.string())
        .parse(db.prepare('pragma integrity_check').pluck().all())
        .filter((line) => line !== 'ok'),
    close: () => db.close(),
  };
}
