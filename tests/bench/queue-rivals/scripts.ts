import { join } from 'node:path';
import { build } from 'rolldown';

/** Builds the scripts that run in processes of their own, each into one file. @returns their paths */
export async function buildScripts() {
  const folder = join(import.meta.dirname, 'queue-rivals');
  const script = async (name: string) => {
    const file = join(folder, `${name}.mjs`);
    await build({
      input: `tests/bench/queue-rivals/${name}.ts`,
      platform: 'node',
      external: ['better-sqlite3', 'bullmq', 'ioredis', 'plainjob'],
      logLevel: 'silent',
      output: { file, format: 'esm', codeSplitting: false },
    });
    return file;
  };
  return {
    server: await script('server'),
    bareLoop: await script('bare-loop'),
    plainjob: await script('plainjob'),
    bullmq: await script('bullmq'),
  };
}
