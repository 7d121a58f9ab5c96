import { copyFileSync, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { between, type Random } from '../../../src/telephony/simulator/calls/random.ts';
import type { Child } from '../testbed/spawner.ts';
import type { Testbed } from '../testbed/testbed.ts';
import { pick } from './faults.ts';

/** Stands on standard error when a process has noticed that its files were moved. */
export const noticed = /while voicebot had it open/;

/**
 * Moves the database's folder, or only the file, away from running processes after `delay` ms, and puts it back after `duration` ms.
 * Sometimes a folder with a backup takes its place meanwhile.
 *
 * @param backup the latest backup, if any
 */
export async function moveAway(
  { database }: Testbed,
  random: Random,
  backup: string | undefined,
  [delay, duration]: [number, number],
): Promise<void> {
  const folder = dirname(database);
  const way = pick(random, ['folder', 'file', 'replaced']);
  await sleep(delay);
  const from = way === 'file' ? database : folder;
  const aside = `${from}.aside`;
  const standIn = `${folder}.backup`;
  if (way === 'replaced' && backup) {
    mkdirSync(standIn);
    copyFileSync(backup, join(standIn, basename(database)));
  }
  renameSync(from, aside);
  if (existsSync(standIn)) renameSync(standIn, folder);
  await sleep(duration);
  if (from === folder && existsSync(folder)) renameSync(folder, standIn);
  rmSync(standIn, { recursive: true, force: true });
  renameSync(aside, from);
}

/** How long a watch has to notice, in ms. It looks before each round and write; after trouble with Retell it may pause for longer. */
const patience = 15_000;

/** Takes the log, or its index, from a watch that is alone, and puts it back once that has ended. */
export async function moveLog({ database }: Testbed, random: Random, watch: Child): Promise<void> {
  const log = `${database}${pick(random, ['-wal', '-shm'])}`;
  const aside = `${log}.aside`;
  await sleep(between(random, 0, 500));
  if (!watch.isAlive() || !existsSync(log)) return;
  renameSync(log, aside);
  await watch.killAfter(patience);
  renameSync(aside, log);
}
