import { describe, expect, it } from 'vitest';
import { onceEach, openWithContacts, openWithDue, requestsTo, ringsOf } from './due-calls.ts';

const always = Number.POSITIVE_INFINITY;
const day = 24 * 60 * 60 * 1000;

/** The machine's own clock, by which calls of March are overdue. */
const realClock = { env: { VOICEBOT_NOW: undefined, VOICEBOT_MAX_LATENESS: '365d' } };

describe("a machine whose clock is not Retell's", () => {
  it.each([
    ['ten days ahead', 10 * day, /10 days ahead of/],
    ['three minutes ahead', 180_000, /3 minutes ahead of/],
    ['an hour behind', -60 * 60_000, /behind/],
  ])('%s: calls nobody, and says both times', async (_, shiftMs, howFar) => {
    const operator = await openWithDue(20);
    operator.simulator.addFault({ on: 'any', kind: 'wrong-date', shiftMs, times: always });
    const before = operator.rows('select * from scheduled_calls');
    const run = await operator.voicebot(['process-due', '--json'], realClock);
    expect(run).toMatchObject({
      code: 75,
      json: { error: { code: 'clock_wrong', message: expect.stringMatching(howFar) } },
    });
    expect(run.stdout.match(/\d{4}-\d\d-\d\dT[\d:.]+Z/g)).toHaveLength(2);
    expect(await operator.voicebot(['call', '1', '--yes', '--json'], realClock)).toMatchObject({
      code: 75,
      json: { error: { code: 'clock_wrong' } },
    });
    expect(operator.rows('select * from scheduled_calls')).toEqual(before);
    expect(operator.rows('select * from calls')).toEqual([]);
    expect(ringsOf(operator)).toEqual({});
  });

  it.each([
    ['a minute off', 60_000],
    ['right', 0],
  ])('%s: places calls as ever, after one question', async (_, shiftMs) => {
    const operator = await openWithDue(3);
    operator.simulator.addFault({ on: 'any', kind: 'wrong-date', shiftMs, times: always });
    expect(await operator.voicebot(['process-due'], realClock)).toMatchObject({ code: 0 });
    expect(ringsOf(operator)).toEqual(onceEach(3));
    const questions = operator.simulator.requests().filter(({ path }) => path === '/get-concurrency');
    expect(questions).toHaveLength(1);
  });

  it.each([
    ['no answer', { kind: 'hang' }, 75, 'retell_unreachable'],
    ['a lost connection', { kind: 'reset' }, 75, 'retell_unreachable'],
    [
      'an error that tells the time',
      { kind: 'status', status: 500, shiftMs: -180 * 60_000 },
      75,
      'clock_wrong',
    ],
  ] as const)('hours off, with %s to the question: calls nobody', async (_, fault, code, error) => {
    const operator = await openWithDue(20);
    operator.simulator.addFault({ on: 'concurrency', ...fault, times: always });
    const before = operator.rows('select * from scheduled_calls');
    const options = { env: { ...realClock.env, VOICEBOT_REQUEST_TIMEOUT: '1s' } };
    for (const words of [['process-due'], ['call', '1', '--yes']])
      expect(await operator.voicebot([...words, '--json'], options)).toMatchObject({
        ...{ code, json: { error: { code: error } } },
      });
    expect(operator.rows('select * from scheduled_calls')).toEqual(before);
    expect(requestsTo(operator)).toEqual([]);
    expect(ringsOf(operator)).toEqual({});
  });

  it('hours behind: sends no unconfirmed call again, even if no other is due', async () => {
    const operator = await openWithDue(1);
    const times = {
      VOICEBOT_MAX_LATENESS: '365d',
      VOICEBOT_RECONCILE_AFTER: '1s',
      VOICEBOT_REQUEST_TIMEOUT: '1s',
    };
    operator.simulator.addFault({ on: 'create', kind: 'reset' });
    operator.clock.advance((Date.now() - operator.clock.now().getTime()) / 1000 - 60);
    await operator.voicebot(['process-due'], { env: times });
    operator.simulator.addFault({ on: 'any', kind: 'wrong-date', shiftMs: -180 * 60_000, times: always });
    const run = await operator.voicebot(['process-due', '--json'], {
      env: { ...times, VOICEBOT_NOW: undefined },
    });
    expect(run).toMatchObject({ code: 75, json: { error: { code: 'clock_wrong' } } });
    expect(requestsTo(operator)).toHaveLength(1);
  });

  it.each([
    ['an hour ahead', 60 * 60_000, 75, /^✗ This machine's clock is (1 hour|60 minutes) ahead of Retell's/m],
    ['right', 0, 0, /^✓ This machine's clock agrees with Retell's\.$/m],
  ])('%s: doctor says so', async (_, shiftMs, code, line) => {
    const operator = await openWithContacts(1);
    operator.simulator.addFault({ on: 'any', kind: 'wrong-date', shiftMs, times: always });
    const ran = await operator.voicebot(['doctor'], realClock);
    expect(ran.code).toBe(code);
    expect(ran.stdout).toMatch(line);
    expect(ran.stdout).toMatch(/^✓ Retell accepts the key/m);
    expect((await operator.voicebot(['doctor'])).stdout).not.toContain("This machine's clock");
  });

  it('is not compared in a rehearsal, nor if Retell cannot say', async () => {
    const operator = await openWithDue(3);
    operator.simulator.addFault({ on: 'any', kind: 'wrong-date', times: always });
    expect(await operator.voicebot(['process-due'])).toMatchObject({ code: 0 });
    const another = await openWithContacts(1);
    another.simulator.addFault({ on: 'concurrency', kind: 'status', status: 500, times: always });
    expect(await another.voicebot(['call', '1', '--yes'], realClock)).toMatchObject({ code: 0 });
  });
});
