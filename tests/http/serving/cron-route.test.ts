import { expect, it } from 'vitest';
import { numberOf, onceEach, openWithDue, ringsOf, until } from '../../operations/calling/due-calls.ts';
import { startApi } from '../../support/api.ts';

const cron = '/api/cron/process-scheduled-calls';
const always = Number.POSITIVE_INFINITY;

it('the cron route tells how many calls were placed, and why others were not', async () => {
  const operator = await openWithDue(3);
  operator.simulator.addFault({ on: 'create', kind: 'status', status: 422, toNumber: numberOf(2) });
  const api = await startApi(operator);
  expect(await api.send('POST', cron)).toMatchObject({
    status: 200,
    json: {
      success: true,
      message: 'Processed 3 scheduled call(s)',
      results: { processed: 3, succeeded: 2, failed: 1, errors: [expect.stringContaining(numberOf(2))] },
    },
  });
  expect(ringsOf(operator)).toEqual({ [numberOf(1)]: 1, [numberOf(3)]: 1 });
});

it('the cron route answers 503 with when to ask again if Retell does not respond, so that who asks is told', async () => {
  const operator = await openWithDue(20);
  operator.simulator.addFault({ on: 'create', kind: 'error-before', status: 502, times: always });
  const api = await startApi(operator);
  expect(await api.send('POST', cron)).toMatchObject({
    status: 503,
    json: { success: false, status: 503, code: 'retell_failing' },
  });
  expect(ringsOf(operator)).toEqual({});
});

it('two servers that watch, a watch, runs and requests of crons at once ring every phone once', async () => {
  const calls = 30;
  const operator = await openWithDue(calls, { honourIdempotencyKeys: false });
  const watching = ['--watch', '--every', '1s'];
  const [one, other] = await Promise.all([startApi(operator, watching), startApi(operator, watching)]);
  operator.start(['watch', '--every', '1s']);
  const asked = await Promise.all([
    ...[one, other, one, other].map((api) => api.send('POST', cron)),
    ...[1, 2, 3].map(() => operator.voicebot(['process-due'])),
  ]);
  expect(asked.filter((each) => 'status' in each && each.status !== 200)).toEqual([]);
  expect(asked.filter((each) => 'code' in each && each.code !== 0)).toEqual([]);
  const left = "select id from scheduled_calls where status <> 'COMPLETED'";
  await until(() => operator.rows(left).length === 0, 'all are placed');
  expect(ringsOf(operator)).toEqual(onceEach(calls));
});
