import Retell from 'retell-sdk';
import { describe, expect, it } from 'vitest';
import { type FaultKind, faultKinds } from '../../../src/telephony/simulator/faults.ts';
import { type Account, openAccount } from '../../support/retell-account.ts';

const request = { from_number: '+61255501234', to_number: '+61491570006' };

/** Places a call with retell-sdk. Returns its status, the HTTP status of the error, or a word for it. */
async function placeWithSdk({ sdk }: Account): Promise<unknown> {
  try {
    const call = await sdk.call.createPhoneCall(request, { timeout: 300 });
    return typeof call === 'string' ? 'text' : call.call_status;
  } catch (error) {
    if (error instanceof Retell.APIConnectionTimeoutError) return 'timeout';
    if (error instanceof Retell.APIConnectionError) return 'connection';
    return error instanceof Retell.APIError ? error.status : 'unreadable';
  }
}

const expectations: Record<FaultKind, { result: unknown; rings: number; status?: number }> = {
  reset: { result: 'connection', rings: 0 },
  'hang-before': { result: 'timeout', rings: 0 },
  'error-before': { result: 500, rings: 0, status: 500 },
  throttle: { result: 429, rings: 0, status: 429 },
  status: { result: 500, rings: 0, status: 500 },
  page: { result: 403, rings: 0, status: 403 },
  'lose-answer': { result: 'connection', rings: 1 },
  'error-after': { result: 500, rings: 1, status: 500 },
  'half-body': { result: 'unreadable', rings: 1, status: 201 },
  garbage: { result: 'text', rings: 1, status: 201 },
  hang: { result: 'timeout', rings: 1 },
  slow: { result: 'registered', rings: 1, status: 201 },
  'wrong-date': { result: 'registered', rings: 1, status: 201 },
  fractions: { result: 'registered', rings: 1, status: 201 },
  'only-id': { result: undefined, rings: 1, status: 201 },
  'no-metadata': { result: 'registered', rings: 1, status: 201 },
  'no-id': { result: 'registered', rings: 1, status: 201 },
  'empty-page': { result: 'registered', rings: 1, status: 201 },
  endless: { result: 'registered', rings: 1, status: 201 },
  'ignore-filter': { result: 'registered', rings: 1, status: 201 },
  'others-reference': { result: 'registered', rings: 1, status: 201 },
  'others-number': { result: 'registered', rings: 1, status: 201 },
  'same-id': { result: 'registered', rings: 1, status: 201 },
  twice: { result: 'registered', rings: 1, status: 201 },
  'broken-item': { result: 'registered', rings: 1, status: 201 },
  'new-words': { result: 'daydreaming', rings: 1, status: 201 },
  'huge-transcript': { result: 'registered', rings: 1, status: 201 },
};

describe('a fault on demand', () => {
  it.each(faultKinds)('strikes once: %s', async (kind) => {
    const account = await openAccount();
    const expected = expectations[kind];
    account.simulator.addFault({ on: 'create', kind, ...(kind === 'slow' && { delayMs: 50 }) });
    expect(await placeWithSdk(account)).toBe(expected.result);
    expect(account.simulator.rings()).toHaveLength(expected.rings);
    expect(account.simulator.requests()).toMatchObject([
      { method: 'POST', path: '/v2/create-phone-call', status: expected.status, body: request },
    ]);
    expect(await placeWithSdk(account)).toBe('registered');
    expect(account.simulator.rings()).toHaveLength(expected.rings + 1);
  });

  it('strikes as often as requested, and no more', async () => {
    const account = await openAccount();
    account.simulator.addFault({ on: 'create', kind: 'error-before', status: 503, times: 2 });
    expect([await placeWithSdk(account), await placeWithSdk(account), await placeWithSdk(account)]).toEqual([
      503,
      503,
      'registered',
    ]);
    account.simulator.addFault({ on: 'any', kind: 'status', status: 402, times: Number.POSITIVE_INFINITY });
    for (let time = 0; time < 5; time += 1) expect(await placeWithSdk(account)).toBe(402);
  });

  it('strikes only matching requests', async () => {
    const account = await openAccount();
    account.simulator.addFault({ on: 'create', kind: 'status', status: 403, toNumber: '+61491570157' });
    account.simulator.addFault({ on: 'get', kind: 'status', status: 500 });
    account.simulator.addFault({ on: 'list', kind: 'throttle', delayMs: 7000 });
    account.simulator.addFault({ on: 'concurrency', kind: 'error-after', status: 502 });
    expect(await placeWithSdk(account)).toBe('registered');
    expect((await account.create({ to_number: '+61491570157' })).status).toBe(403);
    expect((await account.get('/get-concurrency')).status).toBe(502);
    const throttled = await account.post('/v3/list-calls');
    expect([throttled.status, throttled.headers.get('Retry-After')]).toEqual([429, '7']);
    expect((await account.get('/v2/get-call/call_1')).status).toBe(500);
    expect((await account.get('/v2/get-call/call_1')).status).toBe(422);
  });

  it('does not keep the simulator from closing', async () => {
    const account = await openAccount();
    account.simulator.addFault({ on: 'create', kind: 'hang' });
    account.simulator.addFault({ on: 'create', kind: 'slow', delayMs: 60_000 });
    const hanging = [account.create(), account.create()].map((reply) => reply.catch(() => 'cut'));
    while (account.simulator.requests().length < 2) await new Promise(setImmediate);
    const began = performance.now();
    await account.simulator.close();
    expect(performance.now() - began).toBeLessThan(1000);
    expect(await Promise.all(hanging)).toEqual(['cut', 'cut']);
  });
});

describe('random faults', () => {
  const plan = { seed: 3, rates: { 'error-after': 0.3, 'error-before': 0.2 } } as const;

  async function statuses(): Promise<number[]> {
    const account = await openAccount({ faults: plan, limits: { concurrency: 1000 } });
    const seen: number[] = [];
    for (let time = 0; time < 200; time += 1) seen.push((await account.create()).status);
    const failed = seen.filter((status) => status === 500).length;
    expect(failed / 200).toBeCloseTo(0.5, 1);
    const placed = account.simulator.calls().length;
    expect(placed).toBeGreaterThan(200 - failed);
    expect(placed).toBeLessThan(200);
    return seen;
  }

  it('strike at their rates, and the same requests for the same seed', async () => {
    expect(await statuses()).toEqual(await statuses());
  });
});
