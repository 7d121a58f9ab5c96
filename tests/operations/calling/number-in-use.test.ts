import { describe, expect, it } from 'vitest';
import type { Operator } from '../../support/operator.ts';
import { numberOf, openWithContacts, requestsTo, ringsOf, scheduleCalls, until } from './due-calls.ts';

const minute = 60;

const shortCall = { reason: 'user_hangup', ringSeconds: 5, talkSeconds: 20 } as const;
const longCall = { reason: 'user_hangup', ringSeconds: 5, talkSeconds: 20 * minute } as const;

/** Opens an operator whose only contact was to be called three times in the last quarter of an hour, while cron was off. */
async function openAfterAQuarterOfAnHourWithoutCron(): Promise<Operator> {
  const operator = await openWithContacts(1);
  await scheduleCalls(
    operator,
    [1, 2, 3].map((index) => ({ id: 1, seconds: index * 5 * minute })),
  );
  operator.clock.advance(16 * minute);
  return operator;
}

const scheduledCalls = ({ rows }: Operator) =>
  rows('select status, waits_for, next_attempt_at from scheduled_calls order by id');

describe('overdue calls to one number', () => {
  it('are placed one at a time, each after the one before has ended', async () => {
    const operator = await openAfterAQuarterOfAnHourWithoutCron();
    operator.simulator.script(numberOf(1), shortCall);
    const startedAt = operator.clock.now().getTime();
    expect((await operator.voicebot(['process-due', '--json'])).json).toMatchObject({
      results: { processed: 1, succeeded: 1, postponed: 2 },
    });
    expect(ringsOf(operator)).toEqual({ [numberOf(1)]: 1 });
    const [, ...others] = scheduledCalls(operator);
    for (const { status, waits_for, next_attempt_at } of others) {
      expect({ status, waits_for }).toEqual({ status: 'PENDING', waits_for: 'number_in_use' });
      expect(Number(next_attempt_at) - startedAt).toBeGreaterThanOrEqual(2 * minute * 1000);
      expect(Number(next_attempt_at) - startedAt).toBeLessThanOrEqual(10 * minute * 1000);
    }
    for (const rings of [2, 3]) {
      operator.clock.advance(10 * minute);
      expect(await operator.voicebot(['process-due'])).toMatchObject({ code: 0 });
      expect(ringsOf(operator)).toEqual({ [numberOf(1)]: rings });
    }
    expect(operator.rows('select status, attempts, waits_for from scheduled_calls')).toEqual(
      Array.from({ length: 3 }, () => ({ status: 'COMPLETED', attempts: 1, waits_for: null })),
    );
  });

  it('wait while the person is on the line, and hold up no other call', async () => {
    const operator = await openWithContacts(2);
    operator.simulator.script(numberOf(1), longCall);
    await scheduleCalls(operator, [
      { id: 1, seconds: 1 },
      { id: 1, seconds: 2 * minute },
      { id: 2, seconds: 2 * minute + 1 },
    ]);
    operator.clock.advance(2);
    await operator.voicebot(['process-due']);
    for (const wait of [3, 6, 6]) {
      operator.clock.advance(wait * minute);
      expect(await operator.voicebot(['process-due'])).toMatchObject({ code: 0 });
      expect(ringsOf(operator)).toEqual({ [numberOf(1)]: 1, [numberOf(2)]: 1 });
    }
    expect(await operator.json(['scheduled', 'show', '2'])).toMatchObject({
      scheduledCall: { status: 'PENDING', waitsFor: 'number_in_use', attempts: 0 },
    });
    operator.clock.advance(10 * minute);
    await operator.voicebot(['process-due']);
    expect(ringsOf(operator)).toEqual({ [numberOf(1)]: 2, [numberOf(2)]: 1 });
  });

  it('do not wait for a call that has ended, although no run has seen its end yet', async () => {
    const operator = await openWithContacts(1);
    operator.simulator.script(numberOf(1), shortCall);
    await scheduleCalls(operator, [
      { id: 1, seconds: 1 },
      { id: 1, seconds: minute },
    ]);
    operator.clock.advance(2);
    await operator.voicebot(['process-due']);
    expect(operator.rows('select status from calls')).toEqual([{ status: 'registered' }]);
    operator.clock.advance(minute);
    expect((await operator.voicebot(['process-due', '--json'])).json).toMatchObject({
      results: { succeeded: 1, postponed: 0 },
    });
    expect(ringsOf(operator)).toEqual({ [numberOf(1)]: 2 });
  });

  it('wait if Retell cannot say whether the call before has ended, and stop nothing else', async () => {
    const operator = await openWithContacts(2);
    await scheduleCalls(operator, [
      { id: 1, seconds: 1 },
      { id: 1, seconds: minute },
      { id: 2, seconds: minute },
    ]);
    operator.clock.advance(2);
    await operator.voicebot(['process-due']);
    operator.clock.advance(minute);
    operator.simulator.addFault({ on: 'list', kind: 'status', status: 500, times: 9 });
    await operator.voicebot(['process-due']);
    expect(ringsOf(operator)).toEqual({ [numberOf(1)]: 1, [numberOf(2)]: 1 });
  });

  it('wait at most two hours for a call that is unconfirmed', async () => {
    const operator = await openWithContacts(1);
    operator.simulator.addFault({ on: 'create', kind: 'hang-before', times: 9 });
    const env = { VOICEBOT_UNKNOWN_CALLS: 'hold', VOICEBOT_REQUEST_TIMEOUT: '1s' };
    await scheduleCalls(operator, [
      { id: 1, seconds: 1 },
      { id: 1, seconds: minute },
    ]);
    operator.clock.advance(2);
    await operator.voicebot(['process-due'], { env });
    expect(operator.rows('select status from calls')).toEqual([{ status: 'unknown' }]);
    for (const wait of [10, 100]) {
      operator.clock.advance(wait * minute);
      await operator.voicebot(['process-due'], { env });
      expect(requestsTo(operator)).toHaveLength(1);
    }
    operator.clock.advance(15 * minute);
    await operator.voicebot(['process-due'], { env });
    expect(requestsTo(operator)).toHaveLength(2);
  });

  it('are placed one at a time by several runs at once', async () => {
    const operator = await openWithContacts(6, { limits: { listsPer10s: 1000 } });
    await scheduleCalls(
      operator,
      Array.from({ length: 30 }, (_, index) => ({ id: (index % 6) + 1, seconds: 60 })),
    );
    operator.clock.advance(minute);
    operator.simulator.addFault({ on: 'create', kind: 'slow', delayMs: 20, times: 99 });
    for (let round = 1; round <= 2; round++) {
      for (let n = 1; n <= 6; n++) operator.simulator.script(numberOf(n), shortCall);
      const runs = [1, 2, 3].map(() => operator.voicebot(['process-due', '--concurrency', '8']));
      for (const run of await Promise.all(runs)) expect(run).toMatchObject({ code: 0, stderr: '' });
      expect(Object.values(ringsOf(operator))).toEqual([1, 2, 3, 4, 5, 6].map(() => round));
      operator.clock.advance(10 * minute);
    }
  });
});

describe('call', () => {
  it('is refused while the person is on the line, and goes ahead once Retell says the call has ended', async () => {
    const operator = await openWithContacts(2);
    operator.simulator.script(numberOf(1), longCall);
    expect((await operator.voicebot(['call', '1'])).code).toBe(0);
    operator.clock.advance(minute);
    for (const words of [
      ['call', '1'],
      ['call', numberOf(1), '--yes'],
    ]) {
      const refused = await operator.voicebot([...words, '--json']);
      expect(refused.code).toBe(5);
      expect(refused.json).toMatchObject({
        success: false,
        error: {
          code: 'number_in_use',
          message: expect.stringMatching(/\+61491580001.*call 1/),
          hint: expect.stringContaining('voicebot calls show 1'),
        },
      });
    }
    expect((await operator.voicebot(['call', '2'])).code).toBe(0);
    operator.clock.advance(30 * minute);
    expect((await operator.voicebot(['call', '1'])).code).toBe(0);
    expect(ringsOf(operator)).toEqual({ [numberOf(1)]: 2, [numberOf(2)]: 1 });
  });

  it('finds a call whose response was lost before it decides', async () => {
    const operator = await openWithContacts(1);
    operator.simulator.script(numberOf(1), shortCall);
    operator.simulator.addFault({ on: 'create', kind: 'lose-answer' });
    expect((await operator.voicebot(['call', '1'])).code).toBe(1);
    expect((await operator.voicebot(['call', '1'])).code).toBe(5);
    operator.clock.advance(2 * minute);
    expect((await operator.voicebot(['call', '1'])).code).toBe(0);
    expect(operator.rows('select status from calls order by id')).toMatchObject([
      { status: 'ended' },
      { status: 'registered' },
    ]);
  });

  it('is refused by number, whichever contact had it', async () => {
    const operator = await openWithContacts(2);
    operator.simulator.script(numberOf(1), longCall);
    await operator.voicebot(['call', '1']);
    await operator.voicebot(['contacts', 'edit', '1', '--phone', numberOf(7)]);
    await operator.voicebot(['contacts', 'edit', '2', '--phone', numberOf(1)]);
    expect((await operator.voicebot(['call', '2'])).code).toBe(5);
    expect((await operator.voicebot(['call', '1'])).code).toBe(0);
    expect(ringsOf(operator)).toEqual({ [numberOf(1)]: 1, [numberOf(7)]: 1 });
  });

  it('twice at the same moment rings once', async () => {
    const operator = await openWithContacts(1);
    operator.simulator.addFault({ on: 'create', kind: 'slow', delayMs: 300, times: 9 });
    const first = operator.start(['call', '1']);
    await until(() => requestsTo(operator).length === 1, 'the first request is on its way');
    expect((await operator.voicebot(['call', '1'])).code).toBe(5);
    expect((await first.ended).code).toBe(0);
    expect(ringsOf(operator)).toEqual({ [numberOf(1)]: 1 });
  });
});
