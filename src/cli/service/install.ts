import { writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { errorCode, Problem } from '../../domain/problem.ts';
import { createPrivateFolder } from '../../private-folder.ts';
import type { Context } from '../context.ts';
import { type Printable, paint, styled } from '../terminal/styled-text.ts';
import { commandLine } from '../unattended/command-line.ts';
import { programNotes } from '../unattended/fleeting-path.ts';
import { rehearse } from '../unattended/rehearse.ts';
import { shellCommand } from '../unattended/shell-command.ts';
import { type Service, serviceOf } from './files.ts';
import { readIfAny } from './read-if-any.ts';

/** `service install`: writes the file of a service that keeps `watch` running, and says how to start it. */
export async function installService(
  context: Context,
  { dryRun = false }: { dryRun?: boolean },
): Promise<void> {
  const { output, terminal, parts } = context;
  const service = serviceOf(context);
  const { path, text, manager, name } = service;
  // Without a database, say so as every command does.
  await context.store();
  const { variables, words } = commandLine(context);
  rehearse(context, { command: shellCommand(variables, [...words, 'process-due']), by: 'a service' });
  const isNew = readIfAny(path) !== text;
  const notes = [
    ...service.secret.map(
      (variable) => `${variable} contains a password, so it is not written. Add it to ${path} by hand.`,
    ),
    ...programNotes(parts.program),
  ];
  const changed = isNew && !dryRun;
  if (changed) {
    terminal.note([
      `To write to ${path}:`,
      ...text
        .trimEnd()
        .split('\n')
        .map((line) => `  ${line}`),
    ]);
    await terminal.confirm('Write it?', { default: true, unattended: 'proceed' });
    write(path, text);
  }
  const start = service.start.map(([line]) => line);
  output.result(
    { success: true, changed, wouldChange: isNew && dryRun, manager, name, path, text, start, notes },
    () => [
      ...headline(service, { isNew, dryRun }),
      ...notes.map((note) => styled`${paint.yellow('!')} ${note}`),
      ...(dryRun
        ? []
        : [
            'To start it:',
            ...service.start.flatMap(([line, what]) => [
              styled`  ${paint.bold(line)}`,
              paint.dim(`    ${what}`),
            ]),
          ]),
    ],
  );
}

function headline(
  { path, text }: Service,
  { isNew, dryRun }: { isNew: boolean; dryRun: boolean },
): Printable[] {
  if (!isNew) return [`${path} is already as it should be; nothing was changed.`];
  if (!dryRun) return [styled`${paint.green('✓')} Written: ${path}`];
  return [
    `Dry run: this would be in ${path}:`,
    ...text
      .trimEnd()
      .split('\n')
      .map((line) => `  ${line}`),
  ];
}

/** @throws Problem `service_not_written` */
function write(path: string, text: string): void {
  try {
    createPrivateFolder(dirname(path));
    writeFileSync(path, text, { mode: 0o600 });
  } catch (error) {
    throw new Problem(
      'failed',
      {
        code: 'service_not_written',
        message: `${path} could not be written (${errorCode(error)}).`,
        hint: 'You need write access to its folder.',
      },
      { cause: error },
    );
  }
}
