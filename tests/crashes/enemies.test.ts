import { renameSync } from 'node:fs';
import { dirname } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { FaultKind } from '../../src/telephony/simulator/faults.ts';
import { numberOf, onceEach, openWithDue, requestsTo, ringsOf } from '../operations/calling/due-calls.ts';
import type { Operator } from '../support/operator.ts';
import { brokenPromises, dieAt, due, lostResponse, neverArrived, strike } from './crashing.ts';

const always = Number.POSITIVE_INFINITY;
const hour = 3600;

/** What comes between a run that dies and the next, and rings nobody; `before` comes before the death. */
interface Enemy {
  before?: (operator: Operator) => void;
  after: (operator: Operator) => Promise<unknown>;
}

const anotherKey = { env: { RETELL_API_KEY: 'key_of_another_workspace' } };

/** Runs several runs at once while Retell's lists lack something. */
function withOddLists(kind: FaultKind): Enemy {
  return {
    after: async (operator) => {
      operator.simulator.addFault({ on: 'list', kind, times: always });
      operator.clock.advance(125);
      await Promise.all([operator.voicebot(due), operator.voicebot(due)]);
      operator.simulator.forgetFaults('list');
    },
  };
}

const enemies: Record<string, Enemy> = {
  'runs with the key of another account': {
    after: async (operator) => {
      operator.clock.advance(125);
      await Promise.all([operator.voicebot(due, anotherKey), operator.voicebot(due, anotherKey)]);
    },
  },
  'runs while the database is away': {
    after: async (operator) => {
      const folder = dirname(operator.database);
      renameSync(folder, `${folder}.aside`);
      for (const { code } of await Promise.all([operator.voicebot(due), operator.voicebot(due)]))
        expect(code).toBe(4);
      renameSync(`${folder}.aside`, folder);
    },
  },
  'runs while the clock is an hour behind': {
    after: async (operator) => {
      operator.clock.advance(-hour);
      await Promise.all([operator.voicebot(due), operator.voicebot(due)]);
      operator.clock.advance(hour);
    },
  },
  'runs beside a call that draws 401 for ever': {
    before: ({ simulator }) =>
      simulator.addFault({ on: 'create', kind: 'status', status: 401, toNumber: numberOf(2), times: always }),
    after: (operator) => Promise.all([operator.voicebot(due), operator.voicebot(due)]),
  },
};

const oddLists: Record<string, Enemy> = Object.fromEntries(
  (['no-id', 'no-metadata', 'empty-page', 'endless', 'ignore-filter', 'fractions'] as const).map((kind) => [
    `runs whose lists are odd: ${kind}`,
    withOddLists(kind),
  ]),
);

const deaths = ['after-claimNextDue', 'after-placeCall', 'after-recordPlaced'] as const;

/** Every enemy after one of the deaths: chaos has all of them in any order. */
const cases = Object.entries({ ...enemies, ...oddLists }).map(([name, enemy], index) => ({
  ...{ name, enemy },
  at: deaths[index % deaths.length] ?? deaths[0],
}));

describe('after a run that died', () => {
  it.each(cases)(
    '$name: nobody rings twice, and the call is found or sent once more: $at',
    async ({ at, enemy: { before, after } }) => {
      const operator = await openWithDue(2, { honourIdempotencyKeys: false });
      before?.(operator);
      await dieAt(operator, at, due);
      await after(operator);
      await recoverAll(operator);
      const poisoned = before ? [numberOf(2)] : [];
      const expected = Object.entries(onceEach(2)).filter(([number]) => !poisoned.includes(number));
      expect(ringsOf(operator)).toEqual(Object.fromEntries(expected));
      if (!before) expect(brokenPromises(operator)).toEqual([]);
    },
  );
});

// Lists that are odd come with runs at once in `npm run chaos`.
describe('two runs at once, after responses were lost and requests never arrived', () => {
  it.each(Object.entries(enemies))('%s: every phone rings once', async (_, { before, after }) => {
    const operator = await openWithDue(2, { honourIdempotencyKeys: false });
    strike(operator, 1, lostResponse);
    if (!before) strike(operator, 2, neverArrived);
    before?.(operator);
    await operator.voicebot(due);
    await after(operator);
    await recoverAll(operator);
    expect(ringsOf(operator)).toEqual(before ? onceEach(1) : onceEach(2));
    expect(requestsTo(operator, numberOf(1))).toHaveLength(1);
  });
});

/** Makes runs until nothing is left to find out. */
async function recoverAll(operator: Operator): Promise<void> {
  for (const seconds of [20, 130, 260]) {
    operator.clock.advance(seconds);
    await operator.voicebot(due);
  }
}
