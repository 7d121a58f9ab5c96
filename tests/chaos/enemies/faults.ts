import { between, type Random, randomFor } from '../../../src/telephony/simulator/calls/random.ts';
import type { Fault, FaultKind } from '../../../src/telephony/simulator/faults.ts';
import type { Simulator } from '../../../src/telephony/simulator/simulator.ts';
import type { WebhookFaultRates } from '../../../src/telephony/simulator/webhooks/webhook-faults.ts';
import { always, type Enemies } from './enemies.ts';

/** How often each kind of fault strikes a request to place a call, averaged over seeds. */
const averageRates = {
  'lose-answer': 0.06,
  'error-after': 0.06,
  'half-body': 0.04,
  garbage: 0.04,
  hang: 0.02,
  'hang-before': 0.02,
  'error-before': 0.05,
  reset: 0.05,
  slow: 0.04,
  throttle: 0.005,
} as const satisfies Partial<Record<FaultKind, number>>;

/** Responses to a request to place a call that can be read only in part, or are another call's. */
const oddRates = {
  'only-id': 0.02,
  fractions: 0.02,
  'no-metadata': 0.02,
  'no-id': 0.02,
  'others-reference': 0.02,
} as const satisfies Partial<Record<FaultKind, number>>;

/** How often each kind of fault strikes a webhook. Besides, the server that takes them is up half of the time at most. */
export const webhookRates: WebhookFaultRates = {
  ...{ lose: 0.1, repeat: 0.1, delay: 0.05, reorder: 0.1, forge: 0.03, stale: 0.03, garble: 0.02 },
};

/** Returns the fault rates of a seed: each kind from half to one and a half times its average. */
export function faultRates(seed: number, enemies: Enemies): Partial<Record<FaultKind, number>> {
  const random = randomFor(seed, 1);
  const rates = { ...averageRates, ...(enemies.has('unreadable') && oddRates) };
  return Object.fromEntries(
    Object.entries(rates).map(([kind, rate]) => [kind, rate * between(random, 0.5, 1.5)]),
  );
}

/** Numbers for which Retell does something special. */
export interface ScriptedNumbers {
  /** Calls to these are placed, but their phones never ring. */
  silent: ReadonlySet<string>;
  /** How often calls to these are refused before Retell accepts them. */
  refusals: ReadonlyMap<string, number>;
  /** Calls to these draw for ever what looks like trouble with the account. */
  poisoned: ReadonlySet<string>;
}

/** What a poisoned call draws. */
const poisons: readonly [Omit<Fault, 'on'>, ...Omit<Fault, 'on'>[]] = [
  { kind: 'status', status: 401 },
  { kind: 'status', status: 402 },
  { kind: 'status', status: 403 },
  { kind: 'status', status: 429 },
  { kind: 'page', status: 403 },
  { kind: 'page', status: 404 },
];

/**
 * Scripts some of the numbers: 2 in 100 are dead, 3 in 100 are refused a few times for a reason of their own, 1 in 100 meets an
 * account that fails just then, and 2 in 100 are poisoned.
 */
export function scriptNumbers(
  seed: number,
  numbers: readonly string[],
  simulator: Simulator,
  enemies: Enemies,
): ScriptedNumbers {
  const random = randomFor(seed, 2);
  const silent = new Set<string>();
  const refusals = new Map<string, number>();
  const poisoned = new Set<string>();
  for (const toNumber of numbers) {
    const share = random();
    const times = 1 + Math.floor(random() * 3);
    if (share < 0.02) {
      silent.add(toNumber);
      simulator.script(toNumber, { reason: 'invalid_destination' });
    } else if (share < 0.05) {
      refusals.set(toNumber, times);
      simulator.addFault({
        on: 'create',
        kind: 'status',
        status: random() < 0.5 ? 422 : 400,
        times,
        toNumber,
      });
    } else if (share < 0.06) {
      const status = pick(random, [401, 402, 403]);
      simulator.addFault({ on: 'create', kind: 'status', status, toNumber });
    } else if (
      enemies.has('poison') &&
      (share < 0.08 || (toNumber === numbers.at(-1) && poisoned.size === 0))
    ) {
      poisoned.add(toNumber);
      refusals.set(toNumber, Number.POSITIVE_INFINITY);
      enemies.count('poison');
      simulator.addFault({ on: 'create', toNumber, ...always, ...pick(random, poisons) });
    }
  }
  return { silent, refusals, poisoned };
}

const lookupFaults = [
  'reset',
  'error-before',
  'half-body',
  'garbage',
  'hang',
  'throttle',
  'lose-answer',
] as const;

/** Lists in which a call that is missing may have been placed all the same. The last two can be read. */
const unreadableLists = [
  'no-id',
  'no-metadata',
  'empty-page',
  'endless',
  'ignore-filter',
  'only-id',
  'fractions',
] as const;

/** Returns a fault for the next few look-ups in Retell's list, on average every fourth time; with unreadable lists three times in four. */
export function lookupFault(random: Random, enemies: Enemies): Fault | undefined {
  const [share, kind, times] = [random(), pick(random, lookupFaults), 1 + Math.floor(random() * 4)];
  if (share < 1 / 4) return { on: 'list', kind, times };
  if (share > 3 / 4 || !enemies.has('unreadable')) return undefined;
  enemies.count('unreadable');
  return { on: 'list', kind: pick(random, unreadableLists), times: 2 * times };
}

/** Returns one of these at random, each equally likely. */
export function pick<T>(random: Random, [first, ...rest]: readonly [T, ...T[]]): T {
  return rest[Math.floor(random() * (rest.length + 1)) - 1] ?? first;
}
