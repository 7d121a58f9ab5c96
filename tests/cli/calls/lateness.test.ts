import { expect, it } from 'vitest';
import type { SimulatorOptions } from '../../../src/telephony/simulator/simulator.ts';
import { openWithDue, scheduleCalls } from '../../operations/calling/due-calls.ts';
import { openOperator } from '../../support/operator.ts';

const hour = 3600;

/** Schedules calls to the first contacts of a list, two minutes apart, from ten minutes from now on. */
async function operatorWithCalls(count: number, options: string[] = [], simulator: SimulatorOptions = {}) {
  const operator = await openOperator(simulator);
  const rows = Array.from({ length: count }, (_, n) => `Person ${n + 1},04915701${56 + n}`);
  const list = operator.file('list.csv', `name,phone\n${rows.join('\n')}\n`);
  expect((await operator.voicebot(['contacts', 'import', list])).code).toBe(0);
  const ids = count === 1 ? '1' : `1-${count}`;
  const scheduled = await operator.voicebot(['schedule', ids, '--at', '+10m', '--every', '2m', ...options]);
  expect(scheduled, scheduled.stderr).toMatchObject({ code: 0 });
  return operator;
}

const pending = `select id, (next_attempt_at - $now) / 60000 as minutes from scheduled_calls where status = 'PENDING' order by id`;

it('cron was off for an hour: the calls ring from now on at their spacing, not all at once', async () => {
  const operator = await operatorWithCalls(4);
  operator.clock.advance(hour);
  const now = operator.clock.now().getTime();
  const run = await operator.voicebot(['process-due']);
  expect(run.stdout).toContain('No run came in time. Calls: 4 overdue, laid out again from now on.');
  expect(operator.simulator.rings()).toHaveLength(1);
  expect(operator.rows(pending.replace('$now', String(now)))).toEqual([
    { id: 2, minutes: 2 },
    { id: 3, minutes: 4 },
    { id: 4, minutes: 6 },
  ]);
  operator.clock.advance(2 * 60 + 10);
  expect((await operator.voicebot(['process-due'])).stdout).not.toContain('No run');
  expect(operator.simulator.rings()).toHaveLength(2);
});

it('a run every quarter of an hour keeps up: nothing is laid out again', async () => {
  const operator = await operatorWithCalls(8);
  for (const rings of [3, 8]) {
    operator.clock.advance(15 * 60);
    const run = await operator.voicebot(['process-due']);
    expect(run.stdout).not.toContain('laid out');
    expect(operator.simulator.rings()).toHaveLength(rings);
  }
});

it('the machine slept all night: the calls are missed, say so, and can be retried', async () => {
  const operator = await operatorWithCalls(2);
  operator.clock.advance(13 * hour);
  const run = await operator.voicebot(['process-due']);
  expect(run.stdout).toContain('2 too late, missed');
  expect(run.code).toBe(6);
  expect(operator.simulator.rings()).toEqual([]);
  const [first] = operator.rows('select status, error_message from scheduled_calls');
  expect(first).toMatchObject({
    status: 'FAILED',
    error_message: expect.stringMatching(/^missed: due .*, found .*$/),
  });
  expect((await operator.voicebot(['scheduled', 'retry', '1'])).code).toBe(0);
  operator.clock.advance(10);
  expect((await operator.voicebot(['process-due'])).code).toBe(0);
  expect(operator.simulator.rings()).toHaveLength(1);
});

it('how late a call may be is a setting', async () => {
  const operator = await operatorWithCalls(1);
  operator.clock.advance(hour);
  const run = await operator.json(['process-due'], { env: { VOICEBOT_MAX_LATENESS: '45m' } });
  expect(run).toMatchObject({ results: { missed: 1, failed: 1, succeeded: 0 } });
  expect(operator.simulator.rings()).toEqual([]);
});

it('a call that becomes due in an outage, after hours without any, is not late when it ends', async () => {
  const operator = await openWithDue(10);
  const faults = { kind: 'error-before', status: 502, times: Number.POSITIVE_INFINITY } as const;
  operator.simulator.addFault({ on: 'create', ...faults });
  operator.simulator.addFault({ on: 'list', ...faults });
  await operator.voicebot(['process-due', '--concurrency', '1']);
  await scheduleCalls(operator, [{ id: 1, seconds: 2 * hour }]);
  operator.clock.advance(2 * hour);
  const env = { VOICEBOT_MAX_LATENESS: '45m' };
  for (let run = 0; run < 5; run++) {
    operator.clock.advance(20 * 60);
    await operator.voicebot(['process-due'], { env });
  }
  operator.simulator.forgetFaults('create');
  operator.simulator.forgetFaults('list');
  operator.clock.advance(20 * 60);
  const run = await operator.voicebot(['process-due'], { env });
  expect(run.stdout).not.toContain('missed');
  expect(operator.rows('select status from scheduled_calls where id = 11')).not.toEqual([
    { status: 'FAILED' },
  ]);
});

it('a call that waits for a free line is not late', async () => {
  const operator = await operatorWithCalls(3, ['--every', '0s'], { limits: { concurrency: 1 } });
  operator.clock.advance(10 * 60);
  // Each call takes the only line for most of the time.
  for (let run = 0; run < 6; run++) {
    await operator.voicebot(['process-due'], { env: { VOICEBOT_MAX_LATENESS: '15m' } });
    operator.clock.advance(10 * 60);
  }
  expect(operator.simulator.rings()).toHaveLength(3);
});
