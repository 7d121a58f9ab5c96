import { describe, expect, it } from 'vitest';
import type { FaultKind } from '../../../src/telephony/simulator/faults.ts';
import { numberOf, onceEach, openWithDue, requestsTo, ringsOf } from './due-calls.ts';

const always = Number.POSITIVE_INFINITY;

/** A Retell that ignores keys: whatever is sent again rings again. */
const keysIgnored = { honourIdempotencyKeys: false };

const status = 'select status from calls where scheduled_call_id = 1';
const placed = [{ status: expect.stringMatching(/^(registered|ongoing|ended)$/) }];

describe('an unconfirmed call that Retell lists', () => {
  it.each<FaultKind>(['fractions', 'only-id'])(
    'is found, and not sent again, if its listing has oddities: %s',
    async (kind) => {
      const operator = await openWithDue(2, keysIgnored);
      operator.simulator.addFault({ on: 'create', kind: 'lose-answer', toNumber: numberOf(1) });
      operator.simulator.addFault({ on: 'list', kind, times: always });
      await operator.voicebot(['process-due']);
      operator.clock.advance(125);
      expect(await operator.voicebot(['process-due'])).toMatchObject({ code: 0, stderr: '' });
      expect(operator.rows(status)).toEqual(placed);
      expect(ringsOf(operator)).toEqual(onceEach(2));
    },
  );

  it.each<FaultKind>(['no-metadata', 'no-id', 'empty-page'])(
    'is not sent again on a list that cannot be read: %s',
    async (kind) => {
      const operator = await openWithDue(2, keysIgnored);
      operator.simulator.addFault({ on: 'create', kind: 'lose-answer', toNumber: numberOf(1) });
      operator.simulator.addFault({ on: 'list', kind, times: always });
      await operator.voicebot(['process-due']);
      for (let run = 0; run < 3; run++) {
        operator.clock.advance(185);
        const ran = await operator.voicebot(['process-due', '--json']);
        expect(ran).toMatchObject({ code: 75, json: { error: { code: 'retell_unreadable' } } });
      }
      expect(requestsTo(operator, numberOf(1))).toHaveLength(1);
      operator.simulator.forgetFaults('list');
      operator.clock.advance(125);
      expect(await operator.voicebot(['process-due'])).toMatchObject({ code: 0 });
      expect(operator.rows(status)).toEqual(placed);
      expect(ringsOf(operator)).toEqual(onceEach(2));
    },
  );

  it('is found among all calls by reading every page, if the filter is ignored', async () => {
    const operator = await openWithDue(150, keysIgnored);
    operator.simulator.addFault({ on: 'create', kind: 'lose-answer', toNumber: numberOf(1) });
    operator.simulator.addFault({ on: 'list', kind: 'ignore-filter', times: always });
    await operator.voicebot(['process-due', '--concurrency', '1']);
    operator.clock.advance(125);
    expect(await operator.voicebot(['process-due'])).toMatchObject({ code: 0 });
    expect(operator.rows(status)).toEqual(placed);
    expect(ringsOf(operator)).toEqual(onceEach(150));
  });
});

describe('an unconfirmed call that Retell does not list', () => {
  it('is not sent again if its list never ends', async () => {
    const operator = await openWithDue(2);
    operator.simulator.addFault({ on: 'create', kind: 'reset', toNumber: numberOf(1) });
    operator.simulator.addFault({ on: 'list', kind: 'endless', times: always });
    await operator.voicebot(['process-due']);
    operator.clock.advance(125);
    const ran = await operator.voicebot(['process-due', '--json']);
    expect(ran).toMatchObject({ code: 75 });
    expect(requestsTo(operator, numberOf(1))).toHaveLength(1);
  });

  it('is sent again once all pages have been read without it, if the filter is ignored', async () => {
    const operator = await openWithDue(150, keysIgnored);
    operator.simulator.addFault({ on: 'create', kind: 'reset', toNumber: numberOf(1) });
    operator.simulator.addFault({ on: 'list', kind: 'ignore-filter', times: always });
    await operator.voicebot(['process-due']);
    operator.clock.advance(125);
    await operator.voicebot(['process-due']);
    expect(ringsOf(operator)).toEqual(onceEach(150));
  });

  it('is sent again after 2 minutes, then 4, 8 and 16 more, and never after the 55th', async () => {
    const operator = await openWithDue(1);
    operator.simulator.addFault({ on: 'create', kind: 'reset', times: always });
    const send = async (seconds: number) => {
      operator.clock.advance(seconds);
      await operator.voicebot(['process-due']);
      return requestsTo(operator).length;
    };
    expect(await send(0)).toBe(1);
    for (const [times, minutes] of [2, 4, 8, 16].entries()) {
      expect(await send(minutes * 60 - 10)).toBe(times + 1);
      expect(await send(15)).toBe(times + 2);
    }
    expect(await send(26 * 60)).toBe(5);
    expect(await send(7 * 60)).toBe(5);
  });
});

describe('a call that Retell answers for with oddities', () => {
  it.each<FaultKind>(['fractions', 'only-id', 'no-metadata'])('is placed all the same: %s', async (kind) => {
    const operator = await openWithDue(1, keysIgnored);
    operator.simulator.addFault({ on: 'create', kind });
    expect(await operator.voicebot(['process-due'])).toMatchObject({ code: 0, stderr: '' });
    expect(operator.rows(status)).toEqual([{ status: 'registered' }]);
    operator.clock.advance(3600);
    await operator.voicebot(['process-due']);
    expect(operator.rows(status)).toEqual([
      { status: expect.stringMatching(/^(ended|not_connected|error)$/) },
    ]);
  });
});

describe('two calls that Retell lists under one reference', () => {
  it('are told, and doctor names them: the phone may have rung twice', async () => {
    const operator = await openWithDue(1, { ...keysIgnored, listingDelayMs: 300_000 });
    operator.simulator.addFault({ on: 'create', kind: 'lose-answer', times: 2 });
    await operator.voicebot(['process-due']);
    operator.clock.advance(125);
    await operator.voicebot(['process-due']);
    expect(ringsOf(operator)).toEqual({ [numberOf(1)]: 2 });
    operator.clock.advance(305);
    const ran = await operator.voicebot(['process-due']);
    expect(ran).toMatchObject({ code: 6 });
    expect(ran.stdout).toMatch(/#1 .*placed twice: Retell lists call_\w+ and call_\w+ under its reference/);
    const [row] = operator.rows('select retell_call_id, also_placed_as from calls');
    const ids = operator.simulator.calls().map((call) => call.callId);
    expect([row?.['retell_call_id'], row?.['also_placed_as']].sort()).toEqual(ids.sort());

    expect(await operator.voicebot(['process-due'])).toMatchObject({ code: 0, stdout: '' });
    const doctor = await operator.voicebot(['doctor', '--json']);
    expect(doctor.json).toMatchObject({
      checks: expect.arrayContaining([expect.objectContaining({ name: 'placed_twice', status: 'warning' })]),
    });
  });
});
