import { createHmac } from 'node:crypto';
import { Validator } from '@seriousme/openapi-schema-validator';
import { describe, expect, it } from 'vitest';
import { createApp } from '../../src/http/app.ts';
import { type Api, type ApiResponse, addToken, startApi } from '../support/api.ts';
import { type Contract, type Operation, readContract } from '../support/api-contract.ts';
import { everyRequest } from '../support/every-request.ts';
import { openOperator } from '../support/operator.ts';

/** Sends a request, and holds its response against the document. */
async function hold(
  api: Api,
  contract: Contract,
  ...[method, path, body, headers]: Parameters<Api['send']>
): Promise<ApiResponse> {
  const response = await api.send(method, path, body, headers);
  expect({ method, path, breaches: contract.breaches(method, path, response) }).toEqual({
    ...{ method, path, breaches: [] },
  });
  return response;
}

/** A request that is right but for what a case makes wrong. */
const pathOf = (one: Operation, id = '1') =>
  one.path.replace('{id}', id).replace('{phoneNumber}', id === '1' ? '+61491570158' : id);

const takesBody = (one: Operation) => one.requestBody?.content['application/json'] !== undefined;
const isUpload = (one: Operation) => one.requestBody?.content['multipart/form-data'] !== undefined;

const addressFor = ({ operationId }: Operation) =>
  `192.0.2.${[...operationId].reduce((sum, letter) => (sum * 31 + (letter.codePointAt(0) ?? 0)) % 250, 1)}`;

/** Signs a webhook as Retell does. */
function signatureOf(body: string): string {
  const now = Date.now();
  const digest = createHmac('sha256', 'key_of_the_test_account').update(`${body}${now}`).digest('hex');
  return `v=${now},d=${digest}`;
}

type Wrong = [status: number, ...request: Parameters<Api['send']>];

/** Problems that every operation has, as far as it takes what is wrong. */
function wrongRequests(one: Operation, reader: string): Wrong[] {
  const { method } = one;
  const path = pathOf(one);
  const body = takesBody(one) ? (method === 'PATCH' ? { name: 'Ada' } : {}) : undefined;
  const wrong: Wrong[] = [
    // Failures are counted by address.
    [401, method, path, body, { Authorization: '', 'X-Forwarded-For': addressFor(one) }],
    [401, method, path, body, { Authorization: 'Bearer none', 'X-Forwarded-For': addressFor(one) }],
  ];
  if (one.security.some(({ token }) => token !== undefined && !token.includes('read')))
    wrong.push([403, method, path, body, { Authorization: `Bearer ${reader}` }]);
  if (one.path.includes('{id}'))
    wrong.push([400, method, pathOf(one, '0x1'), body], [404, method, pathOf(one, '987654321'), body]);
  for (const { name } of one.parameters ?? [])
    if (/^(limit|cursor|sort)$/.test(name)) wrong.push([400, method, `${path}?${name}=0`]);
  if (takesBody(one) && !isUpload(one))
    wrong.push(
      [400, method, path, '{"a":'],
      [400, method, path, '[1]'],
      [415, method, path, 'a=b', { 'Content-Type': 'application/x-www-form-urlencoded' }],
      [413, method, path, JSON.stringify({ reason: 'x'.repeat(2 ** 20) })],
    );
  return wrong;
}

describe('the OpenAPI document', () => {
  it('holds for every route: each success, and each kind of problem', async () => {
    const operator = await openOperator();
    const reader = addToken(operator.database, 'read', operator.clock);
    const api = await startApi(operator, ['--rate', '0', '--trust-proxy']);
    const contract = readContract((await api.get('/openapi.json')).text);
    const succeeded = new Set<string | undefined>();
    for (const { method, path, body, headers, status } of everyRequest) {
      const response = await hold(api, contract, method, path, body, headers);
      expect({ method, path, status: response.status, text: response.text }).toMatchObject({ status });
      if (status === 200) succeeded.add(contract.operationOf(method, path)?.operationId);
    }
    const webhook = JSON.stringify({
      event: 'call_started',
      call: { call_id: 'call_x', call_status: 'ongoing' },
    });
    const signed = { 'X-Retell-Signature': signatureOf(webhook) };
    expect((await hold(api, contract, 'POST', '/webhooks/retell/default', webhook, signed)).status).toBe(204);
    succeeded.add('receiveWebhook');
    const isNew = ({ operationId }: Operation) => !succeeded.has(operationId);
    expect(contract.operations.filter(isNew).map(({ operationId }) => operationId)).toEqual([]);

    const before = operator.rows('select * from contacts union all select * from contacts');
    const closed = contract.operations.filter(({ security }) => security.length > 0);
    for (const one of closed)
      for (const [status, ...request] of wrongRequests(one, reader)) {
        const response = await hold(api, contract, ...request);
        expect({ request, status: response.status, text: response.text }).toMatchObject({ status });
      }
    expect(operator.rows('select * from contacts union all select * from contacts')).toEqual(before);
    expect(operator.simulator.rings()).toHaveLength(1);
  });

  it('is valid, and names every route, with who may use it, and an example where it takes anything', async () => {
    const { app } = createApp({
      ...{ profiles: [], rate: 0, trustsProxy: false, origins: [] },
      ...{ log: () => undefined, onRun: () => undefined, stopping: new AbortController().signal },
      ...{ onEvent: () => undefined, onTrouble: () => undefined },
      webhookDoor: async () => ({
        ...{ mayOpen: () => false, open: async () => undefined, name: () => ({ kind: 'unreadable' }) },
      }),
    });
    const info = { openapi: '3.1.0', info: { title: 'voicebot', version: '1' } };
    const text = JSON.stringify(app.getOpenAPI31Document(info));
    const { document, operations } = readContract(text);
    expect(await new Validator().validate(document)).toEqual({ valid: true });
    const routes = app.routes.filter(({ method }) => method !== 'ALL');
    const named = ({ method, path }: { method: string; path: string }) =>
      `${method} ${path.replace(/:(\w+)/g, '{$1}')}`;
    expect(operations.map(named).sort()).toEqual([...new Set(routes.map(named))].sort());
    const ids = operations.map(({ operationId }) => operationId);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { operationId, requestBody, parameters = [], security } of operations) {
      const schemas = Object.values(requestBody?.content ?? {}).map(({ schema }) => schema);
      const hasExample = /"examples?":/.test(JSON.stringify([schemas, parameters]));
      const isSimple = !requestBody && parameters.every(({ name }) => /^(limit|cursor|sort)$/.test(name));
      expect({ operationId, ok: hasExample || isSimple, security: security.length <= 1 }).toEqual({
        ...{ operationId, ok: true, security: true },
      });
    }
  });
});
