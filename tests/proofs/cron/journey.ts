import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';
import { z } from 'zod';
import type { Daemon } from './daemon.ts';

/** What a person's crontab may have: a variable, odd letters, tabs, blank lines and an escaped sign. */
const theirs = Buffer.from('# caf\xe9\nMAILTO=""\n\n17 3 * * 1\tdate +\\%F > /dev/null\n\n', 'latin1');

const people = 'Name,Mobile\nAda,0491570006\nGrace,0491570156\nÉmile,0491570157\n';

const statusSchema = z.object({
  lastRun: z.object({ command: z.string(), environment: z.record(z.string(), z.string()) }),
});
const callsSchema = z.object({ calls: z.array(z.object({ contactId: z.number(), status: z.string() })) });

/** What came of the journey. */
export interface Journey {
  /** Each step with the seconds since the beginning at which it was done. */
  steps: { name: string; at: number }[];
  violations: string[];
}

/**
 * Goes the way of a new user, from an empty home to calls that the real cron places against the simulator, and back.
 *
 * @param patience how long the first call may take, ms
 */
export async function travel(daemon: Daemon, patience: number): Promise<Journey> {
  const home = mkdtempSync(join(tmpdir(), 'voicebot-cron-'));
  const began = Date.now();
  const steps: Journey['steps'] = [];
  const violations: string[] = [];
  const done = (name: string) => steps.push({ name, at: (Date.now() - began) / 1000 });
  const require = (isSo: boolean, what: string) => isSo || violations.push(what);
  const script = join(home, 'voicebot');
  symlinkSync(resolve('bin/voicebot.js'), script);
  const options = { env: { HOME: home, PATH: process.env['PATH'] }, cwd: home };
  const voicebot = async (...words: string[]) =>
    (await promisify(execFile)(process.execPath, [script, '--profile', 'rehearsal', ...words], options))
      .stdout;
  const before = daemon.crontab();
  let simulator: ChildProcess | undefined;
  try {
    daemon.setCrontab(theirs);
    simulator = spawn(
      process.execPath,
      [script, 'simulator', '--profile', 'rehearsal', '--port', '0'],
      options,
    );
    await says(simulator, 'To read along');
    done('a rehearsal is set up on the simulator');
    writeFileSync(join(home, 'people.csv'), people);
    await voicebot('contacts', 'import', 'people.csv');
    done('the list is imported');
    await voicebot('schedule', '1-3', '--at', '+10s', '--every', '1s');
    done('three calls are scheduled');
    await voicebot('cron', 'install');
    const installed = daemon.crontab();
    require(installed?.subarray(0, theirs.length).equals(theirs) ??
      false, 'cron install changed other lines');
    await voicebot('cron', 'install');
    require(daemon.crontab()?.equals(installed ?? theirs) ??
      false, 'a second cron install changed something');
    done('cron is installed, twice');
    const calls = async () => callsSchema.parse(JSON.parse(await voicebot('calls', 'list', '--json'))).calls;
    const until = Date.now() + patience;
    while ((await calls()).length === 0 && Date.now() < until) await wait(500);
    done('the first call was placed by cron');
    while ((await calls()).length < 3 && Date.now() < until) await wait(500);
    done('all three were');
    const called = (await calls()).map(({ contactId }) => contactId).sort();
    require(called.join() === '1,2,3', `cron called contacts ${called.join() || 'none'}, not 1,2,3`);
    const { lastRun } = statusSchema.parse(JSON.parse(await voicebot('cron', 'status', '--json')));
    require(lastRun.environment['PATH'] ===
      '/usr/bin:/bin', `the last run had PATH ${lastRun.environment['PATH']}`);
    await voicebot('cron', 'remove', '--yes');
    require(daemon.crontab()?.equals(theirs) ?? false, 'cron remove left another crontab than there was');
    done('cron is removed, and the crontab is byte for byte as it was');
  } catch (error) {
    violations.push(String(error));
  } finally {
    daemon.setCrontab(before);
    simulator?.kill();
    if (simulator) await once(simulator, 'close');
    rmSync(home, { recursive: true, force: true });
  }
  return { steps, violations };
}

/** Resolves once a process has printed this. */
async function says({ stdout, stderr }: ChildProcess, text: string): Promise<void> {
  let said = '';
  await new Promise<void>((heard) => {
    for (const stream of [stdout, stderr]) {
      stream?.on('data', (chunk: Buffer) => {
        said += chunk.toString('utf8');
        if (said.includes(text)) heard();
      });
    }
  });
}
