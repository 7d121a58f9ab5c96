import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Measurement } from '../benchmark.ts';
import { node, program, runTimed } from '../timed-process.ts';
import { fill, type Size } from './large-database.ts';

/** Runs voicebot on this database, with `--yes`. */
export function voicebot(
  database: string,
  words: readonly string[],
  url?: string,
  more: Record<string, string> = {},
): Promise<Measurement> {
  const env = {
    PATH: process.env['PATH'],
    HOME: join(database, '..'),
    VOICEBOT_DB: database,
    VOICEBOT_FROM_NUMBER: '+61255501234',
    VOICEBOT_AGENT_ID: 'agent_demo',
    RETELL_API_KEY: 'key_of_the_benchmark',
    ...(url ? { RETELL_BASE_URL: url } : {}),
    ...more,
  };
  return runTimed(node, [program, ...words, '--yes'], { env });
}

/** Has voicebot create a database, and fills it. @returns its path */
export async function createFilled(path: string, size: Size): Promise<string> {
  const nobody = `${path}.csv`;
  writeFileSync(nobody, 'Name,Phone\n');
  await voicebot(path, ['contacts', 'import', nobody]);
  fill(path, size);
  return path;
}
