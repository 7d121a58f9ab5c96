import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { spawn } from '@lydell/node-pty';
import headless from '@xterm/headless';
import { startSimulator } from '../../src/telephony/simulator/simulator.ts';
import { drawScreen } from './svg.ts';

/** The picture of the live view of `watch` in the README, `.github/watch.svg`: after two minutes of a campaign. */
const size = { cols: 104, rows: 30 };
const program = resolve('bin/voicebot.js');
const home = mkdtempSync(join(tmpdir(), 'voicebot-watch-'));
const simulator = await startSimulator({ seed: 11, people: { optOuts: 0.05, callbacks: 0.1 } });
const env = {
  PATH: process.env['PATH'],
  HOME: home,
  LANG: 'C.UTF-8',
  TERM: 'xterm-256color',
  RETELL_API_KEY: 'key_of_the_picture',
  RETELL_BASE_URL: simulator.url,
  VOICEBOT_FROM_NUMBER: '+61255501234',
  VOICEBOT_AGENT_ID: 'agent_demo',
  VOICEBOT_CALL_TIMES: 'off',
};
const voicebot = (...words: string[]) =>
  promisify(execFile)(process.execPath, [program, ...words, '--yes'], { env, cwd: home });

const names = [
  'Ada Lovelace',
  'Grace Hopper',
  'Émile Zola',
  'Alan Turing',
  'Radia Perlman',
  'Edsger Dijkstra',
];
const people = Array.from({ length: 36 }, (_, n) => {
  const number = `+6149157${String(1000 + n)}`;
  return `${names[n % names.length]},${number},${['NSW', 'WA', 'QLD', 'SA'][n % 4]}`;
});
writeFileSync(join(home, 'people.csv'), ['Name,Mobile,State', ...people].join('\n'));
await voicebot('contacts', 'import', 'people.csv');
await voicebot(
  'schedule',
  '1-24',
  '--at',
  '+10s',
  '--every',
  '20s',
  '--name',
  'Spring offer',
  '--max-cost',
  '40',
);
await voicebot('schedule', '25-36', '--at', '+15s', '--every', '30s', '--name', 'Renewals');

const emulator = new headless.Terminal({ ...size, allowProposedApi: true });
const terminal = spawn(process.execPath, [program, 'watch', '--every', '2s'], { ...size, cwd: home, env });
terminal.onData((data) => emulator.write(data));
await sleep(130_000);
await new Promise<void>((done) => emulator.write('', done));
writeFileSync(
  '.github/watch.svg',
  drawScreen(emulator.buffer.active, { from: 0, to: size.rows }, 'voicebot watch'),
);
process.stdout.write(`.github/watch.svg: ${size.rows} lines\n`);
const ended = new Promise((done) => terminal.onExit(done));
terminal.kill('SIGTERM');
await ended;
await simulator.close();
rmSync(home, { recursive: true, force: true });
