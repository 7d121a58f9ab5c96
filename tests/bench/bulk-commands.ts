import { copyFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { BenchOptions, Comparison, Measurement } from './benchmark.ts';
import { createFilled, voicebot } from './databases/filled-database.ts';
import { cancelInSql, scheduleInSql } from './databases/large-database.ts';

/** Measures scheduling and cancelling many calls, against the least that SQLite itself takes for as many rows. */
export async function* bulkCommands({ quick, folder }: BenchOptions): AsyncGenerator<Comparison> {
  const contacts = 100_000;
  const empty = await createFilled(join(folder, 'template.db'), { contacts, pending: 0, calls: 0 });
  const waiting = await createFilled(join(folder, 'waiting.db'), { contacts, pending: contacts, calls: 0 });
  const copy = join(folder, 'copy.db');
  const onCopy = (template: string, run: () => Promise<Measurement> | Measurement) => async () => {
    copyFileSync(template, copy);
    try {
      return await run();
    } finally {
      for (const suffix of ['', '-wal', '-shm']) rmSync(`${copy}${suffix}`, { force: true });
    }
  };
  const rounds = quick ? 3 : 9;
  const many = contacts.toLocaleString('en');
  const schedule = ['schedule', '--tag', 'spring', '--at', '2101-01-01 09:00', '--every', '1s', '--no-check'];
  yield {
    what: `schedule ${many} contacts`,
    rounds,
    ours: { name: 'voicebot schedule --tag', run: onCopy(empty, () => voicebot(copy, schedule)) },
    rivals: [
      {
        name: 'better-sqlite3, one insert per row',
        run: onCopy(empty, () => scheduleInSql(copy, contacts)),
        goal: 5,
      },
    ],
    mostMegabytes: 300,
  };
  yield {
    what: `cancel ${many} calls`,
    rounds,
    ours: {
      name: 'voicebot scheduled cancel --all',
      run: onCopy(waiting, () => voicebot(copy, ['scheduled', 'cancel', '--all'])),
    },
    rivals: [
      { name: 'better-sqlite3, one update for all', run: onCopy(waiting, () => cancelInSql(copy)), goal: 5 },
    ],
    mostMegabytes: 300,
  };
}
