import { expect, it } from 'vitest';
import { openSqlite } from '../../../src/store/sqlite/connection/sqlite.ts';
import type { Operator } from '../../support/operator.ts';
import { operatorWith } from '../../support/people.ts';

const list = 'Name,Phone\nAda,0491570006\nGrace,0491570156\nÉmile,0491570157\n';

/** Three calls of a campaign, an hour from now. */
async function operatorWithCalls(): Promise<Operator> {
  const operator = await operatorWith(list);
  await operator.voicebot(['schedule', '1-3', '--at', '+1h', '--name', 'Spring', '--yes']);
  return operator;
}

const statusOf = ({ rows }: Operator, id: number) =>
  rows(`select status, next_attempt_at from scheduled_calls where id = ${id}`)[0];

/** Restores call 1. @returns the exit code, and what the program says */
async function restore(operator: Operator, ...more: string[]) {
  const { code, json } = await operator.voicebot(['scheduled', 'restore', '1', ...more, '--json']);
  return { code, error: Object(json).error?.code, message: Object(json).error?.message };
}

it('scheduled restore undoes a cancel, also of a call that waited, and its phone rings once', async () => {
  const operator = await operatorWithCalls();
  // As a run leaves a call that has to wait: two hours later than planned.
  const database = openSqlite(operator.database);
  database.exec('update scheduled_calls set next_attempt_at = scheduled_time + 7200000 where id = 1');
  database.close();
  const before = [1, 2, 3].map((id) => statusOf(operator, id));
  await operator.voicebot(['scheduled', 'cancel', '1-3', '--yes']);
  operator.clock.advance(90 * 60);
  const ran = await operator.voicebot(['scheduled', 'restore', '1-3,99']);
  expect(ran.code).toBe(6);
  expect(ran.stdout).toMatch(/^✓ Restored call 1: Ada/);
  expect(ran.stderr).toMatch(
    /Call 2 was not restored: its time, .*, has gone by[\s\S]*Call 99 .*no such scheduled call/,
  );
  expect(statusOf(operator, 1)).toEqual(before[0]);
  expect(await operator.voicebot(['scheduled', 'restore', '2', '--at', '+10m'])).toMatchObject({ code: 0 });
  operator.clock.advance(3 * 60 * 60);
  // Nothing ran meanwhile, so overdue calls are laid out again: two runs place them.
  for (const pause of [0, 5 * 60]) {
    operator.clock.advance(pause);
    await operator.voicebot(['process-due']);
  }
  expect(
    operator.simulator
      .rings()
      .map(({ toNumber }) => toNumber)
      .sort(),
  ).toEqual(['+61491570006', '+61491570156']);
});

it('scheduled restore refuses what could not be scheduled', async () => {
  const operator = await operatorWithCalls();
  expect(await restore(operator)).toMatchObject({ code: 5, error: 'not_cancelled' });
  await operator.voicebot(['scheduled', 'cancel', '1']);
  await operator.voicebot(['schedule', '1', '--at', '+2h', '--yes']);
  expect(await restore(operator)).toMatchObject({
    code: 5,
    error: 'already_scheduled',
    message: expect.stringMatching(/^Nothing was restored: call 1: the person already waits for call 4, /),
  });
  await operator.voicebot(['scheduled', 'cancel', '4']);
  await operator.voicebot(['dnc', 'add', '0491570006']);
  expect(await restore(operator)).toMatchObject({ code: 5, error: 'do_not_call' });
  await operator.voicebot(['dnc', 'remove', '0491570006', '--yes']);
  await operator.voicebot(['campaigns', 'cancel', 'Spring', '--yes']);
  expect(await restore(operator)).toMatchObject({ code: 5, error: 'campaign_cancelled' });
  // One of two cancelled calls to a person comes back.
  await operator.voicebot(['schedule', '1', '--at', '+3h', '--yes']);
  await operator.voicebot(['scheduled', 'cancel', '5']);
  const both = await operator.voicebot(['scheduled', 'restore', '4-5', '--json']);
  expect(both).toMatchObject({
    code: 6,
    json: { scheduledCalls: [{ id: 4 }], notRestored: [{ id: 5, code: 'already_scheduled' }] },
  });
});
