import { copyFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { BenchOptions, Comparison, Measured } from './benchmark.ts';
import { filled, voicebot } from './filled-database.ts';
import { cancelBarely, scheduleBarely } from './large-database.ts';

/** What it takes to schedule many calls, and to cancel them, beside the least that SQLite itself takes for as many rows. */
export async function* manyAtOnce({ quick, folder }: BenchOptions): AsyncGenerator<Comparison> {
  const contacts = 100_000;
  const empty = await filled(join(folder, 'template.db'), { contacts, pending: 0, calls: 0 });
  const waiting = await filled(join(folder, 'waiting.db'), { contacts, pending: contacts, calls: 0 });
  const copy = join(folder, 'copy.db');
  const onCopy = (template: string, run: () => Promise<Measured> | Measured) => async () => {
    copyFileSync(template, copy);
    try {
      return await run();
    } finally {
      for (const end of ['', '-wal', '-shm']) rmSync(`${copy}${end}`, { force: true });
    }
  };
  const rounds = quick ? 3 : 9;
  const many = contacts.toLocaleString('en');
  const planned = ['schedule', '--tag', 'spring', '--at', '2101-01-01 09:00', '--every', '1s'];
  yield {
    what: `schedule ${many} contacts`,
    rounds,
    ours: { name: 'voicebot schedule --tag', run: onCopy(empty, () => voicebot(copy, planned)) },
    rivals: [
      {
        name: 'better-sqlite3, one insert a row',
        run: onCopy(empty, () => scheduleBarely(copy, contacts)),
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
      { name: 'better-sqlite3, one update of all', run: onCopy(waiting, () => cancelBarely(copy)), goal: 5 },
    ],
    mostMegabytes: 300,
  };
}
