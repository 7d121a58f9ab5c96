import { request } from 'node:http';
import { expect, it } from 'vitest';
import { addToken, cronSecret, startApi } from '../../support/api.ts';
import { type Operator, openOperator } from '../../support/operator.ts';
import { objectAt } from '../../support/people.ts';

const cron = '/api/cron/process-scheduled-calls';
const list = '/api/scheduled-calls';
const bearer = (text: string) => ({ Authorization: `Bearer ${text}` });
const expiresIn = async (operator: Operator, ...words: string[]) =>
  objectAt(await operator.json(['tokens', 'create', '--scope', 'read', ...words]));

it('lets in who has a token that is good, and only as far as its scope goes', async () => {
  const operator = await openOperator();
  await operator.voicebot(['contacts', 'add', '--phone', '0491570006']);
  const [read, call] = [
    addToken(operator.database, 'read', operator.clock),
    addToken(operator.database, 'call', operator.clock),
  ];
  const other = await openOperator();
  const foreign = addToken(other.database, 'admin', other.clock);
  const expired = await expiresIn(operator, '--expires', '1m');
  operator.clock.advance(61);
  const gone = await expiresIn(operator);
  const api = await startApi(operator);
  expect(await api.get(list, bearer(String(gone['token'])))).toMatchObject({ status: 200 });
  // While the server runs.
  await operator.voicebot(['tokens', 'revoke', String(gone['id']), '--yes']);

  const order = { contactId: 1 };
  const tries: [
    what: string,
    method: string,
    path: string,
    authorization: string,
    status: number,
    code: string,
  ][] = [
    ['no header', 'GET', list, '', 401, 'token_missing'],
    ['not even a route', 'GET', '/api/nothing', '', 401, 'token_missing'],
    ['a token in the path', 'GET', `/api/${read}`, '', 401, 'token_missing'],
    ['the description', 'GET', '/openapi.json', '', 401, 'token_missing'],
    ['another scheme', 'GET', list, 'Basic YTpi', 401, 'token_malformed'],
    ['a tab', 'GET', list, `Bearer\t${read}`, 401, 'token_malformed'],
    ['8 kB', 'GET', list, `Bearer ${'a'.repeat(8000)}`, 401, 'token_malformed'],
    ['a guess', 'GET', list, `Bearer voicebot_${'0'.repeat(48)}`, 401, 'token_unknown'],
    [
      'a hash',
      'GET',
      list,
      `Bearer ${String(operator.rows('select hash from tokens')[0]?.['hash'])}`,
      401,
      'token_unknown',
    ],
    ['of another profile', 'GET', list, `Bearer ${foreign}`, 401, 'token_unknown'],
    ['expired', 'GET', list, `Bearer ${String(expired['token'])}`, 401, 'token_expired'],
    ['revoked', 'GET', list, `Bearer ${String(gone['token'])}`, 401, 'token_revoked'],
    ['the cron secret elsewhere', 'GET', list, `Bearer ${cronSecret}`, 401, 'token_unknown'],
    ['a token at the cron route', 'POST', cron, `Bearer ${api.token}`, 401, 'cron_secret_wrong'],
    ['nothing at the cron route', 'POST', cron, '', 401, 'token_missing'],
    ['too small a scope', 'POST', '/api/retell/create-call', `Bearer ${read}`, 403, 'scope_too_small'],
    ['too small a scope, malformed', 'POST', list, `Bearer ${read}`, 403, 'scope_too_small'],
  ];
  for (const [what, method, path, Authorization, status, code] of tries) {
    const body = method === 'POST' ? order : undefined;
    const response = await api.send(method, path, body, { Authorization });
    expect({ what, status: response.status, json: response.json }).toMatchObject({
      what,
      status,
      json: { code },
    });
    expect(response.headers.get('www-authenticate')).toMatch(/^Bearer realm="voicebot"/);
    expect(response.text).not.toMatch(/voicebot_0|the-cron-secret/);
  }
  expect(operator.simulator.rings()).toEqual([]);
  for (const token of [read, call, api.token])
    expect(await api.get(list, { Authorization: `bEaReR  ${token}` })).toMatchObject({ status: 200 });
  expect(await api.send('POST', '/api/retell/create-call', order, bearer(call))).toMatchObject({
    status: 200,
  });
  expect(await api.send('POST', cron)).toMatchObject({ status: 200 });
  expect(await api.get('/healthz', { Authorization: '' })).toMatchObject({ status: 200, text: 'ok\n' });
  expect(await twice(api.url + list, [`Bearer ${read}`, `Bearer ${call}`])).toBe(401);

  const log = api.running.stdout() + api.running.stderr();
  for (const secret of [read, call, api.token, cronSecret]) expect(log).not.toContain(secret);
  await expect
    .poll(() => api.log())
    .toContainEqual(expect.objectContaining({ path: cron, status: 200, profile: 'default' }));
  expect(operator.rows('select count(*) as n from tokens where last_used_at is not null')).toEqual([
    { n: 4 },
  ]);
}, 60_000);

it('slows down who asks too often, and who fails too often', async () => {
  const operator = await openOperator();
  const api = await startApi(operator, ['--rate', '1']);
  const statuses = async (count: number, path: string, headers: Record<string, string>) => {
    const all: number[] = [];
    for (let n = 0; n < count; n++) all.push((await api.get(path, headers)).status);
    return all;
  };
  const quick = await statuses(12, list, bearer(api.token));
  expect(quick.slice(0, 5)).toEqual(Array(5).fill(200));
  expect(quick).toContain(429);
  const wrong = await statuses(25, list, bearer('wrong'));
  expect(wrong.slice(0, 20)).toEqual(Array(20).fill(401));
  expect(wrong.slice(21)).toEqual(Array(4).fill(429));
  const refused = await api.get(list, bearer('wrong'));
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
  // A client cannot take another address by writing one.
  expect((await api.get(list, { ...bearer('wrong'), 'X-Forwarded-For': '203.0.113.9' })).status).toBe(429);
  // Who has a good token is let in all the same: they may share the address.
  await expect.poll(() => api.get(list, bearer(api.token)).then(({ status }) => status)).toBe(200);
  for (let n = 0; n < 21; n++) await api.send('POST', cron, undefined, bearer('wrong'));
  expect(await api.send('POST', cron, undefined, bearer('wrong'))).toMatchObject({ status: 429 });
  // Otherwise anyone behind the same proxy could keep the cron job out.
  expect(await api.send('POST', cron)).toMatchObject({ status: 200 });
}, 60_000);

it('behind a proxy that is trusted, counts by the address that the proxy has seen', async () => {
  const operator = await openOperator();
  const api = await startApi(operator, ['--trust-proxy']);
  const from = (addresses: string) => ({ ...bearer('wrong'), 'X-Forwarded-For': addresses });
  for (let n = 0; n < 21; n++) await api.get(list, from(`10.0.0.${n}, 203.0.113.9`));
  expect(await api.get(list, from('10.0.0.1, 203.0.113.9'))).toMatchObject({ status: 429 });
  expect(await api.get(list, from('203.0.113.9, 203.0.113.10'))).toMatchObject({ status: 401 });
}, 60_000);

it('serves several profiles: the token or the cron secret says which is meant', async () => {
  const operator = await openOperator();
  for (const profile of ['alpha', 'beta']) {
    await operator.voicebot(['--profile', profile, 'profiles', 'add', profile]);
    await operator.voicebot([
      '--profile',
      profile,
      'contacts',
      'add',
      '--name',
      profile,
      '--phone',
      '0491570006',
    ]);
    await operator.voicebot(['--profile', profile, 'schedule', '1', '--at', '+1h']);
  }
  const secrets = { alpha: 'a'.repeat(32), beta: 'b'.repeat(32) };
  const set = (profile: 'alpha' | 'beta', secret: string) =>
    operator.voicebot(['--profile', profile, 'config', 'set', 'CRON_SECRET'], { stdin: secret });
  expect(await set('alpha', 'short')).toMatchObject({ code: 2, stderr: expect.stringMatching(/16 to 200/) });
  const inHistory = await operator.voicebot([
    '--profile',
    'alpha',
    'config',
    'set',
    'CRON_SECRET',
    secrets.alpha,
  ]);
  expect(inHistory).toMatchObject({ code: 2, stderr: expect.stringMatching(/history/) });
  await set('alpha', secrets.alpha);
  await set('beta', secrets.alpha);
  const both = ['serve', '--port', '0', '--profile', 'alpha', '--profile', 'beta'];
  const refused = await operator.voicebot(both);
  expect(refused).toMatchObject({
    code: 2,
    stderr: expect.stringMatching(/alpha and beta.*same CRON_SECRET/),
  });
  expect(refused.stderr + refused.stdout).not.toContain(secrets.alpha);
  const changed = await set('beta', secrets.beta);
  expect(changed.stdout).not.toContain(secrets.beta);

  const tokenOf = async (profile: string) =>
    String(objectAt(await operator.json(['--profile', profile, 'tokens', 'create']))['token']);
  const [alpha, beta] = [await tokenOf('alpha'), await tokenOf('beta')];
  const api = await startApi(operator, ['--profile', 'alpha', '--profile', 'beta'], {
    env: { CRON_SECRET: undefined },
  });
  const names = async (token: string) => JSON.stringify((await api.get(list, bearer(token))).json);
  expect(await names(alpha)).toContain('"alpha"');
  expect(await names(beta)).toContain('"beta"');
  expect(await api.send('POST', cron, undefined, bearer(secrets.beta))).toMatchObject({ status: 200 });
  await expect.poll(() => api.log().at(-1)).toMatchObject({ profile: 'beta' });
}, 120_000);

it('without a CRON_SECRET, places nothing by request, and says so', async () => {
  const operator = await openOperator();
  const api = await startApi(operator, [], { env: { CRON_SECRET: undefined } });
  const response = await api.send('POST', cron);
  expect(response).toMatchObject({ status: 503, json: { success: false, code: 'no_cron_secret' } });
  const short = await operator.voicebot(['serve', '--port', '0'], { env: { CRON_SECRET: 'short' } });
  expect(short).toMatchObject({ code: 2, stderr: expect.stringMatching(/CRON_SECRET is set.*16 to 200/) });
}, 60_000);

/** Sends a request with two Authorization headers, which `fetch` would join. @returns the status */
function twice(url: string, authorizations: string[]): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const sent = request(url, (response) => {
      response.resume();
      resolve(response.statusCode);
    });
    sent.on('error', reject);
    sent.setHeader('Authorization', authorizations);
    sent.end();
  });
}
