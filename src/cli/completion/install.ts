import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import { errorCode, Problem } from '../../domain/problem.ts';
import type { Context } from '../context.ts';
import { paint, styled } from '../terminal/styled-text.ts';
import { scriptFor } from './completion.ts';
import { locationFor } from './locations.ts';
import { withBlock, withoutBlock } from './marked-block.ts';
import { type Shell, shellOf } from './shells.ts';

interface Options {
  dryRun?: boolean | undefined;
}

/** A file and what becomes of it: its text, or undefined if it is to be deleted. */
interface Change {
  path: string;
  text: string | undefined;
}

type Action = 'create' | 'update' | 'remove' | 'leave';

/** `completion install`: writes the script, and has the shell load it. Run again, it only brings the script up to date. */
export async function install(
  context: Context,
  program: CommandUnknownOpts,
  named: Shell | undefined,
  { dryRun = false }: Options,
): Promise<undefined> {
  const shell = named ?? shellOf(context.parts.environment);
  const { script, startup } = locationFor(shell, context.parts);
  const changes: Change[] = [{ path: script, text: scriptFor(program, shell) }];
  if (startup)
    changes.push({ path: startup.file, text: withBlock(textOf(startup.file) ?? '', startup.lines) });
  const next = `Open a new ${shell}, and press TAB after voicebot. Run this again after an update of voicebot.`;
  report(context, shell, carryOut(changes, dryRun), {
    dryRun,
    done: `Completion for ${shell} is installed`,
    next,
  });
}

/** `completion uninstall`: deletes the script, and the lines that load it. */
export async function uninstall(
  context: Context,
  named: Shell | undefined,
  { dryRun = false }: Options,
): Promise<undefined> {
  const shell = named ?? shellOf(context.parts.environment);
  const { script, startup } = locationFor(shell, context.parts);
  const changes: Change[] = [{ path: script, text: undefined }];
  const text = startup && textOf(startup.file);
  if (startup && text !== undefined) {
    const rest = withoutBlock(text);
    changes.push({ path: startup.file, text: rest === '' && rest !== text ? undefined : rest });
  }
  const done = `Completion for ${shell} is not installed any more`;
  report(context, shell, carryOut(changes, dryRun), {
    dryRun,
    done,
    next: `It is gone from the next ${shell} on.`,
  });
}

/** Makes changes that are needed, or only finds out which are. @throws Problem `completion_not_written` */
function carryOut(changes: readonly Change[], dryRun: boolean): { path: string; action: Action }[] {
  return changes.map(({ path, text }) => {
    const before = textOf(path);
    const action = actionFor(before, text);
    if (!dryRun && action !== 'leave') write({ path, text });
    return { path, action };
  });
}

function actionFor(before: string | undefined, after: string | undefined): Action {
  if (before === after) return 'leave';
  if (after === undefined) return 'remove';
  return before === undefined ? 'create' : 'update';
}

function write({ path, text }: Change): void {
  try {
    if (text === undefined) rmSync(path);
    else {
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, text);
    }
  } catch (error) {
    throw notWritten(path, error);
  }
}

function textOf(path: string): string | undefined {
  try {
    return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
  } catch (error) {
    throw notWritten(path, error);
  }
}

function notWritten(path: string, error: unknown): Problem {
  return new Problem(
    'failed',
    {
      code: 'completion_not_written',
      message: `${path} could not be changed (${errorCode(error)}).`,
      hint: 'Print the script and put it where your shell finds it: voicebot completion bash (or zsh, or fish).',
    },
    { cause: error },
  );
}

const verbs: Readonly<Record<Action, [done: string, planned: string]>> = {
  create: ['Wrote', 'Would write'],
  update: ['Updated', 'Would update'],
  remove: ['Deleted', 'Would delete'],
  leave: ['Left as it was:', 'Would leave as it is:'],
};

function report(
  { output }: Context,
  shell: Shell,
  files: readonly { path: string; action: Action }[],
  { dryRun, done, next }: { dryRun: boolean; done: string; next: string },
): void {
  output.result({ success: true, shell, dryRun, files }, () => [
    ...(dryRun ? [] : [styled`${paint.green('✓')} ${done}`]),
    ...files.map(({ path, action }) => `  ${verbs[action][dryRun ? 1 : 0]} ${path}`),
    ...(dryRun ? [] : [next]),
  ]);
}
