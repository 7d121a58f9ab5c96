import { join } from 'node:path';
import { build } from 'rolldown';

/** Builds what runs in processes of its own, like the program itself in one file each. @returns the paths */
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
