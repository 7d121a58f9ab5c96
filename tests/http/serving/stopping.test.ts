import { renameSync } from 'node:fs';
import { expect, it } from 'vitest';
import { startApi } from '../../support/api.ts';
import { openOperator } from '../../support/operator.ts';

it('is not ready while its database is away, and is again once it is back', async () => {
  const operator = await openOperator();
  const api = await startApi(operator);
  const aside = `${operator.database}.aside`;
  renameSync(operator.database, aside);
  const told = async (path: string) => {
    const { status, text } = await api.get(path);
    return `${status} ${text}`;
  };
  expect(await told('/readyz')).toBe('503 not ready\n');
  expect((await api.get('/readyz')).headers.get('retry-after')).toBe('5');
  expect(await told('/healthz')).toBe('200 ok\n');
  renameSync(aside, operator.database);
  expect(await told('/readyz')).toBe('200 ok\n');
});

it('takes no new request once it is stopped, and answers the one under way', async () => {
  const operator = await openOperator();
  await operator.voicebot(['contacts', 'add', '--phone', '0491570006']);
  const api = await startApi(operator);
  operator.simulator.addFault({ on: 'create', kind: 'slow', delayMs: 2000 });
  const placing = api.send('POST', '/api/retell/create-call', { contactId: 1 });
  await expect.poll(() => operator.simulator.requests().length).toBe(1);
  api.running.process.kill('SIGTERM');
  await expect.poll(() => api.get('/healthz').catch((error: Error) => error.message)).toBe('fetch failed');
  expect(await placing).toMatchObject({ status: 200, json: { success: true } });
  expect(await api.running.ended).toMatchObject({ code: 143 });
});

it('listens at port 8080 of this machine alone unless told otherwise', async () => {
  const operator = await openOperator();
  const serving = operator.start(['serve']);
  const address = 'http://127.0.0.1:8080';
  const inUse = 'cannot listen at 127.0.0.1, port 8080';
  // Another program may have that port.
  await serving.says(/Press Ctrl-C/).catch(() => undefined);
  expect(serving.stderr()).toMatch(new RegExp(`${address}|${inUse}`));
});
