import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { node } from '../timed-process.ts';

const countResponse = z.object({ calls: z.number(), numbers: z.number() });

/** Starts the stand-in for Retell, in a process of its own. */
export async function openServer(script: string) {
  const child = spawn(node, [script], { stdio: ['pipe', 'pipe', 'inherit'] });
  const url = await lineOf(child, /^http/);
  return {
    url,
    /** @throws Error unless exactly this many people were called since the last check, each once */
    expectCalls: async (calls: number) => {
      const counts = countResponse.parse(await (await fetch(`${url}/count`)).json());
      if (counts.calls === calls && counts.numbers === calls) return;
      throw new Error(`expected ${calls} people to be called once each, got ${JSON.stringify(counts)}`);
    },
    close: () => end(child),
  };
}

/** Starts an empty Redis that writes to disk before it replies. @returns undefined if redis-server is not installed */
export async function openRedis(folder: string) {
  mkdirSync(folder, { recursive: true });
  const socket = join(folder, 'redis.sock');
  const args = ['--port', '0', '--unixsocket', socket, '--dir', folder, '--save', ''];
  const durable = ['--appendonly', 'yes', '--appendfsync', 'always', '--auto-aof-rewrite-percentage', '0'];
  const child = spawn('redis-server', [...args, ...durable], { stdio: ['pipe', 'pipe', 'inherit'] });
  const isReady = await Promise.race([
    lineOf(child, /ready to accept connections/i).then(() => true),
    once(child, 'error').then(() => false),
  ]);
  return isReady ? { socket, close: () => end(child) } : undefined;
}

async function lineOf(child: ChildProcess, pattern: RegExp): Promise<string> {
  if (!child.stdout) throw new Error('its output is not piped');
  for await (const line of createInterface({ input: child.stdout })) {
    if (pattern.test(line)) return line;
  }
  throw new Error(`${child.spawnfile} ended early`);
}

async function end(child: ChildProcess): Promise<void> {
  child.kill();
  await once(child, 'close');
}
