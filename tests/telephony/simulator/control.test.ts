import { describe, expect, it } from 'vitest';
import { testNumbers } from '../../../src/telephony/simulator/calls/test-numbers.ts';
import type { LogEntry } from '../../../src/telephony/simulator/server/request-listener.ts';
import { startSimulator } from '../../../src/telephony/simulator/simulator.ts';
import { openAccount } from '../../support/retell-account.ts';

const noKey = {};

describe('the control surface', () => {
  it('describes itself and lists calls and rings, without a key', async () => {
    const account = await openAccount();
    await account.create({ idempotency_key: 'key-1' });
    expect((await account.get('/_simulator', noKey)).body).toMatchObject({
      counts: { calls: 1, active: 1, rings: 1 },
      fromNumbers: ['+61255501234', '+61370101234'],
    });
    const shown = JSON.parse(
      JSON.stringify({ calls: account.simulator.calls(), rings: account.simulator.rings() }),
    );
    expect((await account.get('/_simulator/calls', noKey)).body).toEqual(shown);
    expect(account.simulator.requests()).toHaveLength(1);
  });

  it('lists the test numbers', async () => {
    const account = await openAccount();
    const shown = await account.get('/_simulator/test-numbers', noKey);
    expect(shown.body).toEqual({ test_numbers: testNumbers });
  });

  it('adds faults, including permanent ones', async () => {
    const account = await openAccount();
    const fault = { on: 'create', kind: 'status', status: 402, times: 'always' };
    expect((await account.post('/_simulator/faults', fault, noKey)).status).toBe(200);
    expect((await account.create()).status).toBe(402);
    expect((await account.create()).status).toBe(402);
  });

  it.each([{ advance: '90s' }, { advanceMs: 90_000 }, { advance: '1.5m' }])(
    'moves the clock: %j',
    async (body) => {
      const account = await openAccount();
      await account.create();
      expect((await account.post('/_simulator/clock', body, noKey)).body).toEqual({
        now: new Date(account.clock.now().getTime() + 90_000).toISOString(),
      });
      expect(account.simulator.calls()).toMatchObject([{ status: 'ended' }]);
    },
  );

  it.each([
    ['clock', { advance: '-1s' }],
    ['clock', { advance: 'soon' }],
    ['clock', { advanceMs: 1e300 }],
    ['clock', undefined],
    ['faults', { on: 'create', kind: 'gremlins' }],
    ['faults', { on: 'create', kind: 'status', status: 99 }],
    ['faults', '{'],
  ])('refuses an invalid request: %s %j', async (path, body) => {
    const account = await openAccount();
    expect((await account.post(`/_simulator/${path}`, body, noKey)).status).toBe(400);
  });

  it('refuses web pages, unknown paths and wrong methods', async () => {
    const account = await openAccount();
    const page = { Origin: 'https://example.com' };
    expect((await account.get('/_simulator/calls', page)).status).toBe(403);
    expect((await account.post('/_simulator/clock', { advanceMs: 1 }, page)).status).toBe(403);
    expect((await account.get('/_simulator/nothing')).status).toBe(404);
    expect((await account.get('/_simulator/clock')).status).toBe(405);
  });
});

describe('the log', () => {
  it('says what happened for each request', async () => {
    const entries: LogEntry[] = [];
    const account = await openAccount({ log: (entry) => entries.push(entry) });
    account.simulator.addFault({ on: 'create', kind: 'lose-answer' });
    await account.create().catch(() => undefined);
    await account.get('/v2/nothing');
    expect(entries).toEqual([
      {
        method: 'POST',
        path: '/v2/create-phone-call',
        status: undefined,
        text: 'placed a call to +61491570006 [fault: lose-answer]',
        call: expect.objectContaining({ status: 'registered' }),
      },
      { method: 'GET', path: '/v2/nothing', status: 404, text: 'The requested resource was not found.' },
    ]);
  });
});

describe('starting', () => {
  it('fails when the port is taken', async () => {
    const { simulator } = await openAccount();
    await expect(startSimulator({ port: simulator.port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
  });

  it("uses the system's clock by default", async () => {
    const simulator = await startSimulator();
    const reply = await fetch(`${simulator.url}/_simulator`);
    expect(await reply.text()).toContain(`"now":"${new Date().toISOString().slice(0, 10)}`);
    await simulator.close();
    await simulator.close();
    await expect(fetch(simulator.url)).rejects.toThrow('fetch failed');
  });
});
