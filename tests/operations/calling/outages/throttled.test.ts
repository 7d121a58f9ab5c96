import { describe, expect, it } from 'vitest';
import type { Operator } from '../../../support/operator.ts';
import { openScreen } from '../../../support/screen.ts';
import { onceEach, openWithDue, requestsTo, ringsOf } from '../due-calls.ts';

const minute = 60_000;

/** Opens an operator with three calls due, whom Retell asks to wait this long, ms; and makes the first run. */
async function openThrottled(delayMs: number): Promise<Operator> {
  const operator = await openWithDue(3);
  operator.simulator.addFault({ on: 'create', kind: 'throttle', delayMs, times: 2 });
  const run = await operator.voicebot(['process-due', '--concurrency', '1']);
  expect(run).toMatchObject({ code: 75 });
  expect(run.stderr).toContain(`it asks to wait ${delayMs / 1000} s`);
  expect(requestsTo(operator)).toHaveLength(2);
  return operator;
}

function runAfter(operator: Operator, seconds: number, env: Record<string, string> = {}) {
  operator.clock.advance(seconds);
  return operator.voicebot(['process-due'], { env });
}

describe('after a run that Retell asked to wait', () => {
  it('the next runs place nothing before then, and say nothing more; then all ring', async () => {
    const operator = await openThrottled(5 * minute);
    const before = operator.simulator.requests().length;
    for (const wait of [60, 60, 120, 55])
      expect(await runAfter(operator, wait)).toMatchObject({ code: 75, stdout: '', stderr: '' });
    expect(operator.simulator.requests()).toHaveLength(before);
    expect(await runAfter(operator, 10)).toMatchObject({ code: 0, stderr: '' });
    expect(ringsOf(operator)).toEqual(onceEach(3));
  });

  it('they say until when on a terminal, and so do doctor, scheduled list and --json', async () => {
    const operator = await openThrottled(5 * minute);
    const until = `Retell asked to wait until ${operator.clock.now().toISOString().slice(0, 11)}`;
    operator.clock.advance(1);
    const screen = openScreen(operator, ['process-due', '--yes']);
    expect(await screen.ended).toBe(75);
    expect(screen.text().replace(/\s+/g, ' ')).toContain(until);
    expect((await operator.voicebot(['doctor'])).stdout).toContain(until);
    expect((await operator.voicebot(['scheduled', 'list'])).stderr).toContain(until);
    const ran = await operator.voicebot(['process-due', '--json']);
    expect(ran).toMatchObject({ code: 75, json: { error: { code: 'retell_throttled' } } });
    operator.clock.advance(300);
    expect((await operator.voicebot(['scheduled', 'list'])).stderr).not.toContain('wait until');
    expect((await operator.voicebot(['doctor'])).stdout).not.toContain('wait until');
  });

  it('that is at most an hour, whatever Retell asks', async () => {
    const operator = await openWithDue(2);
    operator.simulator.addFault({
      on: 'create',
      kind: 'throttle',
      delayMs: 100 * 24 * 60 * minute,
      times: 2,
    });
    await operator.voicebot(['process-due']);
    expect(await runAfter(operator, 59 * 60)).toMatchObject({ code: 75 });
    expect(await runAfter(operator, 61)).toMatchObject({ code: 0 });
    expect(ringsOf(operator)).toEqual(onceEach(2));
  });

  it('nothing is sent again before then either', async () => {
    const operator = await openWithDue(2);
    operator.simulator.addFault({ on: 'create', kind: 'reset' });
    operator.simulator.addFault({ on: 'create', kind: 'throttle', delayMs: 10 * minute });
    await operator.voicebot(['process-due', '--concurrency', '1']);
    expect(operator.rows('select status from calls')).toEqual([{ status: 'unknown' }]);
    for (const wait of [180, 180, 180]) await runAfter(operator, wait);
    expect(requestsTo(operator)).toHaveLength(2);
    for (const wait of [65, 60, 60]) await runAfter(operator, wait);
    expect(ringsOf(operator)).toEqual(onceEach(2));
  });

  it('a request that is sent again and draws the same makes the next runs wait too', async () => {
    const operator = await openWithDue(1);
    operator.simulator.addFault({ on: 'create', kind: 'reset' });
    await operator.voicebot(['process-due']);
    operator.simulator.addFault({ on: 'create', kind: 'throttle', delayMs: 10 * minute });
    expect(await runAfter(operator, 180)).toMatchObject({ code: 75 });
    for (const wait of [180, 300]) await runAfter(operator, wait);
    expect(requestsTo(operator)).toHaveLength(2);
    for (const wait of [125, 60]) await runAfter(operator, wait);
    expect(ringsOf(operator)).toEqual(onceEach(1));
  });

  it('the key of another account does not wait', async () => {
    const operator = await openThrottled(5 * minute);
    const run = await runAfter(operator, 60, { RETELL_API_KEY: 'key_of_another_workspace' });
    expect(run).toMatchObject({ code: 0 });
    expect(ringsOf(operator)).toEqual(onceEach(3));
  });
});
