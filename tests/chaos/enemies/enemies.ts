import type { Fault } from '../../../src/telephony/simulator/faults.ts';

/**
 * What can be against a run besides failing requests, a failing network and killed processes:
 * - `keys` some runs use a new key of the same account
 * - `accounts` some runs use the key of another account
 * - `files` the database is moved away, replaced for a while, or loses its log, under running processes
 * - `restore` the database is lost or given up, and a backup is restored
 * - `clocks` the machine's clock jumps by minutes, hours or a day, and back; a run finds that Retell's clock differs
 * - `poison` calls to some numbers draw for ever what looks like trouble with the account
 * - `unreadable` Retell's lists lack what they must have; records in the ledger are damaged by hand
 */
export const enemies = ['keys', 'accounts', 'files', 'restore', 'clocks', 'poison', 'unreadable'] as const;

export type Enemy = (typeof enemies)[number];

/*
 * These are outside the promise (see "How to make a phone ring twice" in `voicebot help promise`), so no enemy does them:
 * - A run opens the database while its `-wal` or `-shm` is away: it would not see the latest calls. `files` takes them only from a
 *   `watch` that is alone, and puts them back before anything else starts.
 * - `restore` after another account has placed calls: the run's account does not know them. So a seed has `restore` or `accounts`.
 * - Two clocks at once on one machine, or a jump between a claim and its request: `clocks` stops all processes first.
 * - A clock days ahead before a restore: then nothing is placed for days, as the last call may not be listed yet.
 */

/** Returns the enemies of a seed: all but one of `accounts` and `restore`, which take turns. */
export function enemiesOf(seed: number): Set<Enemy> {
  const absent: Enemy = seed % 2 === 0 ? 'accounts' : 'restore';
  return new Set(enemies.filter((enemy) => enemy !== absent));
}

/** What the enemies of a run have done so far, and what they keep in mind. */
export class Enemies {
  readonly #present: ReadonlySet<Enemy>;
  /** How often each enemy has struck. */
  readonly struck: Partial<Record<Enemy, number>> = {};
  /** How the promise was broken, where only an enemy could see it. */
  readonly violations: string[] = [];

  constructor(present: ReadonlySet<Enemy>) {
    this.#present = present;
  }

  has(enemy: Enemy): boolean {
    return this.#present.has(enemy);
  }

  /** Returns whether an enemy strikes now: with this probability, but always if it never has. Counts it. */
  strikes(enemy: Enemy, probability: number, random: () => number): boolean {
    const strikes = this.has(enemy) && (random() < probability || !this.struck[enemy]);
    if (strikes) this.count(enemy);
    return strikes;
  }

  count(enemy: Enemy, times = 1): void {
    this.struck[enemy] = (this.struck[enemy] ?? 0) + times;
  }
}

/** For as long as a run lasts. */
export const always: Pick<Fault, 'times'> = { times: Number.POSITIVE_INFINITY };
