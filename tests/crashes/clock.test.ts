import { describe, expect, it, onTestFinished } from 'vitest';
import { processDue } from '../../src/operations/calling/process-due.ts';
import { openStore } from '../../src/store/open-store.ts';
import { retellTelephony } from '../../src/telephony/retell/retell.ts';
import {
  migrations,
  numberOf,
  onceEach,
  openWithDue,
  requestsTo,
  ringsOf,
} from '../operations/calling/due-calls.ts';
import { ManualClock } from '../support/manual-clock.ts';
import { runSettings } from '../support/run-settings.ts';
import {
  brokenPromises,
  dieAt,
  due,
  lostResponse,
  neverArrived,
  recover,
  statusesOf,
  strike,
} from './crashing.ts';

const hour = 3600;

/** Opens an operator whose machine's clock can be set back, while Retell's only moves forward. */
async function openWithClocks(count: number) {
  const retell = new ManualClock();
  const operator = await openWithDue(count, { clock: retell });
  retell.advance(count);
  const later = async (seconds: number) => {
    retell.advance(seconds);
    await recover(operator, seconds);
  };
  return { operator, later };
}

describe('a clock that is set back by an hour', () => {
  it.each([
    { at: 'after-claimNextDue', soon: 'IN_PROGRESS/unknown', sent: 0 },
    { at: 'after-placeCall', soon: 'COMPLETED/registered', sent: 1 },
  ])(
    'after a death at $at: a call that rang is found, and one that did not waits for the clock to catch up',
    async (row) => {
      const { operator, later } = await openWithClocks(1);
      await dieAt(operator, row.at, due);
      await recover(operator, -hour);
      expect(statusesOf(operator)).toEqual([row.soon]);
      for (const wait of [60, 600]) await later(wait);
      expect(requestsTo(operator)).toHaveLength(row.sent);
      await later(hour);
      expect(statusesOf(operator).join()).toMatch(/^COMPLETED/);
      expect(requestsTo(operator)).toHaveLength(1);
      expect(ringsOf(operator)).toEqual(onceEach(1));
      expect(brokenPromises(operator)).toEqual([]);
    },
  );

  it.each([
    { what: 'response was lost', fault: lostResponse, requests: 1 },
    { what: 'request never arrived', fault: neverArrived, requests: 2 },
  ])('after a call whose $what: it rings once', async ({ fault, requests }) => {
    const { operator, later } = await openWithClocks(1);
    strike(operator, 1, fault);
    await operator.voicebot(due);
    await recover(operator, -hour);
    for (const wait of [125, 1200]) await later(wait);
    expect(requestsTo(operator)).toHaveLength(1);
    await later(hour);
    expect(statusesOf(operator).join()).toMatch(/^COMPLETED/);
    expect(requestsTo(operator)).toHaveLength(requests);
    expect(ringsOf(operator)).toEqual(onceEach(1));
    expect(brokenPromises(operator)).toEqual([]);
  });

  it('after calls were placed and refused: they do not ring again, and the others wait until they are due', async () => {
    const { operator, later } = await openWithClocks(4);
    strike(operator, 2, { kind: 'status', status: 422 });
    await operator.voicebot([...due, '--limit', '3']);
    await recover(operator, -hour);
    for (const wait of [60, 600]) await later(wait);
    expect(requestsTo(operator)).toHaveLength(3);
    await later(hour);
    expect(requestsTo(operator)).toHaveLength(5);
    expect(ringsOf(operator)).toEqual(onceEach(4));
    expect(brokenPromises(operator)).toEqual([]);
    // Their progress is refreshed once the clock has caught up.
    await later(600);
    expect(operator.rows("select id from calls where status in ('registered', 'ongoing')")).toEqual([]);
  });

  it('between a claim and its request: nothing is sent, and the call is due as before', async () => {
    const operator = await openWithDue(1);
    const store = openStore({ path: operator.database, migrations });
    onTestFinished(store.close);
    let connections = 0;
    const result = await processDue(
      {
        store,
        telephony: async () => {
          // Two before anything is claimed, the third for the request.
          connections++;
          if (connections === 3) operator.clock.advance(-hour);
          return retellTelephony({ apiKey: 'key', baseUrl: operator.simulator.url, requestTimeout: 5000 });
        },
        clock: { isReal: false, now: () => operator.clock.now(), sleep: async () => undefined },
        ...runSettings,
        reconcileAfter: 120_000,
      },
      { concurrency: 1, signal: new AbortController().signal, onEvent: () => undefined },
    );
    expect(connections).toBe(3);
    expect(result).toMatchObject({ processed: 0, errors: [], stopped: undefined });
    expect(requestsTo(operator)).toEqual([]);
    expect(statusesOf(operator)).toEqual(['PENDING']);
    await recover(operator, hour);
    expect(ringsOf(operator)).toEqual(onceEach(1));
  });
});

describe('a clock that is set forward by a day and back again', () => {
  it('finds the call that rang, leaves the one that may have rung to the operator, and misses what is a day late', async () => {
    const { operator, later } = await openWithClocks(3);
    strike(operator, 1, lostResponse);
    strike(operator, 2, neverArrived);
    await operator.voicebot([...due, '--limit', '2']);
    operator.clock.advance(24 * hour);
    await operator.voicebot(due);
    await recover(operator, -24 * hour);
    for (const wait of [125, 600]) await later(wait);
    expect(statusesOf(operator)).toEqual([
      expect.stringMatching(/^COMPLETED/),
      'IN_PROGRESS/unknown',
      'FAILED',
    ]);
    expect(requestsTo(operator)).toHaveLength(2);
    expect(ringsOf(operator)).toEqual({ [numberOf(1)]: 1 });
    expect(brokenPromises(operator)).toEqual([]);
    expect(await operator.json(['scheduled', 'list', '--status', 'IN_PROGRESS'])).toMatchObject({
      scheduledCalls: [{ id: 2, errorMessage: expect.any(String) }],
    });
  });
});
