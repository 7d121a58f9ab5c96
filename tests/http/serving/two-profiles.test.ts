import { expect, it } from 'vitest';
import { openSqlite } from '../../../src/store/sqlite/connection/sqlite.ts';
import { signature } from '../../../src/telephony/simulator/webhooks/webhook-sender.ts';
import { addToken, startApi } from '../../support/api.ts';
import { openOperator } from '../../support/operator.ts';

const keys = { alpha: 'key_of_alpha_1234', beta: 'key_of_beta_5678' };

/** Opens an operator whose profiles alpha and beta are served, each with a key of its own. */
async function servingBoth() {
  const operator = await openOperator({ hasDatabase: false });
  const unset = { RETELL_API_KEY: undefined, VOICEBOT_FROM_NUMBER: undefined, VOICEBOT_AGENT_ID: undefined };
  for (const [profile, key] of Object.entries(keys)) {
    operator.file(`.config/voicebot/${profile}/.env`, `RETELL_API_KEY=${key}\n`);
    await operator.voicebot(['--profile', profile, 'contacts', 'add', '--phone', '0491570006'], {
      env: { ...unset, CRON_SECRET: undefined },
    });
  }
  const databaseOf = (profile: string) => `${operator.home}/.local/share/voicebot/${profile}/voicebot.db`;
  const token = addToken(databaseOf('alpha'), 'call', operator.clock);
  return { operator, unset, databaseOf, token };
}

it('a webhook is that of the profile in its path, and signed with the key of that profile', async () => {
  const { operator, unset, databaseOf } = await servingBoth();
  const api = await startApi(
    { ...operator, database: databaseOf('alpha') },
    ['--profile', 'alpha', '--profile', 'beta'],
    { env: { ...unset, CRON_SECRET: undefined } },
  );
  const body = JSON.stringify({ event: 'call_ended', call: { call_id: 'call_of_another_application' } });
  const post = (profile: string, key: string) =>
    api.send('POST', `/webhooks/retell/${profile}`, body, {
      'X-Retell-Signature': signature(body, key, Date.now()),
      Authorization: '',
    });
  expect(await post('alpha', keys.beta)).toMatchObject({ status: 401 });
  expect(await post('beta', keys.alpha)).toMatchObject({ status: 401 });
  expect(await post('beta', keys.beta)).toMatchObject({ status: 204 });
  const webhooksOf = (profile: string) => {
    const db = openSqlite(databaseOf(profile), { readonly: true });
    try {
      return db.prepare('select state from webhooks').all();
    } finally {
      db.close();
    }
  };
  expect(webhooksOf('alpha')).toEqual([]);
  await expect.poll(() => webhooksOf('beta')).toEqual([{ state: 'set_aside' }]);
  const said = api.running.stdout() + api.running.stderr();
  for (const key of Object.values(keys)) expect(said).not.toContain(key);
});

it('what the settings lack is told, with the status that says whose fault it is', async () => {
  const { operator, unset, databaseOf, token } = await servingBoth();
  const api = await startApi({ ...operator, database: databaseOf('alpha') }, ['--profile', 'alpha'], {
    env: unset,
  });
  const call = (body: object) =>
    api.send(
      'POST',
      '/api/retell/create-call',
      { contactId: 1, ...body },
      { Authorization: `Bearer ${token}` },
    );
  expect(await call({ agentId: 'agent_demo' })).toMatchObject({
    status: 422,
    json: { code: 'missing_from_number' },
  });
  expect(await call({ fromNumber: '+61255501234' })).toMatchObject({
    status: 422,
    json: { code: 'missing_agent' },
  });
  const removing = await api.send('DELETE', '/api/contacts/1', undefined, {
    Authorization: `Bearer ${token}`,
  });
  expect(removing).toMatchObject({ status: 403, json: { code: expect.stringMatching(/scope/) } });
});

it('a token that two profiles have, as in a copied database, is refused: whose people would be called is a guess', async () => {
  const { operator, unset, databaseOf, token } = await servingBoth();
  const [alpha, beta] = [openSqlite(databaseOf('alpha')), openSqlite(databaseOf('beta'))];
  for (const row of alpha.prepare('select hash, scope, created_at from tokens').raw().all())
    beta.prepare('insert into tokens (hash, scope, created_at) values (?, ?, ?)').run(row);
  for (const db of [alpha, beta]) db.close();
  const api = await startApi(
    { ...operator, database: databaseOf('alpha') },
    ['--profile', 'alpha', '--profile', 'beta'],
    { env: { ...unset, CRON_SECRET: undefined } },
  );
  const called = await api.send(...(['POST', '/api/retell/create-call', { contactId: 1 }] as const), {
    Authorization: `Bearer ${token}`,
  });
  expect(called).toMatchObject({ status: 401, json: { success: false, code: 'token_ambiguous' } });
  // A token that only one has says whose it is.
  expect((await api.get('/api/contacts')).status).toBe(200);
  expect(operator.simulator.requests()).toEqual([]);
});

it('two profiles with one database are not served together', async () => {
  const { operator, unset, databaseOf } = await servingBoth();
  operator.file('.config/voicebot/beta/.env', `VOICEBOT_DB=${databaseOf('alpha')}\n`);
  const { code, stderr } = await operator.voicebot(
    ['serve', '--profile', 'alpha', '--profile', 'beta', '--port', '0'],
    { env: unset },
  );
  expect({ code, stderr }).toEqual({
    code: 2,
    stderr: expect.stringContaining(
      `The profiles alpha and beta use the same database, ${databaseOf('alpha')}.`,
    ),
  });
});
