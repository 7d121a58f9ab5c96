import { describe, expect, it } from 'vitest';
import type { FaultKind } from '../../../src/telephony/simulator/faults.ts';
import { numberOf, onceEach, openWithDue, requestsTo, ringsOf } from './due-calls.ts';

describe('a response that is about another call', () => {
  it.each<FaultKind>(['others-reference', 'others-number'])(
    'is not believed, and the call is found as its own: %s',
    async (kind) => {
      const operator = await openWithDue(2);
      operator.simulator.addFault({ on: 'create', kind, toNumber: numberOf(1) });
      const run = await operator.voicebot(['process-due']);
      expect(run).toMatchObject({ code: 6 });
      expect(run.stdout).toContain('Retell responded with another call');
      expect(operator.rows('select status, retell_call_id from calls where id = 1')).toEqual([
        { status: 'unknown', retell_call_id: null },
      ]);
      operator.clock.advance(20);
      expect((await operator.voicebot(['process-due'])).stdout).toContain('was placed after all');
      expect(operator.rows('select distinct status from scheduled_calls')).toEqual([{ status: 'COMPLETED' }]);
      expect(requestsTo(operator)).toHaveLength(2);
      expect(ringsOf(operator)).toEqual(onceEach(2));
    },
  );

  it('proves nothing by what it leaves out', async () => {
    const operator = await openWithDue(1);
    operator.simulator.addFault({ on: 'create', kind: 'only-id' });
    expect(await operator.voicebot(['process-due'])).toMatchObject({ code: 0 });
    expect(operator.rows('select status from calls')).toEqual([{ status: 'registered' }]);
  });

  it('with an id that another call has: is recorded as such, and the call is looked for', async () => {
    const operator = await openWithDue(3);
    operator.simulator.addFault({ on: 'create', kind: 'same-id', times: 2 });
    const run = await operator.voicebot(['process-due', '--concurrency', '1']);
    expect(run).toMatchObject({ code: 6 });
    expect(run.stdout).toMatch(/#2 .*Retell responded with call_one_for_all, which is call 1/);
    expect(operator.rows('select status from calls order by id')).toEqual([
      { status: 'registered' },
      { status: 'unknown' },
      { status: 'registered' },
    ]);
    operator.clock.advance(65);
    expect((await operator.voicebot(['process-due'])).stdout).toMatch(/#2 .*was placed after all/);
    expect(operator.rows('select distinct status from scheduled_calls')).toEqual([{ status: 'COMPLETED' }]);
    expect(ringsOf(operator)).toEqual(onceEach(3));
  });
});

describe('resolving a call as placed', () => {
  it('refuses the id of another call, and one that is already recorded', async () => {
    const operator = await openWithDue(3);
    operator.simulator.addFault({ on: 'create', kind: 'lose-answer', toNumber: numberOf(1) });
    operator.simulator.addFault({ on: 'create', kind: 'lose-answer', toNumber: numberOf(2) });
    await operator.voicebot(['process-due']);
    const idOf = (n: number) =>
      operator.simulator.rings().find(({ toNumber }) => toNumber === numberOf(n))?.callId ?? '';
    const resolve = (callId: string) =>
      operator.voicebot(['scheduled', 'resolve', '1', '--placed', callId, '--json']);
    const before = operator.rows('select * from calls order by id');
    const refusal = { code: 5, json: { error: { code: 'another_call' } } };
    expect(await resolve(idOf(2))).toMatchObject(refusal);
    expect(await resolve(idOf(3))).toMatchObject(refusal);
    operator.simulator.addFault({ on: 'get', kind: 'others-number' });
    expect(await resolve(idOf(1))).toMatchObject(refusal);
    operator.simulator.addFault({ on: 'get', kind: 'only-id' });
    expect(await resolve(idOf(3))).toMatchObject({
      code: 5,
      json: {
        error: { code: 'another_call', message: expect.stringContaining('already recorded as call 3') },
      },
    });
    expect(operator.rows('select * from calls order by id')).toEqual(before);
    expect(await resolve(idOf(1))).toMatchObject({ code: 0 });
  });
});
