import type { ValidateFunction } from 'ajv';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { listCallsRequest } from '../../../src/telephony/simulator/api/list-calls-request.ts';
import { createCallRequest } from '../../../src/telephony/simulator/api/requests.ts';
import { type Account, openAccount, type Reply } from '../../support/retell-account.ts';
import { createCallBodies, listCallsBodies } from '../../support/retell-bodies.ts';
import { requestCheck, responseCheck } from '../../support/retell-specification.ts';

const runs = 20_000;

/** Compares two checks on many bodies. Both results must be frequent, or the comparison means little. */
function expectAgreement(
  schema: z.ZodType,
  specified: ValidateFunction,
  bodies: fc.Arbitrary<unknown>,
): void {
  let accepted = 0;
  fc.assert(
    fc.property(bodies, (body) => {
      const isValid = specified(body) === true;
      accepted += isValid ? 1 : 0;
      expect(schema.safeParse(body).success, JSON.stringify(body)).toBe(isValid);
    }),
    { numRuns: runs },
  );
  expect(accepted).toBeGreaterThan(runs / 5);
  expect(accepted).toBeLessThan((runs * 4) / 5);
}

describe('a request body is accepted if and only if the specification accepts it', () => {
  it('create-phone-call', () => {
    const specified = requestCheck('post', '/v2/create-phone-call');
    expectAgreement(createCallRequest, specified, createCallBodies);
  });

  it('list-calls', () => {
    expectAgreement(listCallsRequest, requestCheck('post', '/v3/list-calls'), listCallsBodies);
  });
});

function expectSpecified(method: 'get' | 'post', path: string, status: number, reply: Reply): void {
  expect(reply.status).toBe(status);
  const check = responseCheck(method, path, status);
  expect(check(reply.body), JSON.stringify([check.errors, reply.body])).toBe(true);
  if (status >= 400) expect(reply.body).toEqual({ status: 'error', message: expect.any(String) });
}

const endings = [
  { reason: 'user_hangup' },
  { reason: 'voicemail_reached' },
  { reason: 'dial_busy' },
  { reason: 'error_asr' },
  { reason: 'no_valid_payment', talkSeconds: 0 },
] as const;

/** Places a call for each ending, with everything that a request may contain. */
async function callsOfEachEnding(account: Account): Promise<unknown[]> {
  const ids: unknown[] = [];
  for (const [index, outcome] of endings.entries()) {
    const to_number = `+6149157000${index}`;
    account.simulator.script(to_number, { ringSeconds: 10, ...outcome });
    const reply = await account.create({
      to_number,
      override_agent_id: index % 2 === 0 ? 'agent_elsewhere' : undefined,
      override_agent_version: index % 2 === 0 ? 'latest' : 3,
      metadata: { index },
      retell_llm_dynamic_variables: { name: 'Mia' },
      custom_sip_headers: { 'X-Test': '1' },
      idempotency_key: `key-${index}`,
    });
    expectSpecified('post', '/v2/create-phone-call', 201, reply);
    ids.push(reply.body['call_id']);
  }
  return ids;
}

describe('a response matches the specification', () => {
  it('for calls in every status', async () => {
    const account = await openAccount({ limits: { othersPer10s: 1000 } });
    const ids = await callsOfEachEnding(account);
    const statuses = new Set<unknown>();
    for (const seconds of [0, 10, 300]) {
      account.clock.advance(seconds);
      for (const id of ids) {
        const reply = await account.get(`/v2/get-call/${id}`);
        expectSpecified('get', '/v2/get-call/{call_id}', 200, reply);
        statuses.add(reply.body['call_status']);
      }
      const list = await account.post('/v3/list-calls', { include_total: true, limit: 3 });
      expectSpecified('post', '/v3/list-calls', 200, list);
    }
    expect(statuses).toEqual(new Set(['registered', 'ongoing', 'ended', 'not_connected', 'error']));
  });

  it('for lines, agents and numbers', async () => {
    const account = await openAccount();
    expectSpecified('get', '/get-concurrency', 200, await account.get('/get-concurrency'));
    expectSpecified('post', '/v2/list-agents', 200, await account.post('/v2/list-agents?limit=1'));
    expectSpecified(
      'get',
      '/v2/list-phone-numbers',
      200,
      await account.get('/v2/list-phone-numbers?limit=1'),
    );
  });

  it.each([
    ['post', '/v2/create-phone-call', 400],
    ['post', '/v3/list-calls', 400],
    ['post', '/v2/list-agents', 400],
  ] as const)('for an invalid request: %s %s', async (method, path, status) => {
    const account = await openAccount();
    expectSpecified(method, path, status, await account[method](path, '[]'));
  });

  it.each([
    ['post', '/v2/create-phone-call'],
    ['post', '/v3/list-calls'],
    ['get', '/v2/get-call/{call_id}'],
    ['get', '/get-concurrency'],
    ['post', '/v2/list-agents'],
    ['get', '/v2/list-phone-numbers'],
  ] as const)('for a request refused for any reason: %s %s', async (method, path) => {
    const account = await openAccount();
    const send = () => account[method](path.replace('{call_id}', 'call_0'));
    for (const status of [400, 401, 402, 403, 404, 422, 429, 500, 503]) {
      account.simulator.addFault({ on: 'any', kind: 'status', status });
      expectSpecified(method, path, status, await send());
    }
    const unauthorised = await fetch(account.simulator.url + path, { method });
    expect(responseCheck(method, path, 401)(await unauthorised.json())).toBe(true);
  });

  it('for a call that is unknown, refused, or one too many', async () => {
    const account = await openAccount({ limits: { concurrency: 1 } });
    const path = '/v2/create-phone-call';
    expectSpecified('post', path, 422, await account.create({ to_number: '+61491570313' }));
    expectSpecified('post', path, 400, await account.create({ to_number: '+61491570110' }));
    await account.create();
    expectSpecified('post', path, 429, await account.create());
    expectSpecified('get', '/v2/get-call/{call_id}', 422, await account.get('/v2/get-call/call_0'));
  });
});
