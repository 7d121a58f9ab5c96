import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Measurement } from './benchmark.ts';

export interface ProcessOptions {
  /** Its whole environment. */
  env?: Record<string, string | undefined>;
  cwd?: string;
  /** Standard input; empty by default. */
  input?: string;
}

/** The built program, for `runTimed(node, [program, …])`. */
export const program = resolve('bin/voicebot.js');
export const node = process.execPath;

/** How often to check the memory of a process, in ms. */
const pollInterval = 50;

/** Runs a command to its end, and measures it. @throws Error with its standard error unless it exits with 0 */
export async function runTimed(
  command: string,
  words: readonly string[],
  { env = { PATH: process.env['PATH'] }, cwd, input = '' }: ProcessOptions = {},
): Promise<Measurement> {
  const startedAt = performance.now();
  const child = spawn(command, words, { env, cwd, stdio: ['pipe', 'ignore', 'pipe'] });
  let stderr = '';
  child.stderr.on('data', (text) => {
    stderr = `${stderr}${text}`.slice(-2000);
  });
  // A program that needs no input may close it before it is written.
  child.stdin.on('error', () => undefined).end(input);
  let megabytes: number | undefined;
  const polling = setInterval(() => {
    megabytes = peakMemory(child.pid ?? 0) ?? megabytes;
  }, pollInterval);
  try {
    const [code] = await once(child, 'close');
    if (code !== 0) throw new Error(`${command} ${words.join(' ')} exited with ${code}: ${stderr}`);
  } finally {
    clearInterval(polling);
  }
  const ms = performance.now() - startedAt;
  return megabytes === undefined ? { ms } : { ms, megabytes };
}

/** Returns the peak memory of a process so far in MB, as Linux reports it; undefined once it has ended. */
function peakMemory(pid: number): number | undefined {
  try {
    const [, kilobytes] = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
    return kilobytes === undefined ? undefined : Number(kilobytes) / 1024;
  } catch {
    return undefined;
  }
}
