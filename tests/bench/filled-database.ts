import { join } from 'node:path';
import type { Measured } from './benchmark.ts';
import { fill, type Size } from './large-database.ts';
import { node, program, runTimed } from './timed-process.ts';

/** Runs the program on this database; whatever it would ask is agreed to. */
export function voicebot(database: string, words: readonly string[], url?: string): Promise<Measured> {
  const env = {
    PATH: process.env['PATH'],
    HOME: join(database, '..'),
    VOICEBOT_DB: database,
    VOICEBOT_FROM_NUMBER: '+61255501234',
    VOICEBOT_AGENT_ID: 'agent_demo',
    RETELL_API_KEY: 'key_of_the_benchmark',
    ...(url ? { RETELL_BASE_URL: url } : {}),
  };
  return runTimed(node, [program, ...words, '--yes'], { env });
}

/** A database made by the program itself, and filled. */
export async function filled(path: string, much: Size): Promise<string> {
  await voicebot(path, ['contacts', 'list']);
  fill(path, much);
  return path;
}
