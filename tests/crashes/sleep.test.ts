import { describe, expect, it } from 'vitest';
import {
  numberOf,
  onceEach,
  openWithContacts,
  openWithDue,
  requestsTo,
  ringsOf,
  until,
} from '../operations/calling/due-calls.ts';
import { brokenPromises, due, recover, sleepAt, statusesOf } from './crashing.ts';

/** Longer than a claim may wait for its request, in ms. The program's own clock cannot be moved while it sleeps. */
const longEnough = 10_500;

describe('a machine that goes to sleep', () => {
  it('between a claim and its request: never sends that request, and places the call once, later', async () => {
    const [limited, running, locked] = await Promise.all([openWithDue(1), openWithDue(1), openWithDue(1)]);
    const immediate = await openWithContacts(1);
    const before = limited.rows('select status, attempts, next_attempt_at, call_id from scheduled_calls');
    const sleepers = await Promise.all([
      sleepAt(limited, 'after-claimNextDue', [...due, '--limit', '1']),
      sleepAt(running, 'after-claimNextDue', due),
      sleepAt(locked, 'in-claimNextDue', due),
      sleepAt(immediate, 'after-claimNew', ['call', '1', '--yes', '--json']),
    ]);
    const meanwhile = locked.voicebot([...due, '--json']);
    const reading = locked.json(['scheduled', 'list']);
    await new Promise((resolve) => setTimeout(resolve, longEnough));
    // It sleeps inside its transaction: others can read, but not write.
    expect(await meanwhile).toMatchObject({ code: 75, json: { error: { code: 'database_busy' } } });
    expect(await reading).toMatchObject({ scheduledCalls: [{ status: 'PENDING' }] });

    const [one, two, three, call] = await Promise.all(sleepers.map((sleeper) => sleeper.wake()));
    expect(one).toMatchObject({ code: 0, stdout: '' });
    expect(requestsTo(limited)).toEqual([]);
    expect(limited.rows('select status, attempts, next_attempt_at, call_id from scheduled_calls')).toEqual(
      before,
    );
    await recover(limited);
    // A run that continues claims the call again.
    for (const ran of [two, three]) expect(ran).toMatchObject({ code: 0 });
    expect(call).toMatchObject({ code: 75, json: { error: { code: 'overslept' } } });
    expect(immediate.rows('select id from calls')).toEqual([]);
    expect(requestsTo(immediate)).toEqual([]);
    for (const operator of [limited, running, locked]) {
      expect(requestsTo(operator)).toHaveLength(1);
      expect(ringsOf(operator)).toEqual(onceEach(1));
      expect(statusesOf(operator)).toEqual(['COMPLETED/registered']);
      expect(brokenPromises(operator)).toEqual([]);
    }
  });

  it.each([
    { after: 40, meanwhile: 'COMPLETED/ongoing', what: 'past its claim' },
    { after: 5, meanwhile: 'IN_PROGRESS/placing', what: 'for a moment' },
  ])(
    'while it waits for a response, $what: the ring is recorded once, by this run or another',
    async (row) => {
      const operator = await openWithDue(1);
      operator.simulator.script(numberOf(1), { reason: 'user_hangup', ringSeconds: 5, talkSeconds: 500 });
      operator.simulator.addFault({ on: 'create', kind: 'slow', delayMs: 200 });
      const env = { VOICEBOT_REQUEST_TIMEOUT: '1s' };
      const sleeper = operator.start(due, { env });
      await until(() => requestsTo(operator).length === 1, 'the request has been sent');
      sleeper.process.kill('SIGSTOP');
      operator.clock.advance(row.after);
      expect(await operator.voicebot(due, { env })).toMatchObject({ code: 0 });
      expect(statusesOf(operator)).toEqual([row.meanwhile]);
      await new Promise((resolve) => setTimeout(resolve, 1100));
      sleeper.process.kill('SIGCONT');
      expect((await sleeper.ended).stderr).toBe('');
      await recover(operator, 30);
      expect(statusesOf(operator)).toEqual(['COMPLETED/ongoing']);
      expect(requestsTo(operator)).toHaveLength(1);
      expect(ringsOf(operator)).toEqual(onceEach(1));
      expect(brokenPromises(operator)).toEqual([]);
    },
  );

  it('with the response in hand, while the operator resolves, retries and cancels the call: the ring is recorded', async () => {
    const operator = await openWithDue(1, { listingDelayMs: 3_600_000 });
    operator.simulator.script(numberOf(1), { reason: 'user_hangup', ringSeconds: 5, talkSeconds: 5000 });
    const sleeper = await sleepAt(operator, 'after-placeCall', due);
    operator.clock.advance(100);
    await operator.voicebot(due);
    expect(statusesOf(operator)).toEqual(['IN_PROGRESS/unknown']);
    await operator.voicebot(['scheduled', 'resolve', '1', '--not-placed']);
    await operator.voicebot(['scheduled', 'retry', '1', '--at', '+1h']);
    await operator.voicebot(['scheduled', 'cancel', '1']);
    expect(statusesOf(operator)).toEqual(['CANCELLED/not_placed']);
    expect(await sleeper.wake()).toMatchObject({ code: 0, stderr: expect.not.stringContaining('error') });
    expect(statusesOf(operator)).toEqual(['COMPLETED/registered']);
    expect(ringsOf(operator)).toEqual(onceEach(1));
    expect(brokenPromises(operator)).toEqual([]);
  });

  it('for a night in which 45 calls became due: places each once as lines become free, and charges no extra attempt', async () => {
    const operator = await openWithDue(45, { limits: { concurrency: 20 } });
    operator.clock.advance(9 * 3600);
    for (let run = 0; run < 4; run++) {
      await operator.voicebot(['process-due']);
      operator.clock.advance(600);
    }
    expect(ringsOf(operator)).toEqual(onceEach(45));
    expect(operator.rows('select distinct status, attempts from scheduled_calls')).toEqual([
      { status: 'COMPLETED', attempts: 1 },
    ]);
    const order = operator.simulator.rings().map(({ toNumber }) => toNumber);
    expect(order.slice(0, 20).sort()).toEqual(Object.keys(onceEach(20)));
    expect(brokenPromises(operator)).toEqual([]);
  });
});
