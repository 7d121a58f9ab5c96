import { between, type Random, randomFor } from '../../src/telephony/simulator/calls/random.ts';
import type { Fault, FaultKind } from '../../src/telephony/simulator/faults.ts';
import type { Simulator } from '../../src/telephony/simulator/simulator.ts';

/** How often each kind strikes a request to place a call, on an average day. */
const climate = {
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

/** The rates of one seed's day: each kind from half as often to one and a half times as often as on average. */
export function faultRates(seed: number): Partial<Record<FaultKind, number>> {
  const random = randomFor(seed, 1);
  return Object.fromEntries(
    Object.entries(climate).map(([kind, rate]) => [kind, rate * between(random, 0.5, 1.5)]),
  );
}

/** What some numbers meet besides. */
export interface Fates {
  /** Calls to these are placed, and yet their phone never rings. */
  silent: ReadonlySet<string>;
  /** Calls to these are refused so many times before Retell takes them. */
  refusals: ReadonlyMap<string, number>;
}

/**
 * Settles what becomes of some of the numbers: 2 in 100 are dead, 3 in 100 are refused a few times for a reason of their
 * own, 1 in 100 meets an account that is just then out of order.
 */
export function settleFates(seed: number, numbers: readonly string[], simulator: Simulator): Fates {
  const random = randomFor(seed, 2);
  const silent = new Set<string>();
  const refusals = new Map<string, number>();
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
    }
  }
  return { silent, refusals };
}

const badLookups = [
  'reset',
  'error-before',
  'half-body',
  'garbage',
  'hang',
  'throttle',
  'lose-answer',
] as const;

/** A fault of the next few look-ups in Retell's list, every fourth time it is asked for. */
export function lookupFault(random: Random): Fault | undefined {
  const [share, kind, times] = [random(), pick(random, badLookups), 1 + Math.floor(random() * 4)];
  return share < 1 / 4 ? { on: 'list', kind, times } : undefined;
}

/** One of these, each as likely as the others. */
export function pick<T>(random: Random, [first, ...rest]: readonly [T, ...T[]]): T {
  return rest[Math.floor(random() * (rest.length + 1)) - 1] ?? first;
}
