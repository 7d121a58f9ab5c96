import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Check } from '../../operations/health/check-health.ts';
import type { Context } from '../context.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { hintOf } from '../hints.ts';
import { printable } from '../terminal/printable.ts';
import { crontabLine } from './crontab-line.ts';

/** `doctor` */
export async function doctor(context: Context): Promise<ExitCode | undefined> {
  const { output } = context;
  const checks = [
    ...(await checkSettings(context)),
    ...(await checkDatabase(context)),
    ...(await checkRetell(context)),
  ];
  const exit = exitOf(checks);
  output.result(
    {
      success: exit === undefined,
      checks: checks.map((check) => {
        const { name, status, message } = check;
        return { name, status, message, hint: hintOfCheck(check, context) };
      }),
    },
    () => checks.flatMap((check) => linesOf(check, context)),
  );
  return exit;
}

/** One check for each setting that will not do, or one for all of them. */
async function checkSettings({ settings, parts, profileFile, clock }: Context): Promise<Check[]> {
  const { attempt, ok } = await import('../../operations/health/check-health.ts');
  const { checkSettingsFiles } = await import('./check-files.ts');
  const all = ok('settings', 'Every setting can be read.');
  const read = settings.texts().map(({ name }) =>
    attempt('settings', async () => {
      settings.check(name);
      if (name === 'VOICEBOT_NOW') clock();
      return all;
    }),
  );
  const failed = (await Promise.all(read)).flat().filter(({ status }) => status === 'failed');
  const files = new Set([join(parts.workingFolder, '.env'), profileFile]);
  return [...(failed.length > 0 ? failed : [all]), ...checkSettingsFiles([...files])];
}

/** The database and what waits in it. None is made where there is none. */
async function checkDatabase(context: Context): Promise<Check[]> {
  const { attempt, warning, checkIntegrity, checkOverdue, checkUnknown } = await import(
    '../../operations/health/check-health.ts'
  );
  const { checkDatabaseFile } = await import('./check-files.ts');
  const path = context.settings.database;
  if (!existsSync(path)) {
    return [warning('database', `There is no database at ${path} yet.`)];
  }
  return attempt('database', async () => {
    const store = await context.store();
    return [
      ...checkDatabaseFile(path),
      ...(await attempt('integrity', () => checkIntegrity(store))),
      ...(await attempt('overdue_calls', async () => checkOverdue(store, context.clock().now()))),
      ...(await attempt('unknown_calls', () => checkUnknown(store))),
    ];
  });
}

async function checkRetell({ settings, telephony }: Context): Promise<Check[]> {
  const { checkAccount } = await import('../../operations/health/check-health.ts');
  return checkAccount({
    telephony,
    agentId: () => settings.agentId,
    fromNumber: async () => {
      const { requirePhoneNumber } = await import('../../domain/contacts/phone-number.ts');
      return settings.fromNumber && requirePhoneNumber(settings.fromNumber, settings.country);
    },
  });
}

/** Settings and account before the moment's trouble: to try again will not mend them. */
function exitOf(checks: readonly Check[]): ExitCode | undefined {
  const kinds = checks.flatMap((check) => (check.status === 'failed' ? [check.kind] : []));
  if (kinds.length === 0) return undefined;
  if (kinds.some((kind) => kind === 'usage' || kind === 'not_set_up')) return exitCodes.not_set_up;
  return kinds.includes('try_again') ? exitCodes.try_again : exitCodes.failed;
}

/** What to do about a finding; null where there is nothing. */
function hintOfCheck(check: Check, context: Context): string | null {
  if (check.status === 'ok') return null;
  return (
    hintOf({ ...check, hint: check.hint, facts: { ...check.facts, crontabLine: crontabLine(context) } }) ??
    null
  );
}

function linesOf(check: Check, context: Context): string[] {
  const { paint } = context.terminal;
  const { status, message } = check;
  const hint = hintOfCheck(check, context);
  const marks = { ok: paint.green('✓'), warning: paint.yellow('!'), failed: paint.red('✗') };
  const lines = [`${marks[status]} ${printable(message)}`];
  return hint ? [...lines, `  ${paint.dim(printable(hint))}`] : lines;
}
