import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Measured } from './benchmark.ts';

export interface ProcessOptions {
  /** All of its environment. */
  env?: Record<string, string | undefined>;
  cwd?: string;
  /** What it is given on standard input; nothing if absent. */
  input?: string;
}

/** The built program, for `runTimed(node, [program, …])`. */
export const program = resolve('bin/voicebot.js');
export const node = process.execPath;

/** Between two looks at how much memory a process has, ms. */
const lookEvery = 50;

/**
 * Runs a command to its end.
 * @throws Error with what it said if it does not end with 0: what has failed was not measured
 */
export async function runTimed(
  command: string,
  words: readonly string[],
  { env = { PATH: process.env['PATH'] }, cwd, input = '' }: ProcessOptions = {},
): Promise<Measured> {
  const began = performance.now();
  const child = spawn(command, words, { env, cwd, stdio: ['pipe', 'ignore', 'pipe'] });
  let said = '';
  child.stderr.on('data', (text) => {
    said = `${said}${text}`.slice(-2000);
  });
  // Whoever needs no input may close it before it is written.
  child.stdin.on('error', () => undefined).end(input);
  let megabytes: number | undefined;
  const looking = setInterval(() => {
    megabytes = memoryOf(child.pid ?? 0) ?? megabytes;
  }, lookEvery);
  try {
    const [code] = await once(child, 'close');
    if (code !== 0) throw new Error(`${command} ${words.join(' ')} ended with ${code}: ${said}`);
  } finally {
    clearInterval(looking);
  }
  const ms = performance.now() - began;
  return megabytes === undefined ? { ms } : { ms, megabytes };
}

/** What Linux says was the most memory that a process had so far, MB; undefined once it has ended. */
function memoryOf(pid: number): number | undefined {
  try {
    const [, kilobytes] = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
    return kilobytes === undefined ? undefined : Number(kilobytes) / 1024;
  } catch {
    return undefined;
  }
}
