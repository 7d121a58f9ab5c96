import { rmSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { startSimulator } from '../../src/telephony/simulator/simulator.ts';
import type { Benchmark, BenchOptions, Comparison, Contestant, Measurement } from './benchmark.ts';
import { bulkCommands } from './bulk-commands.ts';
import { createFilled, voicebot } from './databases/filled-database.ts';
import { makeDue, type Size } from './databases/large-database.ts';

const full: Size = { contacts: 1_000_000, pending: 1_000_000, calls: 10_000_000 };
const daily: Size = { contacts: 100_000, pending: 100_000, calls: 1_000_000 };
const small: Size = { contacts: 1000, pending: 1000, calls: 10_000 };

/** The disk space for the full database, with its search index and while it is being filled, in bytes. */
const fullBytes = 8e9;

/** The most time that a command may take at any size, as a multiple of its time with a thousand contacts. */
const goal = 1.15;

/** The same for a plan, which decides up to ten thousand calls for its summary. */
const planGoal = 4;

/** Commands that print as many rows from the small database as from the large one. */
const commands: string[][] = [
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

/** Measures voicebot with a million contacts against voicebot with a thousand, and then scheduling and cancelling many calls. */
export const size: Benchmark = async function* (options) {
  // More lines than rounds, because the calls continue during the following rounds.
  const simulator = await startSimulator({ limits: { concurrency: 1000 } });
  try {
    yield* sameAtAnySize(options, simulator.url);
    yield* bulkCommands(options);
  } finally {
    await simulator.close();
  }
};

async function* sameAtAnySize(options: BenchOptions, url: string): AsyncGenerator<Comparison> {
  const large = options.quick || !(await hasRoom(options)) ? daily : full;
  const databases = [
    await createFilled(join(options.folder, 'large.db'), large),
    await createFilled(join(options.folder, 'small.db'), small),
  ];
  // The first search builds the index, which is not what is measured here.
  for (const database of databases)
    await voicebot(database, ['contacts', 'list', '--limit', '1', '--search', 'nobody']);
  const compared = (what: string, run: (database: string) => Promise<Measurement>): Comparison => {
    const [ours, theirs] = databases.map(
      (database, index): Contestant => ({
        name: `with ${(index === 0 ? large : small).contacts.toLocaleString('en')} contacts`,
        run: () => run(database),
      }),
    );
    if (!ours || !theirs) throw new Error('there must be two databases');
    return { what, rounds: options.quick ? 7 : 21, ours, rivals: [{ ...theirs, goal }] };
  };
  for (const words of commands) yield compared(words.join(' '), (database) => voicebot(database, words));
  const planned = compared('plan of a week', (database) =>
    voicebot(database, ['plan', '--limit', '50'], url, { VOICEBOT_NOW: '2100-01-01T00:00:00Z' }),
  );
  yield { ...planned, rivals: planned.rivals.map((small) => ({ ...small, goal: planGoal })) };
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
  if (bavail * bsize >= fullBytes) return true;
  leaveOut(
    `a million contacts, because ${folder} has less than ${fullBytes / 1e9} GB free. Measuring with ${daily.contacts} instead.`,
  );
  return false;
}

/** Returns a function that gives the next unused call id of a database, from 1. */
function counter<T>(all: readonly T[]): (item: T) => number {
  const used = new Map(all.map((item) => [item, 0]));
  return (item) => {
    const next = (used.get(item) ?? 0) + 1;
    used.set(item, next);
    return next;
  };
}
