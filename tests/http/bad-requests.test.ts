import { request } from 'node:http';
import { connect, type Socket } from 'node:net';
import { describe, expect, it } from 'vitest';
import { openSqlite } from '../../src/store/sqlite/connection/sqlite.ts';
import { type Api, startApi } from '../support/api.ts';
import { type Operator, openOperator } from '../support/operator.ts';

interface RawResponse {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  text: string;
}

/** Sends a request as it is, without what `fetch` makes right. @param body in chunks, without a length, if it is a list */
function raw(
  { url, token }: Api,
  method: string,
  path: string,
  body?: string | Buffer | Buffer[],
  headers: Record<string, string> = {},
): Promise<RawResponse> {
  return new Promise((resolve, reject) => {
    const authorization = { Authorization: `Bearer ${token}` };
    const sent = request(url, { method, path, headers: { ...authorization, ...headers }, agent: false });
    sent.on('response', (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk) => chunks.push(chunk));
      const { statusCode: status = 0, headers } = response;
      response.on('end', () => resolve({ status, headers, text: Buffer.concat(chunks).toString() }));
      response.on('error', reject);
    });
    sent.on('error', reject);
    for (const chunk of Array.isArray(body) ? body : []) sent.write(chunk);
    sent.end(Array.isArray(body) ? undefined : body);
  });
}

async function serving(...words: string[]): Promise<{ operator: Operator; api: Api }> {
  const operator = await openOperator();
  operator.file('people.csv', 'Name,Phone\nAda,0491570006\nGrace,0491570156\n');
  await operator.voicebot(['contacts', 'import', 'people.csv']);
  return { operator, api: await startApi(operator, ['--rate', '0', ...words]) };
}

const everything = (operator: Operator) =>
  ['contacts', 'scheduled_calls', 'calls', 'campaigns', 'do_not_call_numbers', 'imports'].map((table) =>
    operator.rows(`select * from ${table}`),
  );

const type = (name: string) => ({ 'Content-Type': name });
const json = type('application/json');
const megabytes = (n: number) => Buffer.alloc(n * 2 ** 20, 'x');

/** Returns a request to schedule calls. */
const order = (fields: object) => JSON.stringify({ contactIds: [1], scheduledTime: '+1h', ...fields });

const requests: [
  status: number,
  method: string,
  path: string,
  body?: string | Buffer | Buffer[],
  headers?: Record<string, string>,
][] = [
  [400, 'GET', '/api/contacts/..%2f..%2fetc%2fpasswd'],
  [400, 'GET', '/api/contacts/%00'],
  [400, 'GET', '/api/contacts/1%00'],
  [400, 'GET', '/api/contacts/%zz'],
  [400, 'GET', '/api/contacts/%ff%fe'],
  [400, 'GET', `/api/contacts/${'9'.repeat(8000)}`],
  [400, 'GET', '/api/contacts/61491570006'],
  [404, 'GET', '/api/contacts/1/'],
  [404, 'GET', '/api//contacts'],
  [404, 'GET', '/API/contacts'],
  [404, 'GET', '/api/contacts;x=1'],
  [404, 'GET', '/api/%63ontacts%2f1'],
  [200, 'GET', '/api/calls/../contacts'],
  [200, 'GET', `/api/contacts?${'a=b&'.repeat(3000)}`],
  [400, 'GET', '/api/contacts?limit=1&limit=2'],
  [400, 'GET', '/api/contacts?limit=1e2'],
  [400, 'GET', '/api/contacts?limit=%00'],
  [400, 'GET', `/api/contacts?${'tag=a&'.repeat(21)}`],
  [200, 'GET', '/api/contacts?__proto__=1&constructor=2&limit[]=3&%=%&&&'],
  [400, 'GET', '/api/contacts?sort=__proto__'],
  [422, 'GET', '/api/contacts?where=__proto__%3D1'],
  [400, 'GET', '/api/contacts?cursor=bm90IG9uZQ'],
  [400, 'GET', `/api/contacts?cursor=${Buffer.from('["x",[1,2,3]]').toString('base64url')}`],
  [431, 'GET', `/api/contacts?search=${'x'.repeat(20_000)}`],
  [200, 'HEAD', '/api/contacts'],
  [405, 'PUT', '/api/contacts'],
  [405, 'OPTIONS', '/api/contacts'],
  [400, 'GET', '/api/contacts/import'],
  [404, 'OPTIONS', '/api/nothing'],
  [413, 'POST', '/api/contacts', megabytes(10)],
  [413, 'POST', '/api/contacts', Array.from({ length: 10 }, () => megabytes(1))],
  [400, 'POST', '/api/contacts', '['.repeat(1_000_000)],
  [400, 'POST', '/api/contacts', `${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`],
  [400, 'POST', '/api/contacts', `{"customFields":${'['.repeat(300_000)}${']'.repeat(300_000)}}`],
  [400, 'POST', '/api/contacts', ''],
  [400, 'POST', '/api/contacts', Buffer.from([0xff, 0xfe, 0x00])],
  [400, 'POST', '/api/contacts', '{"phoneNumber":"0491570157","__proto__":{"doNotCall":true}}'],
  [400, 'POST', '/api/contacts', '{"phoneNumber":"0491570157","doNotCall":false}'],
  [400, 'POST', '/api/contacts', '{"phoneNumber":491570157}'],
  [400, 'POST', '/api/contacts', '{"phoneNumber":"0491570157","phone_number":"1"}'],
  [409, 'POST', '/api/contacts', '{"phoneNumber":"0491570006"}'],
  [400, 'POST', '/api/scheduled-calls', '{"contactIds":[61491570006],"scheduledTime":"+1h"}'],
  [400, 'POST', '/api/scheduled-calls', '{"contactIds":[1.5],"scheduledTime":"+1h"}'],
  [400, 'POST', '/api/scheduled-calls', order({ agentId: 'x'.repeat(201) })],
  [400, 'POST', '/api/scheduled-calls', order({ scheduledTime: 'x'.repeat(201) })],
  [400, 'POST', '/api/scheduled-calls', order({ dynamicVariables: { note: 'x'.repeat(33_000) } })],
  [
    400,
    'POST',
    '/api/scheduled-calls',
    order({ contactIds: Array(300).fill(1), dynamicVariables: { note: 'x'.repeat(30_000) } }),
  ],
  [
    400,
    'POST',
    '/api/scheduled-calls',
    order({}).replace('}', `,"more":${'['.repeat(100_000)}${']'.repeat(100_000)}}`),
    { 'Idempotency-Key': 'deep' },
  ],
  [415, 'POST', '/api/contacts', 'a=b', type('application/x-www-form-urlencoded')],
  [415, 'POST', '/api/contacts', '{}', type('text/plain')],
  [400, 'POST', '/api/contacts/import', 'x', type('multipart/form-data')],
  [400, 'POST', '/api/contacts/import', 'x', type('multipart/form-data; boundary=y')],
  [
    400,
    'POST',
    '/api/contacts/import',
    '--y\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\nName,Pho',
    type('multipart/form-data; boundary=y'),
  ],
  [400, 'POST', '/api/contacts/import?map=x', 'Name,Phone\n', type('text/csv')],
  [422, 'POST', '/api/contacts/import', '', type('text/csv')],
  [422, 'POST', '/api/contacts/import', '%PDF-1.7', type('text/csv')],
  [422, 'POST', '/api/contacts/import', 'Name\nAda\n', type('text/csv')],
  [422, 'POST', '/api/contacts/import?map=%7B%22No%22%3A%22phone%22%7D', 'Name,Phone\n', type('text/csv')],
];

describe('what is wrong', () => {
  it('is refused with a clear answer and changes nothing, while a thousand clients are slow and the database is busy', async () => {
    const { operator, api } = await serving();
    const before = everything(operator);
    const slow = halfOpen(api, 1000);
    for (const [status, method, path, body, more] of requests) {
      const headers = body === undefined ? {} : { ...json, ...more };
      const response = await raw(api, method, path, body, headers);
      const which = { method, path: path.slice(0, 100), body: String(body).slice(0, 60) };
      expect({ ...which, status: response.status, text: response.text.slice(0, 300) }).toMatchObject({
        status,
      });
      if (status >= 400 && status !== 431)
        expect({ ...which, type: response.headers['content-type'] }).toMatchObject({
          type: expect.stringMatching(/^application\/problem\+json/),
        });
      if (status === 405) expect(response.headers['allow']).toMatch(/^[A-Z]+(, [A-Z]+)*$/);
      expect(Object.keys(response.headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
    }
    const lock = openSqlite(operator.database);
    lock.exec('begin immediate');
    const busy = raw(api, 'POST', '/api/contacts', '{"phoneNumber":"0491570157"}', json);
    expect((await api.get('/api/contacts')).status).toBe(200);
    expect(await busy).toMatchObject({
      ...{ status: 503, headers: { 'retry-after': expect.stringMatching(/^\d+$/) } },
      text: expect.stringContaining('"database_busy"'),
    });
    lock.exec('rollback');
    lock.close();
    expect(everything(operator)).toEqual(before);
    expect(await slow).toEqual({ closed: 1000, answered: 'HTTP/1.1 408 Request Timeout' });
    expect((await api.get('/readyz')).status).toBe(200);
    expect(api.log().filter(({ status }) => status === 500)).toEqual([]);
  }, 120_000);

  it.each([
    ['https://crm.example/', 'Write https://crm.example.'],
    ['https://crm.example/app', 'Write https://crm.example.'],
    ['HTTPS://CRM.example', 'Write https://crm.example.'],
    ['crm.example', 'Write its scheme and host'],
    ['file:///home', 'Write its scheme and host'],
    ['null', 'Write its scheme and host'],
    ['', 'Write its scheme and host'],
  ])('%j is no origin of a web page', async (origin, advice) => {
    const operator = await openOperator();
    const { code, stderr } = await operator.voicebot(['serve', '--port', '0', '--cors', origin]);
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining(advice) });
    expect(stderr).toContain(`"${origin}" is not the origin of a web page.`);
  });

  it('a web page of another origin cannot read anything, unless --cors lets it', async () => {
    const { api } = await serving('--cors', 'https://crm.example', '--cors', 'http://localhost:3000');
    const asked = {
      'Access-Control-Request-Method': 'POST',
      'Access-Control-Request-Headers': 'authorization',
    };
    const preflight = (Origin: string) =>
      raw(api, 'OPTIONS', '/api/contacts', undefined, { ...asked, Origin });
    const allowed = await preflight('https://crm.example');
    expect(allowed).toMatchObject({
      status: 204,
      headers: { 'access-control-allow-origin': 'https://crm.example' },
    });
    expect(allowed.headers['access-control-allow-headers']).toContain('Authorization');
    expect((await preflight('https://evil.example')).headers['access-control-allow-origin']).toBeUndefined();
    const answer = await raw(api, 'GET', '/api/contacts', undefined, { Origin: 'http://localhost:3000' });
    expect(answer).toMatchObject({
      status: 200,
      headers: { 'access-control-allow-origin': 'http://localhost:3000' },
    });
    const refused = await fetch(`${api.url}/api/contacts`, { headers: { Origin: 'https://crm.example' } });
    expect(refused.status).toBe(401);
    expect(refused.headers.get('access-control-allow-origin')).toBe('https://crm.example');
  });
});

/** Opens connections that send half a request and no more, and waits until the server has closed them all. */
async function halfOpen({ url }: Api, count: number): Promise<{ closed: number; answered: string }> {
  const { hostname, port } = new URL(url);
  const said: string[] = [];
  const closed = Array.from({ length: count }, () => {
    const socket: Socket = connect(Number(port), hostname);
    socket.write('POST /api/contacts HTTP/1.1\r\nHost: x\r\nContent-Le');
    socket.on('data', (data) => said.push(String(data).split('\r\n')[0] ?? ''));
    socket.on('error', () => undefined);
    return new Promise((done) => socket.on('close', done));
  });
  await Promise.all(closed);
  return { closed: closed.length, answered: [...new Set(said)].join(' · ') };
}
