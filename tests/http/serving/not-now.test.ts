import { request } from 'node:http';
import { expect, it } from 'vitest';
import { openSqlite } from '../../../src/store/sqlite/connection/sqlite.ts';
import { signature } from '../../../src/telephony/simulator/webhooks/webhook-sender.ts';
import { numberOf, openWithDue, until } from '../../operations/calling/due-calls.ts';
import { startApi } from '../../support/api.ts';

const seconds = expect.stringMatching(/^[1-9]\d*$/);

it('a webhook that cannot be kept within a second is sent again later, and counts once', async () => {
  const operator = await openWithDue(1);
  const api = await startApi(operator);
  await api.send('POST', '/api/cron/process-scheduled-calls');
  const [call] = operator.rows('select reference, retell_call_id as id from calls');
  const told = {
    ...{ call_id: call?.['id'], metadata: { voicebot_reference: call?.['reference'] } },
    ...{ call_status: 'ended', to_number: numberOf(1), disconnection_reason: 'dial_busy' },
  };
  const body = JSON.stringify({ event: 'call_ended', call: told });
  const post = async () => {
    const { status, headers, text } = await api.send('POST', '/webhooks/retell/default', body, {
      'X-Retell-Signature': signature(body, 'key_of_the_test_account', Date.now()),
      Authorization: '',
    });
    return { status, retryAfter: headers.get('retry-after'), text };
  };
  const lock = openSqlite(operator.database);
  lock.exec('begin immediate');
  expect(await post()).toMatchObject({
    ...{ status: 503, retryAfter: seconds, text: expect.stringContaining('"database_busy"') },
  });
  expect((await api.get('/api/calls')).status).toBe(200);
  lock.exec('rollback');
  lock.close();
  expect(await post()).toMatchObject({ status: 204 });
  expect(await post()).toMatchObject({ status: 204 });
  const states = () => operator.rows('select state from webhooks');
  await until(() => states().some(({ state }) => state === 'applied'), 'it is applied');
  expect(states()).toEqual([{ state: 'applied' }]);
  expect(operator.rows('select disposition from calls')).toEqual([{ disposition: 'busy' }]);
});

it('a call that Retell or the setup does not let through now says when to try again, and is not placed', async () => {
  const operator = await openWithDue(1);
  const api = await startApi(operator, [], { env: { CRON_SECRET: undefined } });
  operator.simulator.addFault({
    on: 'create',
    kind: 'throttle',
    delayMs: 7000,
    times: Number.POSITIVE_INFINITY,
  });
  const throttled = await api.send('POST', '/api/retell/create-call', { contactId: 1 });
  expect({ status: throttled.status, after: throttled.headers.get('retry-after') }).toEqual({
    ...{ status: 429, after: '7' },
  });
  expect(throttled.json).toMatchObject({ success: false, code: 'retell_throttled' });
  const cron = await api.send('POST', '/api/cron/process-scheduled-calls');
  expect(cron).toMatchObject({ status: 503, json: { code: 'no_cron_secret' } });
  expect(cron.headers.get('retry-after')).toEqual(seconds);
  expect(operator.simulator.rings()).toEqual([]);
});

it('a server without an API key answers what needs none, and says that calls are not set up', async () => {
  const operator = await openWithDue(1);
  const api = await startApi(operator, [], { env: { RETELL_API_KEY: undefined } });
  expect((await api.get('/api/scheduled-calls')).status).toBe(200);
  const placed = await api.send('POST', '/api/retell/create-call', { contactId: 1 });
  expect(placed).toMatchObject({ status: 503, json: { success: false, code: 'missing_api_key' } });
  expect(placed.headers.get('retry-after')).toEqual(seconds);
  expect(operator.rows('select attempts from scheduled_calls')).toEqual([{ attempts: 0 }]);
});

it('a list of more than 100 MB is refused by its announced length, before it is sent', async () => {
  const operator = await openWithDue(1);
  const api = await startApi(operator);
  const refused = await new Promise((resolve, reject) => {
    const sent = request(`${api.url}/api/contacts/import`, {
      method: 'POST',
      headers: {
        Authorization: `Bearer ${api.token}`,
        'Content-Type': 'text/csv',
        'Content-Length': String(100 * 2 ** 20 + 1),
      },
    });
    sent.on('response', ({ statusCode }) => resolve(statusCode));
    sent.on('error', reject);
    sent.write('Name,Phone\n');
  });
  expect(refused).toBe(413);
  expect(operator.rows('select count(*) as n from imports')).toEqual([{ n: 0 }]);
});
