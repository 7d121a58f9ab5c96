import { rmSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { startSimulator } from '../../src/telephony/simulator/simulator.ts';
import type { Benchmark, BenchOptions, Comparison, Contestant, Measured } from './benchmark.ts';
import { filled, voicebot } from './filled-database.ts';
import { makeDue, type Size } from './large-database.ts';
import { manyAtOnce } from './many-at-once.ts';

const full: Size = { contacts: 1_000_000, pending: 1_000_000, calls: 10_000_000 };
const daily: Size = { contacts: 100_000, pending: 100_000, calls: 1_000_000 };
const small: Size = { contacts: 1000, pending: 1000, calls: 10_000 };

/** What the full one takes, with the index of searches and while it is made, bytes. */
const fullTakes = 8e9;

/** At any size we are to take at most so many times what the same takes with a thousand. */
const goal = 1.15;

/** Each answers with as many rows from the small one. */
const asking: string[][] = [
  ['process-due'],
  ['contacts', 'list', '--limit', '10'],
  ['contacts', 'list', '--limit', '10', '--sort', '-name'],
  ['contacts', 'list', '--limit', '10', '--tag', 'spring'],
  ['contacts', 'list', '--limit', '10', '--where', 'plan_tier=silver'],
  ['contacts', 'list', '--limit', '1', '--where', 'email=person.777@example.com'],
  ['contacts', 'list', '--limit', '1', '--search', 'Surname777'],
  ['contacts', 'list', '--limit', '10', '--search', 'ada'],
  ['contacts', 'list', '--limit', '1', '--search', '0400 000 777'],
  ['contacts', 'show', '777'],
  ['contacts', 'show', 'person.777@example.com'],
  ['scheduled', 'list', '--limit', '10'],
  ['scheduled', 'list', '--limit', '10', '--status', 'COMPLETED'],
  ['scheduled', 'show', '777'],
  ['calls', 'list', '--limit', '10'],
  ['calls', 'list', '--limit', '10', '--status', 'not_connected'],
  ['calls', 'list', '--limit', '10', '--status', 'unknown'],
  ['calls', 'list', '--limit', '5', '--contact', '777', '--status', 'ended'],
];

/** What voicebot takes with a million contacts, beside what it takes with a thousand; and what it takes to schedule many. */
export const size: Benchmark = async function* (options) {
  // More lines than rounds: the calls go on meanwhile.
  const simulator = await startSimulator({ limits: { concurrency: 1000 } });
  try {
    yield* sameAtAnySize(options, simulator.url);
    yield* manyAtOnce(options);
  } finally {
    await simulator.close();
  }
};

async function* sameAtAnySize(options: BenchOptions, url: string): AsyncGenerator<Comparison> {
  const large = options.quick || !(await hasRoom(options)) ? daily : full;
  const databases = [
    await filled(join(options.folder, 'large.db'), large),
    await filled(join(options.folder, 'small.db'), small),
  ];
  // The first search makes the index of all of them, and need not be measured.
  for (const database of databases)
    await voicebot(database, ['contacts', 'list', '--limit', '1', '--search', 'nobody']);
  const compared = (what: string, run: (database: string) => Promise<Measured>): Comparison => {
    const [ours, theirs] = databases.map(
      (database, place): Contestant => ({
        name: `with ${(place === 0 ? large : small).contacts.toLocaleString('en')} contacts`,
        run: () => run(database),
      }),
    );
    if (!ours || !theirs) throw new Error('two databases are compared');
    return { what, rounds: options.quick ? 7 : 21, ours, rivals: [{ ...theirs, goal }] };
  };
  for (const words of asking) yield compared(words.join(' '), (database) => voicebot(database, words));
  const next = counter(databases);
  yield compared('scheduled cancel of one', (database) =>
    voicebot(database, ['scheduled', 'cancel', String(next(database))]),
  );
  yield compared('process-due that places one call', (database) => {
    makeDue(database, next(database));
    return voicebot(database, ['process-due'], url);
  });
  for (const database of databases) rmSync(database);
}

async function hasRoom({ folder, leaveOut }: BenchOptions): Promise<boolean> {
  const { bavail, bsize } = await statfs(folder);
  if (bavail * bsize >= fullTakes) return true;
  leaveOut(
    `a million contacts, for ${folder} has less than ${fullTakes / 1e9} GB free: there are ${daily.contacts} instead.`,
  );
  return false;
}

/** The ids of calls that nothing was done with yet, for each of these from 1. */
function counter<T>(all: readonly T[]): (one: T) => number {
  const used = new Map(all.map((one) => [one, 0]));
  return (one) => {
    const next = (used.get(one) ?? 0) + 1;
    used.set(one, next);
    return next;
  };
}
