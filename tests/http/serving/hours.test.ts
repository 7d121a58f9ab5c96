import { expect, it } from 'vitest';
import { openWithDue } from '../../operations/calling/due-calls.ts';
import { startApi } from '../../support/api.ts';

const path = '/api/scheduled-calls';

it('a time gone by is refused though call times hold, which would have moved the call', async () => {
  const operator = await openWithDue(1);
  const api = await startApi(operator, [], { env: { VOICEBOT_CALL_TIMES: 'Mon-Sun 14:00-22:00' } });
  const before = operator.rows('select * from scheduled_calls');
  const hoursAgo = new Date(operator.clock.now().getTime() - 6 * 3_600_000).toISOString();
  const order = { contactIds: [1], scheduledTime: hoursAgo, ifScheduled: 'again' };
  expect(await api.send('POST', path, order)).toMatchObject({ status: 422, json: { code: 'time_in_past' } });
  expect(operator.rows('select * from scheduled_calls')).toEqual(before);
});

it('a server that knows no call times says so as it starts, and one that does moves calls into them', async () => {
  const operator = await openWithDue(1);
  const night = '2026-03-05T03:00:00+11:00';
  const order = { contactIds: [1], scheduledTime: night, ifScheduled: 'again' };
  const unset = await startApi(operator, [], { env: { VOICEBOT_CALL_TIMES: undefined } });
  expect(await unset.send('POST', path, order)).toMatchObject({
    json: { scheduledCalls: [{ scheduledTime: new Date(night).toISOString() }] },
  });
  expect(unset.running.stderr()).toContain('No call times are set');
  const set = await startApi(operator, [], { env: { VOICEBOT_CALL_TIMES: 'Mon-Fri 09:00-17:00' } });
  // At nine in Perth, where a mobile may be.
  const moved = new Date('2026-03-05T12:00:00+11:00').toISOString();
  expect(await set.send('POST', path, order)).toMatchObject({
    json: { scheduledCalls: [{ scheduledTime: moved }] },
  });
  expect(set.running.stderr()).not.toContain('No call times are set');
});
