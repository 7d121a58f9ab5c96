import Sqlite from 'better-sqlite3';
import { expect, it } from 'vitest';
import { onceEach, openWithDue, ringsOf } from '../operations/calling/due-calls.ts';
import type { Operator } from '../support/operator.ts';
import {
  brokenPromises,
  due,
  fallAsleepAt,
  lostAnswer,
  noCredit,
  recover,
  refused,
  type Strike,
  strike,
} from './crashing.ts';

interface Step {
  /** The step whose turn it is when another process takes the database, and keeps it. */
  at: string;
  fault?: Strike;
  /** How long before there was a first run. */
  since?: number;
  /** When the next run begins, seconds later. */
  next?: number;
}

const steps: Step[] = [
  { at: 'claimNextDue' },
  { at: 'recordPlaced' },
  { at: 'recordRefused', fault: refused, next: 125 },
  { at: 'recordUnknown', fault: lostAnswer },
  { at: 'withdraw', fault: noCredit, next: 125 },
  { at: 'claimNextUnknown', fault: lostAnswer, since: 20 },
  { at: 'takeOpenCalls', since: 300, next: 300 },
  { at: 'recordReports', since: 300, next: 300 },
];

/** Lets a run come up to the step, and holds the database until it has given up. */
async function lockOutAt(operator: Operator, { at, fault, since }: Step): Promise<void> {
  if (fault) strike(operator, 1, fault);
  if (since) await operator.voicebot(due);
  operator.clock.advance(since ?? 0);
  const run = await fallAsleepAt(operator, `before-${at}`, due);
  const holder = new Sqlite(operator.database);
  holder.exec('begin immediate');
  const { code, stdout, stderr } = await run.wake();
  holder.close();
  expect({ at, code, stderr }).toEqual({
    at,
    code: 75,
    stderr: expect.stringContaining('is locked by another process'),
  });
  expect(stdout + stderr).not.toContain('Nothing was changed');
}

it('a run gives up at any step that another process locks it out of; the next one goes on from there', async () => {
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
