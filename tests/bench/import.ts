import { spawnSync } from 'node:child_process';
import { createWriteStream, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Benchmark, Measurement, Rival } from './benchmark.ts';
import { node, program, runTimed } from './timed-process.ts';

const mostMegabytes = 200;

/** The most that ten times the rows may take, by ten times the time: deeper indexes no longer fit into SQLite's cache. */
const nearlyLinear = 1.25;

/** Yields a list of eight columns, with Australian mobile numbers in random order, each once. */
function* listOf(rows: number): Generator<string> {
  yield 'Name,Mobile,Email,Company,Website,Time Zone,Plan Tier,Notes\n';
  for (let n = 0; n < rows; n++) {
    // Steps of the golden ratio through ten million numbers: each falls between earlier ones.
    const mobile = `04${10_000_000 + ((n * 6_180_339) % 10_000_000)}`;
    const company = n % 5000;
    const notes = `"Spoke to them, call ${n % 7} of 7"`;
    yield `Zoë Person ${n},${mobile},person.${n}@example.com,Company ${company},c${company}.example.com,Australia/Perth,gold,${notes}\n`;
  }
}

/** Programs that import the same file into a new database with one index, of the numbers, and check nothing else. */
const others: { name: string; goal: number; words: (database: string, list: string) => string[] }[] = [
  { name: 'sqlite3', goal: 2, words: (database) => [database] },
  {
    name: 'sqlite-utils',
    goal: 1,
    words: (database, list) => ['insert', database, 'contacts', list, '--csv', '--pk', 'Mobile'],
  },
  {
    name: 'csvsql',
    goal: 1,
    words: (database, list) => [
      ...['--db', `sqlite:///${database}`, '--tables', 'contacts', '--unique-constraint', 'Mobile'],
      ...['--no-inference', '--snifflimit', '0', '--insert', list],
    ],
  },
];

/** The input of `sqlite3`. The others need no more than their arguments. */
const sqlFor = (list: string) => `pragma journal_mode = wal;
create table contacts (name text, mobile text unique, email text, company text, website text, timezone text, plan_tier text, notes text);
.import --csv --skip 1 "${list}" contacts
`;

/** Measures the import of a long list, into a new database and into one that has it already. */
export const importing: Benchmark = async function* ({ quick, folder, leaveOut }) {
  const rows = quick ? 50_000 : 1_000_000;
  const [list, tenth] = [join(folder, 'list.csv'), join(folder, 'tenth.csv')];
  await pipeline(Readable.from(listOf(rows)), createWriteStream(list));
  await pipeline(Readable.from(listOf(rows / 10)), createWriteStream(tenth));
  /** @param existing the folder of a database; a new one if absent */
  const voicebot = (file: string, existing?: string) =>
    inFolder(folder, existing, (home) => {
      const env = { PATH: process.env['PATH'], HOME: home, VOICEBOT_DB: join(home, 'voicebot.db') };
      const words = [program, 'contacts', 'import', file, '--country', 'AU', '--quiet'];
      return runTimed(node, words, { env, cwd: home });
    });
  const first = { name: 'first import', run: () => voicebot(list) };
  const what = `import of ${rows.toLocaleString('en')} rows`;

  for (const { name, goal, words } of others) {
    if (spawnSync(name, ['--version']).error) {
      leaveOut(`${name} is not installed.`);
      continue;
    }
    const run = () =>
      inFolder(folder, undefined, (home) =>
        runTimed(name, words(join(home, 'list.db'), list), { cwd: home, input: sqlFor(list) }),
      );
    const rounds = goal === 1 && !quick ? 1 : 3;
    yield { what, rounds, ours: first, rivals: [{ name, goal, run }], mostMegabytes };
  }

  const known = mkdtempSync(join(folder, 'known-'));
  await voicebot(list, known);
  const again = { name: 'again', run: () => voicebot(list, known) };
  yield { what: `${what}, again`, rounds: 3, ours: again, rivals: [{ ...first, goal: 1 }], mostMegabytes };

  const tenTenths: Rival = {
    name: `ten times ${(rows / 10).toLocaleString('en')} rows`,
    goal: nearlyLinear,
    run: async () => ({ ms: 10 * (await voicebot(tenth)).ms }),
  };
  yield { what, rounds: 3, ours: first, rivals: [tenTenths], mostMegabytes };
};

/** Runs a program in a folder: an existing one, or a new one that is deleted afterwards. */
async function inFolder(
  parent: string,
  existing: string | undefined,
  run: (folder: string) => Promise<Measurement>,
): Promise<Measurement> {
  if (existing !== undefined) return run(existing);
  const created = mkdtempSync(join(parent, 'new-'));
  try {
    return await run(created);
  } finally {
    rmSync(created, { recursive: true, force: true });
  }
}
