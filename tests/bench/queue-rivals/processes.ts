import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { node } from '../timed-process.ts';

const counted = z.object({ calls: z.number(), numbers: z.number() });

/** What stands in for Retell, in a process of its own. */
export async function openServer(script: string) {
  const child = spawn(node, [script], { stdio: ['pipe', 'pipe', 'inherit'] });
  const url = await lineOf(child, /^http/);
  return {
    url,
    /** @throws Error unless so many people were phoned since it was last asked, each once */
    expectCalls: async (calls: number) => {
      const now = counted.parse(await (await fetch(`${url}/count`)).json());
      if (now.calls === calls && now.numbers === calls) return;
      throw new Error(`${calls} people were to be phoned once each: ${JSON.stringify(now)}`);
    },
    close: () => end(child),
  };
}

/**
 * A Redis that has told the disk before it answers, with nothing in it.
 * @returns undefined where there is no redis-server
 */
export async function openRedis(folder: string) {
  mkdirSync(folder, { recursive: true });
  const socket = join(folder, 'redis.sock');
  const words = ['--port', '0', '--unixsocket', socket, '--dir', folder, '--save', ''];
  const durable = ['--appendonly', 'yes', '--appendfsync', 'always', '--auto-aof-rewrite-percentage', '0'];
  const child = spawn('redis-server', [...words, ...durable], { stdio: ['pipe', 'pipe', 'inherit'] });
  const isThere = await Promise.race([
    lineOf(child, /ready to accept connections/i).then(() => true),
    once(child, 'error').then(() => false),
  ]);
  return isThere ? { socket, close: () => end(child) } : undefined;
}

async function lineOf(child: ChildProcess, pattern: RegExp): Promise<string> {
  if (!child.stdout) throw new Error('nobody hears it');
  for await (const line of createInterface({ input: child.stdout })) {
    if (pattern.test(line)) return line;
  }
  throw new Error(`${child.spawnfile} ended early`);
}

async function end(child: ChildProcess): Promise<void> {
  child.kill();
  await once(child, 'close');
}
