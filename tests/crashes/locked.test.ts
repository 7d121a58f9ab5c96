import { expect, it } from 'vitest';
import { openSqlite } from '../../src/store/sqlite/connection/sqlite.ts';
import { onceEach, openWithDue, ringsOf } from '../operations/calling/due-calls.ts';
import type { Operator } from '../support/operator.ts';
import {
  brokenPromises,
  type CallFault,
  due,
  lostResponse,
  noCredit,
  recover,
  refused,
  sleepAt,
  strike,
} from './crashing.ts';

interface Step {
  /** The step before which another process locks the database. */
  at: string;
  /** Whether the run has a result to record, and waits longer than for anything else. */
  waits?: true;
  fault?: CallFault;
  /** Seconds since a first run; without one if absent. */
  since?: number;
  /** How many attempts the call has in the end (1). */
  attempts?: number;
  /** When the next run starts, in seconds after that. */
  next?: number;
}

const steps: Step[] = [
  { at: 'claimNextDue' },
  { at: 'recordPlaced', waits: true },
  { at: 'recordRefused', waits: true, fault: refused, attempts: 2, next: 125 },
  { at: 'recordUnknown', waits: true, fault: lostResponse, next: 20 },
  { at: 'putBehind', waits: true, fault: noCredit, next: 125 },
  { at: 'claimNextUnknown', fault: lostResponse, since: 20 },
  { at: 'takeOpenCalls', since: 300, next: 300 },
  { at: 'recordReports', since: 300, next: 300 },
];

/** Longer than a run waits for a lock if it has no result to record, ms. */
const tooLong = 6000;

/** Lets a run reach the step, and locks the database until it gives up, or for longer than it would wait if it had no result. */
async function lockOutAt(operator: Operator, { at, waits, fault, since }: Step): Promise<void> {
  if (fault) strike(operator, 1, fault);
  if (since) await operator.voicebot(due);
  operator.clock.advance(since ?? 0);
  const run = await sleepAt(operator, `before-${at}`, due);
  const locker = openSqlite(operator.database);
  locker.exec('begin immediate');
  const ended = run.wake();
  if (waits) await new Promise((resolve) => setTimeout(resolve, tooLong)).then(() => locker.exec('rollback'));
  const { code, stdout, stderr } = await ended;
  locker.close();
  const busy = { at, code: 75, stderr: expect.stringContaining('is locked by another process') };
  if (waits) expect({ at, code, stderr }).not.toEqual(busy);
  else expect({ at, code, stderr }).toEqual(busy);
  expect(stdout + stderr).not.toContain('Nothing was changed');
}

it('a run gives up at any step before which another process locks the database, unless it has a result to record; the next run continues', async () => {
  const work = steps.map(async (step) => {
    const operator = await openWithDue(1);
    await lockOutAt(operator, step);
    await recover(operator, step.next);
    return { operator, attempts: step.attempts ?? 1 };
  });
  for (const { operator, attempts } of await Promise.all(work)) {
    expect(ringsOf(operator)).toEqual(onceEach(1));
    expect(brokenPromises(operator)).toEqual([]);
    expect(operator.rows('select status, attempts from scheduled_calls')).toEqual([
      { status: 'COMPLETED', attempts },
    ]);
  }
});
