import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { requirePhoneNumber } from '../../domain/contacts/phone-number.ts';
import { type Check, ok, runCheck, warning } from '../../operations/health/check.ts';
import { checkAccount } from '../../operations/health/check-account.ts';
import {
  checkNotDialled,
  checkOutages,
  checkOverdue,
  checkPlacedTwice,
  checkUnknown,
  checkUnreadable,
} from '../../operations/health/check-calls.ts';
import { checkIntegrity, checkOriginal } from '../../operations/health/check-database.ts';
import { checkWebhooks } from '../../operations/health/check-webhooks.ts';
import { callTimesSetting } from '../../session/call-times-setting.ts';
import type { Context } from '../context.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { hintOf } from '../hints.ts';
import { type Printable, paint, styled } from '../terminal/styled-text.ts';
import { checkRuns } from '../unattended/check-runs.ts';
import { isKeyInEnvironment, voicebotCommand } from '../unattended/command-line.ts';
import { checkDatabaseFile, checkSettingsFiles } from './check-files.ts';
import { checkHasCallTimes, checkLeftOut, checkNamedCallTimes, checkUnread } from './check-settings.ts';

/** `doctor`: checks settings, database and account. Exits with the code of the most basic failure. */
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

/** Returns a check for each invalid setting, or one for all of them, and what is wrong with the files. */
async function checkSettings({ settings, parts, profileFile, clock }: Context): Promise<Check[]> {
  const all = ok('settings', 'All settings are valid.');
  const read = settings.texts().map(({ name }) =>
    runCheck('settings', async () => {
      settings.check(name);
      if (name === 'VOICEBOT_NOW') clock();
      if (name === 'VOICEBOT_CALL_TIMES') callTimesSetting(settings);
      return all;
    }),
  );
  const failed = (await Promise.all(read)).flat().filter((check) => check.status === 'failed');
  const wrong = failed.filter(({ code }) => !aboutFiles.has(code));
  const files = new Set([join(parts.workingFolder, '.env'), profileFile]);
  return [
    ...(wrong.length > 0 ? wrong : [all]),
    ...checkLeftOut(settings),
    ...checkUnread(settings),
    ...checkHasCallTimes(settings),
    ...checkSettingsFiles([...files]),
  ];
}

/** Problems of a file, which would be repeated for each of its settings. */
const aboutFiles = new Set(['env_file_not_allowed', 'settings_unreadable']);

/** Checks the database, if there is one, and the calls in it. */
async function checkDatabase(context: Context): Promise<Check[]> {
  return runCheck('database', async () => {
    const path = context.settings.database;
    if (!existsSync(path)) return warning('database', `There is no database at ${path} yet.`);
    const store = await context.store();
    return [
      ...checkDatabaseFile(path),
      ...(await runCheck('settings', () => checkNamedCallTimes(context.settings, store))),
      ...(await runCheck('original', () => checkOriginal(store))),
      ...(await runCheck('integrity', () => checkIntegrity(store))),
      ...(await runCheck('overdue_calls', async () => checkOverdue(store, context.clock().now()))),
      ...(await runCheck('runs', async () => checkRuns(context))),
      ...(await runCheck('not_dialled', () => checkNotDialled(store, context.clock().now()))),
      ...(await runCheck('outages', async () => checkOutages(store, context.clock().now()))),
      ...(await runCheck('unknown_calls', () => checkUnknown(store))),
      ...(await runCheck('webhooks', () => checkHooks(context))),
      ...(await runCheck('unreadable_calls', () => checkUnreadable(store))),
      ...(await runCheck('placed_twice', () => checkPlacedTwice(store))),
    ];
  });
}

async function checkHooks({ settings, store, clock }: Context): Promise<Check[]> {
  const isExpected = settings.text('RETELL_WEBHOOK_KEY').text !== undefined;
  return checkWebhooks(await store(), clock().now(), isExpected);
}

function checkRetell({ settings, telephony, clock }: Context): Promise<Check[]> {
  return checkAccount({
    telephony,
    clock,
    agentId: () => settings.agentId,
    fromNumber: async () => settings.fromNumber && requirePhoneNumber(settings.fromNumber, settings.country),
  });
}

/** Returns the exit code: settings and account first, as trying again does not fix them. */
function exitOf(checks: readonly Check[]): ExitCode | undefined {
  const kinds = checks.flatMap((check) => (check.status === 'failed' ? [check.kind] : []));
  if (kinds.length === 0) return undefined;
  if (kinds.some((kind) => kind === 'usage' || kind === 'not_set_up')) return exitCodes.not_set_up;
  return kinds.includes('try_again') ? exitCodes.try_again : exitCodes.failed;
}

/** Returns what to do about a check's finding; null for nothing. */
function hintOfCheck(check: Check, context: Context): string | null {
  if (check.status === 'ok') return null;
  const facts = {
    ...check.facts,
    program: voicebotCommand(context),
    ...(isKeyInEnvironment(context) ? { keyIn: 'environment' } : {}),
  };
  const hint = hintOf({ ...check, hint: check.hint, facts });
  return hint === undefined ? null : context.output.show.advice(hint);
}

function linesOf(check: Check, context: Context): Printable[] {
  const { status, message } = check;
  const hint = hintOfCheck(check, context);
  const marks = { ok: paint.green('✓'), warning: paint.yellow('!'), failed: paint.red('✗') };
  const lines = [styled`${marks[status]} ${message}`];
  return hint ? [...lines, styled`  ${paint.dim(hint)}`] : lines;
}
