import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { keysOf, ownKey } from '../enemies/keys.ts';
import type { Testbed } from './testbed.ts';

const maxAttempts = 3;

/** Whoever has it may ask the server to place what is due. */
export const cronSecret = 'a-secret-of-the-chaos-runs-cron';

/**
 * Imports the people, schedules calls to all of them at the same instant, and moves the clock to it.
 * @returns how long one run of the program took, in ms
 */
export function scheduleAll(testbed: Testbed, script: string): number {
  const file = join(testbed.home, 'people.csv');
  const rows = testbed.numbers.map((number, index) => `Contact ${index + 1},${number}`);
  writeFileSync(file, ['Name,Mobile', ...rows, ''].join('\n'));
  const run = (...args: string[]) =>
    execFileSync(process.execPath, [script, ...args], {
      cwd: testbed.home,
      env: environmentOf(testbed),
      stdio: 'pipe',
    });
  run('contacts', 'import', file);
  run(
    'schedule',
    `1-${testbed.numbers.length}`,
    '--at',
    '+1m',
    '--every',
    '0s',
    '--max-attempts',
    String(maxAttempts),
  );
  testbed.clock.advance(60_000);
  const startedAt = performance.now();
  run('process-due', '--dry-run', '--limit', '1');
  return performance.now() - startedAt;
}

/** Returns the settings of every process, with times as short as possible. */
export function environmentOf(testbed: Testbed, apiKey = ownKey): Record<string, string> {
  const { home, network, clock, clockError, environment } = testbed;
  return {
    ...environment,
    PATH: process.env['PATH'] ?? '',
    HOME: home,
    RETELL_BASE_URL: network.url,
    RETELL_API_KEY: apiKey,
    CRON_SECRET: cronSecret,
    RETELL_WEBHOOK_KEY: keysOf(testbed.enemies).join(),
    VOICEBOT_FROM_NUMBER: '+61255501234',
    VOICEBOT_AGENT_ID: 'agent_demo',
    VOICEBOT_REQUEST_TIMEOUT: '1s',
    VOICEBOT_RECONCILE_AFTER: '2s',
    VOICEBOT_RETRY_DELAY: '1s',
    // When the clock jumps a day ahead, what was due is not missed: nobody should be left without an end here.
    VOICEBOT_MAX_LATENESS: '30d',
    VOICEBOT_NOW: new Date(clock.now().getTime() + clockError).toISOString(),
  };
}
