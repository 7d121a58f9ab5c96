import Sqlite from 'better-sqlite3';
import { expect, it } from 'vitest';
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
  fault?: CallFault;
  /** Seconds since a first run; without one if absent. */
  since?: number;
  /** When the next run starts, in seconds after that. */
  next?: number;
}

const steps: Step[] = [
  { at: 'claimNextDue' },
  { at: 'recordPlaced' },
  { at: 'recordRefused', fault: refused, next: 125 },
  { at: 'recordUnknown', fault: lostResponse },
  { at: 'putBehind', fault: noCredit, next: 125 },
  { at: 'claimNextUnknown', fault: lostResponse, since: 20 },
  { at: 'takeOpenCalls', since: 300, next: 300 },
  { at: 'recordReports', since: 300, next: 300 },
];

/** Lets a run reach the step, and locks the database until it gives up. */
async function lockOutAt(operator: Operator, { at, fault, since }: Step): Promise<void> {
  if (fault) strike(operator, 1, fault);
  if (since) await operator.voicebot(due);
  operator.clock.advance(since ?? 0);
  const run = await sleepAt(operator, `before-${at}`, due);
  const locker = new Sqlite(operator.database);
  locker.exec('begin immediate');
  const { code, stdout, stderr } = await run.wake();
  locker.close();
  expect({ at, code, stderr }).toEqual({
    at,
    code: 75,
    stderr: expect.stringContaining('is locked by another process'),
  });
  expect(stdout + stderr).not.toContain('Nothing was changed');
}

it('a run gives up at any step before which another process locks the database, and the next run continues', async () => {
  const work = steps.map(async (step) => {
    const operator = await openWithDue(1);
    await lockOutAt(operator, step);
    await recover(operator, step.next);
    return operator;
  });
  for (const operator of await Promise.all(work)) {
    expect(ringsOf(operator)).toEqual(onceEach(1));
    expect(brokenPromises(operator)).toEqual([]);
    expect(operator.rows('select status, attempts from scheduled_calls')).toEqual([
      { status: 'COMPLETED', attempts: 1 },
    ]);
  }
});
