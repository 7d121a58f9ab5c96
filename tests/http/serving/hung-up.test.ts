import { expect, it } from 'vitest';
import { startApi } from '../../support/api.ts';
import { openOperator } from '../../support/operator.ts';

it('finishes what a client has asked for who hung up, before it stops', async () => {
  const operator = await openOperator();
  await operator.voicebot(['contacts', 'add', '--phone', '0491570006']);
  const api = await startApi(operator, [], { env: { VOICEBOT_REQUEST_TIMEOUT: '2s' } });
  operator.simulator.addFault({ on: 'create', kind: 'slow', delayMs: 1500 });
  const body = JSON.stringify({ contactId: 1 });
  const headers = { 'Content-Type': 'application/json', Authorization: `Bearer ${api.token}` };
  const hangingUp = new AbortController();
  const asking = fetch(`${api.url}/api/retell/create-call`, {
    ...{ method: 'POST', headers, body, signal: hangingUp.signal },
  }).catch(() => undefined);
  await expect.poll(() => operator.simulator.rings().length).toBe(1);
  hangingUp.abort();
  await asking;
  api.running.process.kill('SIGTERM');
  expect((await api.running.ended).code).toBe(143);
  expect(operator.rows('select status from calls')).toEqual([{ status: 'registered' }]);
});
