import { describe, expect, it } from 'vitest';
import { openAccount } from '../../support/retell-account.ts';

const errorBody = { status: 'error', message: expect.any(String) };

describe('an idempotency key', () => {
  it('returns the first call within the hour, without a second ring', async () => {
    const account = await openAccount();
    const first = await account.create({ idempotency_key: 'key-1' });
    account.clock.advance(3599);
    const again = await account.create({ idempotency_key: 'key-1' });
    expect(again.status).toBe(201);
    expect(again.body['call_id']).toBe(first.body['call_id']);
    expect(again.body['call_status']).toBe('ended');
    expect(account.simulator.rings()).toHaveLength(1);
  });

  it('is forgotten after an hour', async () => {
    const account = await openAccount();
    const first = await account.create({ idempotency_key: 'key-1' });
    account.clock.advance(3600);
    const again = await account.create({ idempotency_key: 'key-1' });
    expect(again.body['call_id']).not.toBe(first.body['call_id']);
    expect(account.simulator.rings()).toHaveLength(2);
  });

  it('can be ignored by the simulator', async () => {
    const account = await openAccount({ honourIdempotencyKeys: false });
    await account.create({ idempotency_key: 'key-1' });
    await account.create({ idempotency_key: 'key-1' });
    expect(account.simulator.rings()).toMatchObject([{ reference: 'key-1' }, { reference: 'key-1' }]);
  });

  it('is not used up by a request that was refused', async () => {
    const account = await openAccount({ limits: { concurrency: 1 } });
    await account.create();
    expect((await account.create({ idempotency_key: 'key-1' })).status).toBe(429);
    account.clock.advance(60);
    expect((await account.create({ idempotency_key: 'key-1' })).status).toBe(201);
  });
});

describe('authorisation', () => {
  it('needs a bearer key, and the right one if it is set', async () => {
    const open = await openAccount();
    expect(await open.get('/get-concurrency', {})).toMatchObject({ status: 401, body: errorBody });
    expect((await open.get('/get-concurrency', { Authorization: 'Bearer ' })).status).toBe(401);
    expect((await open.get('/get-concurrency', { Authorization: 'Bearer anything' })).status).toBe(200);
    const shut = await openAccount({ apiKey: 'key_right' });
    expect((await shut.get('/get-concurrency', { Authorization: 'Bearer key_wrong' })).status).toBe(401);
    expect((await shut.get('/get-concurrency')).status).toBe(200);
  });
});

describe('an invalid request', () => {
  it.each([
    ['not JSON', '{"from_number":'],
    ['no body', undefined],
    ['not an object', [1]],
    ['a number that is not E.164', { from_number: '+61255501234', to_number: '0491 570 006' }],
    ['a from number that is not E.164', { from_number: 'front desk', to_number: '+61491570006' }],
    [
      'a variable that is not text',
      { from_number: '+61255501234', to_number: '+61491570006', retell_llm_dynamic_variables: { age: 4 } },
    ],
    ['a key too short', { from_number: '+61255501234', to_number: '+61491570006', idempotency_key: 'abcd' }],
  ])('is refused with 400 and places nothing: %s', async (_what, body) => {
    const account = await openAccount();
    expect(await account.post('/v2/create-phone-call', body)).toMatchObject({ status: 400, body: errorBody });
    expect(account.simulator.calls()).toEqual([]);
  });

  it('may use any from number with ignore_e164_validation', async () => {
    const account = await openAccount();
    const reply = await account.create({ from_number: 'front desk', ignore_e164_validation: true });
    expect(reply.status).toBe(201);
  });

  it("is refused for numbers and agents that are not the account's, if strict", async () => {
    const account = await openAccount({
      strict: true,
      agents: [{ id: 'agent_1', name: 'One' }],
      fromNumbers: ['+61255500000'],
    });
    expect((await account.create()).status).toBe(422);
    const own = { from_number: '+61255500000' };
    expect((await account.create({ ...own, override_agent_id: 'agent_2' })).status).toBe(404);
    expect((await account.create(own)).body).toMatchObject({ agent_id: 'agent_1', agent_name: 'One' });
  });

  it('gets a response, whatever it is', async () => {
    const account = await openAccount();
    expect(await account.get('/v2/nothing')).toMatchObject({ status: 404, body: errorBody });
    const wrongMethod = await account.get('/v2/create-phone-call');
    expect(wrongMethod).toMatchObject({ status: 405, body: errorBody });
    expect(wrongMethod.headers.get('Allow')).toBe('POST');
    expect(await account.get('/v2/get-call/%E0%A4%A')).toMatchObject({ status: 422, body: errorBody });
    const tooLarge = await account.post('/v2/create-phone-call', 'x'.repeat(1024 * 1024 + 1));
    expect(tooLarge).toMatchObject({ status: 413, body: errorBody });
    const deep = '['.repeat(200_000) + ']'.repeat(200_000);
    expect((await account.post('/v3/list-calls', deep)).status).toBe(400);
    const odd =
      '{"from_number":"+61255501234","to_number":"+61491570006","metadata":{"__proto__":1,"constructor":2}}';
    expect((await account.post('/v2/create-phone-call', odd)).status).toBe(201);
    expect((await account.get('/get-concurrency')).status).toBe(200);
  });
});
