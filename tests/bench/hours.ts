import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Benchmark, Contestant } from './benchmark.ts';
import { node, program, runTimed } from './timed-process.ts';

const places = [
  ...['NSW', 'VIC', 'QLD', 'SA', 'WA', 'TAS', 'NT', 'ACT'].map((state) => ({ code: '+614', state })),
  ...[
    ['NY', '212'],
    ['CA', '415'],
    ['TX', '214'],
    ['FL', '305'],
    ['AZ', '602'],
    ['CO', '303'],
    ['IN', '317'],
    ['HI', '808'],
    ['AK', '907'],
    ['TN', '615'],
  ].map(([state = '', area = '']) => ({ code: `+1${area}`, state })),
];

/** Measures what it costs to plan calls over twenty zones into the hours of those called, beside the same plan at any hour. */
export const hours: Benchmark = async function* ({ quick, folder }) {
  const people = quick ? 10_000 : 100_000;
  const rows = Array.from({ length: people }, (_, index) => {
    const { code, state } = places[index % places.length] ?? { code: '+614', state: 'NSW' };
    const length = code === '+614' ? 8 : 7;
    return `Person ${index},${code}${String(2_000_000 + index).padStart(length, '1')},${state}`;
  });
  writeFileSync(join(folder, 'people.csv'), `name,phone,state\n${rows.join('\n')}\n`);
  const run = (words: string[], callTimes: string) =>
    runTimed(node, [program, ...words], {
      cwd: folder,
      env: {
        PATH: process.env['PATH'],
        HOME: folder,
        RETELL_BASE_URL: 'http://127.0.0.1:9',
        RETELL_API_KEY: 'key_of_the_bench_account',
        VOICEBOT_FROM_NUMBER: '+61255501234',
        VOICEBOT_AGENT_ID: 'agent_demo',
        VOICEBOT_CALL_TIMES: callTimes,
        VOICEBOT_NOW: '2026-12-07T00:00:00Z',
      },
    });
  await run(['contacts', 'import', 'people.csv'], 'off');
  const plan = ['schedule', `1-${people}`, '--at', 'tomorrow 8am', '--every', '1s', '--dry-run'];
  const contestant = (name: string, callTimes: string): Contestant => ({
    name,
    run: () => run(plan, callTimes),
  });
  yield {
    what: `planning ${people.toLocaleString('en')} calls into hours`,
    rounds: quick ? 2 : 5,
    ours: contestant('voicebot', 'Mon-Fri 09:00-20:00; Sat 09:00-17:00'),
    rivals: [{ ...contestant('the same at any hour', 'off'), goal: 1.5 }],
  };
};
