import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Stage } from './stage.ts';

const maxAttempts = 3;

/**
 * Imports the people and schedules them all for the same instant, a minute from now; then it is that instant.
 * @returns how long one run of the program took, ms
 */
export function scheduleAll(stage: Stage, script: string): number {
  const file = join(stage.home, 'people.csv');
  const rows = stage.numbers.map((number, index) => `Contact ${index + 1},${number}`);
  writeFileSync(file, ['Name,Mobile', ...rows, ''].join('\n'));
  const run = (...words: string[]) =>
    execFileSync(process.execPath, [script, ...words], {
      cwd: stage.home,
      env: environmentOf(stage),
      stdio: 'pipe',
    });
  run('contacts', 'import', file);
  run(
    'schedule',
    `1-${stage.numbers.length}`,
    '--at',
    '+1m',
    '--every',
    '0s',
    '--max-attempts',
    String(maxAttempts),
  );
  stage.clock.advance(60_000);
  const began = performance.now();
  run('process-due', '--dry-run', '--limit', '1');
  return performance.now() - began;
}

/** The settings of every process: as short as they may be. */
export function environmentOf({ home, line, clock }: Stage): Record<string, string> {
  return {
    PATH: process.env['PATH'] ?? '',
    HOME: home,
    RETELL_BASE_URL: line.url,
    RETELL_API_KEY: 'key_of_the_chaos_account',
    VOICEBOT_FROM_NUMBER: '+61255501234',
    VOICEBOT_AGENT_ID: 'agent_demo',
    VOICEBOT_REQUEST_TIMEOUT: '1s',
    VOICEBOT_RECONCILE_AFTER: '2s',
    VOICEBOT_RETRY_DELAY: '1s',
    VOICEBOT_NOW: clock.now().toISOString(),
  };
}
