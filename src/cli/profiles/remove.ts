import { existsSync } from 'node:fs';
import { countText } from '../../domain/count-text.ts';
import { Problem } from '../../domain/problem.ts';
import {
  asideFor,
  type RemovedProfile,
  removeProfile,
  summaryOf,
} from '../../settings/profiles/change-profiles.ts';
import { keptProfile } from '../../settings/profiles/kept-profile.ts';
import {
  profileDataFolder,
  requireKnownProfile,
  requireProfileName,
} from '../../settings/profiles/known-profiles.ts';
import type { Context } from '../context.ts';
import { type Printable, paint, styled } from '../terminal/styled-text.ts';
import { quoted } from '../unattended/shell-command.ts';

/** `profiles remove`: deletes a profile's settings and puts its database aside, once the operator agrees. */
export async function remove(context: Context, name: string): Promise<void> {
  const { parts, terminal, output, clock } = context;
  requireKnownProfile(requireProfileName(name), parts);
  if (name !== 'default' && keptProfile(parts) === name) {
    throw new Problem('refused', {
      code: 'profile_in_use',
      message: `Profile ${name} is the one that is used where none is named.`,
      hint: 'Choose another one first: voicebot profiles use default',
    });
  }
  const { settingsFile } = summaryOf(name, parts);
  if (settingsFile === null && !existsSync(profileDataFolder(name, parts))) {
    throw new Problem('refused', {
      code: 'profile_empty',
      message: `Profile ${name} has neither settings nor a database: there is nothing to remove.`,
      hint: 'To list profiles: voicebot profiles list',
    });
  }
  const now = clock().now();
  if (!output.format.json) terminal.note(await linesBefore(context, name, now));
  await terminal.confirm(`Remove profile ${name}?`, {
    default: false,
    unattended: 'refuse',
    action: `Removing profile ${name}`,
  });
  const removed = removeProfile(name, parts, now);
  const message = `Removed profile ${name}`;
  output.result({ success: true, message, profile: name, ...removed }, () => [
    styled`${paint.green('✓')} ${message}`,
    ...linesAfter(removed, name, parts),
  ]);
}

/** Says what goes and what stays. */
async function linesBefore(context: Context, name: string, now: Date): Promise<Printable[]> {
  const { parts } = context;
  const { settingsFile, database } = summaryOf(name, parts);
  const folder = profileDataFolder(name, parts);
  return [
    `Removing profile ${name}:`,
    ...(settingsFile ? [styled`  ${paint.red('deleted')}  ${settingsFile}, with its API key`] : []),
    ...(existsSync(folder)
      ? [styled`  ${paint.green('kept')}     ${folder}, moved to ${asideFor(folder, now)}`]
      : []),
    ...(database && !database.startsWith(folder)
      ? [styled`  ${paint.green('kept')}     ${database}, where it is`]
      : []),
    ...(database ? await waitingLines(context, database, now) : []),
    ...(settingsFile || database
      ? [`If cron places its calls, run voicebot --profile ${name} cron remove first.`]
      : []),
  ];
}

/** Says which calls will no longer be placed, as far as its database can be read. */
async function waitingLines({ parts }: Context, database: string, now: Date): Promise<Printable[]> {
  try {
    const store = await parts.openStore(database, { create: false });
    const [pending = 0] = await store.countPending([0, furthest]);
    const { inProgress, unconfirmed } = await store.activity({ now, overdueAfter: 0, most: 1000, rows: 0 });
    store.close();
    const counts = [
      ...(pending > 0 ? [`${calls(pending)} scheduled: none of them will be placed`] : []),
      ...(inProgress > 0
        ? [`${calls(inProgress)} in progress: they go on, and their outcome is not recorded`]
        : []),
      ...(unconfirmed > 0 ? [`${calls(unconfirmed)} unconfirmed: their phones may have rung`] : []),
    ];
    return counts.map((text) => styled`  ${paint.yellow('!')} ${text}`);
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    return [styled`  ${paint.yellow('!')} its calls cannot be counted: ${error.message}`];
  }
}

/** The last instant that JavaScript knows, ms. */
const furthest = 8.64e15;

function calls(count: number): string {
  return count === 1 ? '1 call is' : `${countText(count)} calls are`;
}

function linesAfter({ aside, left }: RemovedProfile, name: string, parts: Context['parts']): string[] {
  return [
    ...(aside
      ? [
          `Its database is kept in ${aside}`,
          `To have it back, run voicebot --profile ${name} init after this, which changes nothing if there is such a folder again:`,
          `  ${moveBack(aside, profileDataFolder(name, parts))}`,
        ]
      : []),
    ...left.map((folder) => `${folder} has other files, and stays.`),
  ];
}

/** Returns a command that moves a folder to where there is none: `mv` alone would move it into one that is there by then. */
function moveBack(from: string, to: string): string {
  const [source, target] = [from, to].map(quoted);
  return `mkdir ${target} && rmdir ${target} && mv ${source} ${target}`;
}
