import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Benchmark, Comparison } from './benchmark.ts';
import { fillHistory } from './databases/call-history.ts';
import { createFilled, voicebot } from './databases/filled-database.ts';

const large = { calls: 1_000_000, transcripts: 100_000 };
const small = { calls: 1000, transcripts: 1000 };

/** The most time that a list of calls may take, as a multiple of its time with a thousand calls. */
const goal = 1.15;

/** The most time that a search in a hundred thousand transcripts may take. */
const searchTime = 300;

/** Lists of as many calls from the small database as from the large one. */
const filters: string[][] = [
  [],
  ['--page', '20'],
  ['--status', 'not_connected'],
  ['--disposition', 'busy'],
  ['--disposition', 'busy,no-answer'],
  ['--contact', '77'],
  ['--campaign', '3'],
  ['--agent', 'agent_2'],
  ['--since', '10h'],
  ['--until', '10h'],
  ['--since', '10h', '--until', '2h'],
  ['--min-cost', '0.50'],
  ['--max-cost', '0.01'],
  ['--agent', 'agent_2', '--disposition', 'answered', '--min-cost', '0.50', '--since', '10h'],
  ['--campaign', '3', '--disposition', 'answered'],
  ['--sort', '-cost'],
  ['--sort', 'requestedAt'],
];

/** What is said in every call, in one in five hundred, and in none; and a phrase. */
const searches = ['roof', 'zebra', 'giraffe', '"call me back" tues*'];

/** Measures lists of a million calls against lists of a thousand, searches of what was said, and an export. */
export const lists: Benchmark = async function* ({ quick, folder }) {
  const empty = { contacts: 0, pending: 0, calls: 0 };
  const [ours, theirs] = await Promise.all(
    [large, small].map((_, index) => createFilled(join(folder, `${index}.db`), empty)),
  );
  if (ours === undefined || theirs === undefined) throw new Error('there must be two databases');
  fillHistory(ours, large);
  fillHistory(theirs, small);
  const rounds = quick ? 7 : 21;
  const run = (database: string, words: string[]) => () => voicebot(database, ['calls', ...words]);
  for (const filter of filters) {
    const words = ['list', '--limit', '10', ...filter];
    yield {
      what: ['calls', ...words].join(' '),
      rounds,
      ours: { name: 'with 1,000,000 calls', run: run(ours, words) },
      rivals: [{ name: 'with 1,000 calls', run: run(theirs, words), goal }],
    };
  }
  for (const search of searches)
    yield within(searchTime, {
      what: `calls list --search ${search}, in 100,000`,
      rounds,
      ours: { name: 'voicebot', run: run(ours, ['list', '--limit', '10', '--search', search]) },
    });
  yield {
    ...within(180_000, {
      what: 'calls export of 1,000,000',
      rounds: 1,
      ours: { name: 'voicebot', run: run(ours, ['export']) },
    }),
    mostMegabytes: 250,
  };
  for (const format of ['--json', '--csv'])
    yield {
      ...within(180_000, {
        what: `calls list ${format} of 1,000,000`,
        rounds: 1,
        ours: { name: 'voicebot', run: run(ours, ['list', format]) },
      }),
      mostMegabytes: 250,
    };
  for (const database of [ours, theirs]) rmSync(database);
};

/** Returns a comparison with a time, in ms. */
function within(ms: number, comparison: Omit<Comparison, 'rivals'>): Comparison {
  return {
    ...comparison,
    rivals: [{ name: 'the time allowed', run: async () => ({ ms }), goal: 1 }],
  };
}
