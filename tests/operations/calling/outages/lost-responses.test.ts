import { describe, expect, it } from 'vitest';
import type { Operator } from '../../../support/operator.ts';
import { numberOf, onceEach, openWithDue, requestsTo, ringsOf, until } from '../due-calls.ts';

const always = Number.POSITIVE_INFINITY;
const minute = 60;

/** Opens an operator with calls due whose last run stopped, because Retell responds to every request to place one with 502. */
async function openInOutage(count: number): Promise<Operator> {
  // The simulator's clock stands still during a run, so to it all look-ups would come within ten seconds.
  const operator = await openWithDue(count, { limits: { listsPer10s: 1000 } });
  operator.simulator.addFault({ on: 'create', kind: 'error-before', status: 502, times: always });
  const ran = await operator.voicebot(['process-due', '--concurrency', '1']);
  expect(ran).toMatchObject({
    code: 75,
    stderr: expect.stringContaining('Retell did not respond to 10 calls'),
  });
  return operator;
}

/** Runs `process-due` once a minute, as cron does. @returns what each run printed, and its exit code */
async function cron(operator: Operator, runs: number): Promise<{ code: number | null; printed: string }[]> {
  const ended = [];
  for (let run = 0; run < runs; run++) {
    operator.clock.advance(minute);
    const { code, stdout, stderr } = await operator.voicebot(['process-due']);
    ended.push({ code, printed: stdout + stderr });
  }
  return ended;
}

/** Returns how many different people were asked to be called. */
const peopleTried = (operator: Operator) => new Set(requestsTo(operator).map((body) => body.to_number)).size;

describe('an outage in which every response is lost', () => {
  it('leaves no more calls unconfirmed while Retell cannot be asked about the first ones, and says so once', async () => {
    const operator = await openInOutage(40);
    const tried = peopleTried(operator);
    expect(tried).toBe(10);
    operator.simulator.addFault({ on: 'list', kind: 'error-before', status: 502, times: always });
    expect(await cron(operator, 4)).toEqual(Array.from({ length: 4 }, () => ({ code: 75, printed: '' })));
    expect(requestsTo(operator)).toHaveLength(tried);

    operator.clock.advance(28 * minute);
    expect(await cron(operator, 1)).toEqual([{ code: 75, printed: '' }]);
    operator.clock.advance(28 * minute);
    const hourly = await operator.voicebot(['process-due']);
    expect(hourly).toMatchObject({ code: 75, stdout: '' });
    expect(hourly.stderr).toMatch(/^error: Retell has not responded .* since .+\n.+\n$/);
    expect(await cron(operator, 2)).toEqual(Array.from({ length: 2 }, () => ({ code: 75, printed: '' })));
    expect(requestsTo(operator)).toHaveLength(tried);
  });

  it('is noticed over several runs, where none places ten calls', async () => {
    const operator = await openWithDue(40, { limits: { concurrency: 4 } });
    operator.simulator.addFault({ on: 'create', kind: 'error-before', status: 502, times: always });
    const runs = await cron(operator, 15);
    expect(runs[2]).toMatchObject({ code: 75, printed: expect.stringMatching(/10 calls in a row/) });
    expect(peopleTried(operator)).toBeLessThan(20);
  });

  it('always says in JSON why nothing was placed', async () => {
    const operator = await openInOutage(40);
    operator.simulator.addFault({ on: 'list', kind: 'error-before', status: 502, times: always });
    operator.clock.advance(minute);
    expect(await operator.voicebot(['process-due', '--json'])).toMatchObject({
      code: 75,
      json: { success: false, error: { code: 'retell_failing' } },
    });
  });

  it('sends one call first while Retell answers questions but loses calls, and no other until its answer has come', async () => {
    const operator = await openInOutage(40);
    const tried = peopleTried(operator);
    await cron(operator, 8);
    // Within the first two minutes a new call goes first; from then on, one that is sent again.
    expect(peopleTried(operator)).toBe(tried + 1);
    expect(ringsOf(operator)).toEqual({});
  });

  it('is over once one call was answered: all others are placed, and each phone rings once', async () => {
    const operator = await openInOutage(25);
    operator.simulator.addFault({ on: 'list', kind: 'error-before', status: 502, times: 2 });
    await cron(operator, 1);
    operator.simulator.forgetFaults('create');
    operator.simulator.forgetFaults('list');
    const doctor = await operator.voicebot(['doctor']);
    expect(doctor.stdout).toContain('! Retell has not responded to calls since');
    const [run] = await cron(operator, 1);
    expect(run?.code).toBe(0);
    expect(operator.rows('select ended_at from outages')).toEqual([{ ended_at: expect.any(Number) }]);
    await cron(operator, 2);
    expect(ringsOf(operator)).toEqual(onceEach(25));
    expect(operator.rows("select id from calls where status = 'unknown'")).toEqual([]);
  });

  it('sends one call first, however many runs there are at once', async () => {
    const operator = await openInOutage(20);
    const before = requestsTo(operator).length;
    operator.simulator.forgetFaults('create');
    operator.simulator.addFault({ on: 'create', kind: 'slow', delayMs: 2500 });
    operator.clock.advance(minute);
    const runs = Array.from({ length: 4 }, () => operator.start(['process-due']));
    await until(() => requestsTo(operator).length > before, 'a call has gone first');
    const others = await Promise.race([
      Promise.all(runs.map(({ ended }) => ended)).then(() => 'all have ended'),
      new Promise((resolve) => setTimeout(resolve, 1500)).then(() => 'one waits for its answer'),
    ]);
    expect(others).toBe('one waits for its answer');
    expect(requestsTo(operator)).toHaveLength(before + 1);
    await Promise.all(runs.map(({ ended }) => ended));
    operator.clock.advance(2 * minute);
    await operator.voicebot(['process-due']);
    expect(ringsOf(operator)).toEqual(onceEach(20));
  });

  it('is not prolonged by a call that draws an answer of its own when it goes first', async () => {
    const operator = await openInOutage(16);
    operator.simulator.forgetFaults('create');
    operator.simulator.addFault({
      on: 'create',
      kind: 'status',
      status: 402,
      toNumber: numberOf(11),
      times: always,
    });
    await cron(operator, 6);
    const others = Object.fromEntries(
      Object.entries(onceEach(16)).filter(([number]) => number !== numberOf(11)),
    );
    expect(ringsOf(operator)).toEqual(others);
  });

  it('does not wait for a call that went first and was left to the operator', async () => {
    const hold = { env: { VOICEBOT_UNKNOWN_CALLS: 'hold' } };
    const operator = await openInOutage(30);
    const tried = peopleTried(operator);
    for (let run = 0; run < 12; run++) {
      operator.clock.advance(minute);
      await operator.voicebot(['process-due'], hold);
    }
    const more = peopleTried(operator) - tried;
    expect(more).toBeGreaterThan(1);
    expect(more).toBeLessThan(7);
  });
});
