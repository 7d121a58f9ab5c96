import { copyFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Benchmark, Comparison, Contestant, Measurement, Rival } from './benchmark.ts';
import { atOnce, numberOf } from './queue-rivals/people.ts';
import { openRedis, openServer } from './queue-rivals/processes.ts';
import { buildScripts } from './queue-rivals/scripts.ts';
import { node, program, runTimed } from './timed-process.ts';

type Scripts = Awaited<ReturnType<typeof buildScripts>>;

/** What the contestants share. */
interface Setup {
  calls: number;
  folder: string;
  url: string;
  scripts: Scripts;
  /** Measures, and checks that everyone was called once. */
  measure: (run: () => Promise<Measurement>) => Promise<Measurement>;
}

/**
 * Measures how long a process takes, from start to end, to place all due calls, 20 at once, each committed before and after. Does not
 * count filling the queue.
 */
export const queue: Benchmark = async function* ({ quick, folder, leaveOut }) {
  const calls = quick ? 2000 : 20_000;
  const scripts = await buildScripts();
  const server = await openServer(scripts.server);
  const measure: Setup['measure'] = async (run) => {
    const measurement = await run();
    await server.expectCalls(calls);
    return measurement;
  };
  const setup: Setup = { calls, folder, url: server.url, scripts, measure };
  try {
    const redis = await openRedis(join(folder, 'redis'));
    await redis?.close();
    if (!redis) leaveOut('BullMQ, because redis-server is not installed.');
    const comparison: Comparison = {
      what: `${calls.toLocaleString('en')} due calls, ${atOnce} at once`,
      rounds: quick ? 3 : 5,
      ours: await voicebot(setup),
      rivals: [bareLoop(setup), plainjob(setup), ...(redis ? [bullmq(setup)] : [])],
    };
    yield comparison;
  } finally {
    await server.close();
  }
};

async function voicebot({ calls, folder, url, measure }: Setup): Promise<Contestant> {
  const [full, path] = [join(folder, 'full.db'), join(folder, 'voicebot.db')];
  const run = (database: string, now: string, words: string[]) => {
    const env = {
      PATH: process.env['PATH'],
      HOME: folder,
      RETELL_BASE_URL: url,
      RETELL_API_KEY: 'key_of_the_bench_account',
      VOICEBOT_DB: database,
      VOICEBOT_FROM_NUMBER: '+61255501234',
      VOICEBOT_AGENT_ID: 'agent_demo',
      VOICEBOT_NOW: now,
    };
    return runTimed(node, [program, ...words], { env, cwd: folder });
  };
  const people = Array.from({ length: calls }, (_, n) => `Person ${n},${numberOf(n)}`);
  writeFileSync(join(folder, 'people.csv'), `Name,Mobile\n${people.join('\n')}\n`);
  const before = '2026-03-01T00:00:00Z';
  await run(full, before, ['contacts', 'import', join(folder, 'people.csv')]);
  await run(full, before, ['schedule', `1-${calls}`, '--at', '+1m', '--every', '1s', '--no-check', '--yes']);
  return {
    name: 'voicebot process-due',
    run: () => {
      for (const suffix of ['', '-wal', '-shm']) rmSync(`${path}${suffix}`, { force: true });
      copyFileSync(full, path);
      const words = ['process-due', '--concurrency', String(atOnce)];
      return measure(() => run(path, '2026-03-02T00:00:00Z', words));
    },
  };
}

function bareLoop({ calls, url, scripts, measure }: Setup): Rival {
  return {
    name: 'a loop over retell-sdk that records nothing',
    goal: 2,
    run: () => measure(() => runTimed(node, [scripts.bareLoop, url, String(calls)])),
  };
}

function plainjob({ calls, folder, url, scripts, measure }: Setup): Rival {
  const path = join(folder, 'plainjob.db');
  return {
    name: 'plainjob, synchronous=FULL',
    goal: 1,
    run: async () => {
      for (const suffix of ['', '-wal', '-shm']) rmSync(`${path}${suffix}`, { force: true });
      await runTimed(node, [scripts.plainjob, 'fill', path, String(calls)]);
      return measure(() => runTimed(node, [scripts.plainjob, 'drain', path, String(calls), url]));
    },
  };
}

function bullmq({ calls, folder, url, scripts, measure }: Setup): Rival {
  const redisFolder = join(folder, 'redis');
  return {
    name: 'BullMQ, appendfsync always',
    goal: 1,
    run: async () => {
      rmSync(redisFolder, { recursive: true, force: true });
      const redis = await openRedis(redisFolder);
      if (!redis) throw new Error('redis-server is gone');
      try {
        await runTimed(node, [scripts.bullmq, 'fill', redis.socket, String(calls)]);
        return await measure(() =>
          runTimed(node, [scripts.bullmq, 'drain', redis.socket, String(calls), url]),
        );
      } finally {
        await redis.close();
      }
    },
  };
}
