import { describe, expect, it } from 'vitest';
import { mulberry32 } from '../../../src/telephony/simulator/calls/random.ts';
import { testNumbers } from '../../../src/telephony/simulator/calls/test-numbers.ts';
import { openAccount } from '../../support/retell-account.ts';

const talkerNumber = '+61491570006';

function numbers(count: number): string[] {
  return Array.from({ length: count }, (_, index) => `+614915${String(index).padStart(5, '0')}`);
}

describe('the course of a call', () => {
  it('goes from registered through ongoing to ended as time passes', async () => {
    const account = await openAccount();
    const createdAt = account.clock.now().getTime();
    const { body: created } = await account.create({ to_number: talkerNumber, metadata: { order: 7 } });
    const look = async () => (await account.get(`/v2/get-call/${created['call_id']}`)).body;

    expect(created).toMatchObject({ call_status: 'registered', metadata: { order: 7 } });
    account.clock.advance(4.999);
    expect(await look()).toEqual(created);
    account.clock.advance(0.001);
    const ongoing = await look();
    expect(ongoing).toEqual({ ...created, call_status: 'ongoing', start_timestamp: createdAt + 5000 });
    account.clock.advance(41.999);
    expect(await look()).toEqual(ongoing);
    account.clock.advance(0.001);
    expect(await look()).toMatchObject({
      call_status: 'ended',
      disconnection_reason: 'user_hangup',
      start_timestamp: createdAt + 5000,
      end_timestamp: createdAt + 47_000,
      duration_ms: 42_000,
      transcript: expect.stringContaining('Agent:'),
      recording_url: expect.any(String),
      call_analysis: { in_voicemail: false, custom_analysis_data: {} },
      call_cost: { total_duration_seconds: 42, combined_cost: 9.1 },
    });
  });

  it('has no start if the phone was not answered', async () => {
    const account = await openAccount();
    const { body } = await account.create({ to_number: '+61491570157' });
    account.clock.advance(24.9);
    expect(account.simulator.calls()).toMatchObject([{ status: 'registered' }]);
    account.clock.advance(0.1);
    const missed = await account.get(`/v2/get-call/${body['call_id']}`);
    expect(missed.body).toMatchObject({
      call_status: 'not_connected',
      disconnection_reason: 'dial_no_answer',
    });
    for (const absent of ['start_timestamp', 'end_timestamp', 'duration_ms', 'call_cost', 'transcript']) {
      expect(missed.body).not.toHaveProperty(absent);
    }
  });

  it('runs faster at a higher speed', async () => {
    const account = await openAccount({ speed: 10 });
    await account.create({ to_number: talkerNumber });
    account.clock.advance(4.7);
    const [call] = account.simulator.calls();
    expect(call?.status).toBe('ended');
    expect(Number(call?.endedAt) - Number(call?.startedAt)).toBe(4200);
  });

  it('is the same for the same seed and requests, and different for another seed', async () => {
    const callsWithSeed = async (seed: number) => {
      const account = await openAccount({ seed, limits: { concurrency: 100 } });
      for (const to_number of numbers(50)) await account.create({ to_number });
      account.clock.advance(3600);
      return account.simulator.calls();
    };
    const calls = await callsWithSeed(7);
    expect(await callsWithSeed(7)).toEqual(calls);
    expect(await callsWithSeed(8)).not.toEqual(calls);
    expect(new Set(calls.map(({ callId }) => callId)).size).toBe(50);
    for (const { callId } of calls) expect(callId).toMatch(/^call_[0-9a-f]{27}$/);
  });

  it('is usually a conversation of 20 to 180 s, and sometimes something else', async () => {
    const account = await openAccount({ seed: 2, limits: { concurrency: 1000 } });
    for (const to_number of numbers(400)) await account.create({ to_number });
    account.clock.advance(3600);
    const calls = account.simulator.calls();
    const conversed = calls.filter(({ reason }) => reason === 'user_hangup' || reason === 'agent_hangup');
    expect(conversed.length / calls.length).toBeCloseTo(0.68, 1);
    for (const { startedAt, endedAt } of conversed) {
      const seconds = (Number(endedAt) - Number(startedAt)) / 1000;
      expect(seconds).toBeGreaterThanOrEqual(20);
      expect(seconds).toBeLessThanOrEqual(180);
    }
    expect(new Set(calls.map(({ status }) => status))).toEqual(new Set(['ended', 'not_connected', 'error']));
  });
});

describe('test numbers', () => {
  it.each(testNumbers)('$number: $what', async ({ number, outcome }) => {
    const account = await openAccount();
    const { status, body } = await account.create({ to_number: number });
    account.clock.advance(3600);
    if ('refuse' in outcome) {
      expect(status).toBe(outcome.refuse);
      expect(body).toEqual({ status: 'error', message: expect.any(String) });
      expect(account.simulator.calls()).toEqual([]);
      return;
    }
    expect(status).toBe(201);
    expect(account.simulator.calls()).toMatchObject([{ toNumber: number, reason: outcome.reason }]);
  });

  it('can be overridden by a script, like any number', async () => {
    const account = await openAccount();
    account.simulator.script(talkerNumber, { reason: 'dial_busy' });
    account.simulator.script('+61400000000', { refuse: 402 });
    await account.create({ to_number: talkerNumber });
    account.clock.advance(60);
    expect(account.simulator.calls()).toMatchObject([{ status: 'not_connected', reason: 'dial_busy' }]);
    expect((await account.create({ to_number: '+61400000000' })).status).toBe(402);
  });

  it('ring only if a phone was reached', async () => {
    const account = await openAccount();
    await account.create({ to_number: '+61491570737' });
    expect(account.simulator.rings()).toEqual([]);
    await account.create({ to_number: talkerNumber, metadata: { voicebot_reference: 'ref-1' } });
    expect(account.simulator.rings()).toEqual([
      {
        callId: account.simulator.calls()[1]?.callId,
        toNumber: talkerNumber,
        reference: 'ref-1',
        at: account.clock.now(),
      },
    ]);
  });
});

describe('mulberry32', () => {
  it("gives the same numbers as its author's published code", () => {
    const random = mulberry32(1);
    expect([random(), random(), random()]).toEqual([
      0.6270739405881613, 0.002735721180215478, 0.5274470399599522,
    ]);
  });
});
