import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Benchmark, Comparison, Contestant } from './benchmark.ts';
import { node, program, runTimed } from './timed-process.ts';

const commands: { what: string; words: string[]; goal: number }[] = [
  { what: 'process-due with nothing due', words: ['process-due'], goal: 1.5 },
  { what: '--version', words: ['--version'], goal: 1.3 },
  { what: '--help', words: ['--help'], goal: 1.3 },
  { what: 'contacts import --help', words: ['contacts', 'import', '--help'], goal: 1.3 },
  { what: 'completion bash', words: ['completion', 'bash'], goal: 1.3 },
  { what: 'contacts list', words: ['contacts', 'list'], goal: 2 },
  { what: 'scheduled list', words: ['scheduled', 'list'], goal: 2 },
  { what: 'calls list', words: ['calls', 'list'], goal: 2 },
];

/** Measures how long commands take to start and finish, against Node alone. */
export const startup: Benchmark = async function* ({ quick, folder }) {
  const env = {
    PATH: process.env['PATH'],
    HOME: folder,
    VOICEBOT_DB: join(folder, 'voicebot.db'),
    VOICEBOT_FROM_NUMBER: '+61280000000',
    VOICEBOT_AGENT_ID: 'agent_bench',
  };
  const voicebot = (words: string[]) => runTimed(node, [program, ...words], { env, cwd: folder });
  const people = Array.from({ length: 30 }, (_, n) => `Person ${n},04123456${10 + n}`);
  writeFileSync(join(folder, 'people.csv'), `name,phone\n${people.join('\n')}\n`);
  await voicebot(['contacts', 'import', join(folder, 'people.csv'), '--country', 'AU']);
  await voicebot(['schedule', '1-30', '--at', '+2d', '--no-check', '--yes']);
  const nodeAlone: Contestant = { name: 'node -e 0', run: () => runTimed(node, ['-e', '0'], { env }) };
  for (const { what, words, goal } of commands) {
    const comparison: Comparison = {
      what,
      rounds: quick ? 11 : 41,
      ours: { name: what, run: () => voicebot(words) },
      rivals: [{ ...nodeAlone, goal }],
    };
    yield comparison;
  }
};
