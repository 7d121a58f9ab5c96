import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { spawn } from '@lydell/node-pty';
import type { Benchmark, Measurement } from './benchmark.ts';
import { createFilled } from './databases/filled-database.ts';
import { node, program } from './timed-process.ts';

/** How long it runs before it is measured, ms: it starts once, and is watched for hours. */
const warmUp = 5000;
/** The length of a tick in which Linux counts processor time, ms. */
const tick = 10;

/** Measures the processor time of the live view of `watch` beside a core that is busy for as long. */
export const liveView: Benchmark = async function* ({ quick, folder, leaveOut }) {
  if (!existsSync('/proc/self/stat')) return leaveOut('processor time is read from /proc');
  const pending = 10_000;
  const length = quick ? 10_000 : 30_000;
  const database = await createFilled(join(folder, 'live.db'), { contacts: pending, pending, calls: 0 });
  yield {
    what: `watch ${pending.toLocaleString('en')} pending calls in the live view, processor time`,
    rounds: 3,
    ours: { name: `voicebot watch for ${length / 1000} s`, run: () => timeOfView(database, length) },
    rivals: [{ name: 'a core, busy for as long', run: async () => ({ ms: length }), goal: 0.03 }],
    mostMegabytes: 150,
  };
};

async function timeOfView(database: string, length: number): Promise<Measurement> {
  const terminal = spawn(node, [program, 'watch'], {
    cols: 100,
    rows: 30,
    env: {
      PATH: process.env['PATH'],
      HOME: join(database, '..'),
      TERM: 'xterm-256color',
      VOICEBOT_DB: database,
      RETELL_API_KEY: 'key_of_the_benchmark',
      RETELL_BASE_URL: 'http://127.0.0.1:9',
    },
  });
  try {
    await sleep(warmUp);
    const before = processorTime(terminal.pid);
    await sleep(length);
    const ms = processorTime(terminal.pid) - before;
    const status = readFileSync(`/proc/${terminal.pid}/status`, 'utf8');
    return { ms, megabytes: Number(/^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1]) / 1024 };
  } finally {
    terminal.kill('SIGKILL');
  }
}

/** Returns the user and system time of a process, ms (proc_pid_stat(5), fields 14 and 15). */
function processorTime(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /s, '')
    .split(' ');
  return (Number(fields[11]) + Number(fields[12])) * tick;
}
