import { describe, expect, it } from 'vitest';
import { openAccount } from '../../support/retell-account.ts';

describe('concurrency', () => {
  it('refuses a call while every line is in use', async () => {
    const account = await openAccount({ limits: { concurrency: 3, reservedInbound: 1 } });
    await account.create();
    await account.create({ to_number: '+61491570157' });
    const refused = await account.create();
    expect(refused.status).toBe(429);
    expect(refused.body['message']).toContain('concurrency');
    expect((await account.get('/get-concurrency')).body).toMatchObject({
      current_concurrency: 2,
      concurrency_limit: 3,
      reserved_inbound_concurrency: 1,
    });
    account.clock.advance(25);
    expect((await account.create()).status).toBe(201);
    expect(account.simulator.calls()).toHaveLength(3);
  });
});

describe('rate limits', () => {
  it('say how long to wait, and allow requests after that', async () => {
    const account = await openAccount({ limits: { createsPer10s: 2 } });
    await account.create();
    account.clock.advance(4);
    await account.create();
    const refused = await account.create();
    expect(refused.status).toBe(429);
    expect(refused.body['message']).not.toContain('concurrency');
    expect(refused.headers.get('Retry-After')).toBe('6');
    expect(refused.headers.get('RateLimit-Reset')).toBe('6');
    account.clock.advance(6);
    expect((await account.create()).status).toBe(201);
    expect((await account.create()).status).toBe(429);
  });

  it('count list requests separately', async () => {
    const account = await openAccount({ limits: { listsPer10s: 2, othersPer10s: 1 } });
    expect((await account.post('/v3/list-calls')).status).toBe(200);
    expect((await account.post('/v2/list-agents')).status).toBe(200);
    expect((await account.get('/v2/list-phone-numbers')).status).toBe(429);
    expect((await account.get('/get-concurrency')).status).toBe(200);
    expect((await account.get('/v2/get-call/call_1')).status).toBe(429);
  });

  it('refuse to create calls after too many client errors in a minute', async () => {
    const account = await openAccount({ limits: { clientErrorsPerMinute: 2 } });
    await account.create({ to_number: '1' });
    await account.create({ to_number: '2' });
    expect((await account.create()).status).toBe(429);
    account.clock.advance(60);
    expect((await account.create()).status).toBe(201);
  });
});
