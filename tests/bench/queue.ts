import { copyFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Benchmark, Comparison, Contestant, Measured, Rival } from './benchmark.ts';
import { atOnce, numberOf } from './queue-rivals/people.ts';
import { openRedis, openServer } from './queue-rivals/processes.ts';
import { buildScripts } from './queue-rivals/scripts.ts';
import { node, program, runTimed } from './timed-process.ts';

type Scripts = Awaited<ReturnType<typeof buildScripts>>;

/** Where a benchmark takes place. */
interface Place {
  calls: number;
  folder: string;
  url: string;
  scripts: Scripts;
  /** Measures, and sees to it that everybody was phoned once. */
  measured: (run: () => Promise<Measured>) => Promise<Measured>;
}

/**
 * How long it takes until calls that are due have all been placed, twenty at once, each committed before and after: from the start
 * of a process to its end. Filling the queue is not counted.
 */
export const queue: Benchmark = async function* ({ quick, folder, leaveOut }) {
  const calls = quick ? 2000 : 20_000;
  const scripts = await buildScripts();
  const server = await openServer(scripts.server);
  const measured: Place['measured'] = async (run) => {
    const took = await run();
    await server.expectCalls(calls);
    return took;
  };
  const place: Place = { calls, folder, url: server.url, scripts, measured };
  try {
    const redis = await openRedis(join(folder, 'redis'));
    await redis?.close();
    if (!redis) leaveOut('BullMQ, for there is no redis-server here');
    const comparison: Comparison = {
      what: `${calls.toLocaleString('en')} due calls, ${atOnce} at once`,
      rounds: quick ? 3 : 5,
      ours: await voicebot(place),
      rivals: [bareLoop(place), plainjob(place), ...(redis ? [bullmq(place)] : [])],
    };
    yield comparison;
  } finally {
    await server.close();
  }
};

async function voicebot({ calls, folder, url, measured }: Place): Promise<Contestant> {
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
  await run(full, before, ['schedule', `1-${calls}`, '--at', '+1m', '--every', '1s', '--yes']);
  return {
    name: 'voicebot process-due',
    run: () => {
      for (const end of ['', '-wal', '-shm']) rmSync(`${path}${end}`, { force: true });
      copyFileSync(full, path);
      const words = ['process-due', '--concurrency', String(atOnce)];
      return measured(() => run(path, '2026-03-02T00:00:00Z', words));
    },
  };
}

function bareLoop({ calls, url, scripts, measured }: Place): Rival {
  return {
    name: 'a loop over retell-sdk that records nothing',
    goal: 2,
    run: () => measured(() => runTimed(node, [scripts.bareLoop, url, String(calls)])),
  };
}

function plainjob({ calls, folder, url, scripts, measured }: Place): Rival {
  const path = join(folder, 'plainjob.db');
  return {
    name: 'plainjob, synchronous=FULL',
    goal: 1,
    run: async () => {
      for (const end of ['', '-wal', '-shm']) rmSync(`${path}${end}`, { force: true });
      await runTimed(node, [scripts.plainjob, 'fill', path, String(calls)]);
      return measured(() => runTimed(node, [scripts.plainjob, 'drain', path, String(calls), url]));
    },
  };
}

function bullmq({ calls, folder, url, scripts, measured }: Place): Rival {
  const itsFolder = join(folder, 'redis');
  return {
    name: 'BullMQ, appendfsync always',
    goal: 1,
    run: async () => {
      rmSync(itsFolder, { recursive: true, force: true });
      const redis = await openRedis(itsFolder);
      if (!redis) throw new Error('redis-server is gone');
      try {
        await runTimed(node, [scripts.bullmq, 'fill', redis.socket, String(calls)]);
        return await measured(() =>
          runTimed(node, [scripts.bullmq, 'drain', redis.socket, String(calls), url]),
        );
      } finally {
        await redis.close();
      }
    },
  };
}
