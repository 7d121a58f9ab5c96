import { join } from 'node:path';
import type { Benchmark } from './benchmark.ts';
import { createFilled, voicebot } from './databases/filled-database.ts';
import { countInSql, fillCalls } from './databases/reported-calls.ts';

/** The most time that a report over a million calls may take. */
const mostMs = 2000;

const million = { contacts: 250_000, calls: 1_000_000 };

/** Measures reports over a million calls, beside a few counts in SQL alone. */
export const reporting: Benchmark = async function* ({ quick, folder }) {
  const database = await createFilled(join(folder, 'calls.db'), {
    contacts: million.contacts,
    pending: 0,
    calls: 0,
  });
  fillCalls(database, million);
  const rounds = quick ? 3 : 9;
  const sql = {
    name: 'SQLite alone, by disposition and agent',
    run: async () => countInSql(database),
    goal: 2,
  };
  const reports = [
    ['report'],
    ['report', '--json'],
    ['report', '--campaign', '7'],
    ['report', '--since', '2026-12-01 00:00', '--until', '2027-01-01 00:00'],
    ['report', '--by', 'hour'],
    ['report', '--by', 'agent'],
    ['report', '--by', 'tag'],
    ['report', '--html', join(folder, 'report.html')],
  ];
  for (const words of reports)
    yield {
      what: words.join(' ').replace(`${folder}/`, ''),
      rounds,
      ours: {
        name: 'voicebot',
        run: () =>
          voicebot(database, words, undefined, {
            VOICEBOT_NOW: '2027-06-01T00:00:00Z',
            RETELL_BASE_URL: 'http://127.0.0.1:9',
          }),
      },
      rivals: [sql],
      mostMs,
    };
};
