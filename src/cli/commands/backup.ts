import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import type { Context } from '../context.ts';
import { printable } from '../printable.ts';
import type { Run } from '../run.ts';

export function addBackupCommand(program: CommandUnknownOpts, run: Run): void {
  program
    .command('backup')
    .description('write a consistent copy of the database, also while calls are being placed')
    .argument('<file>', 'a new file; to restore, put it where `voicebot config` says the database is')
    .action((file) => run((context) => backup(context, file)));
}

async function backup(context: Context, file: string): Promise<undefined> {
  const { parts, output, terminal } = context;
  const path = resolve(parts.workingFolder, file);
  await (await context.store()).backup(path);
  const bytes = statSync(path).size;
  const message = `Backup written to ${path}`;
  output.result(
    { success: true, message, file: path, bytes },
    () => `${terminal.paint.green('✓')} ${printable(message)} (${Math.ceil(bytes / 1024)} KiB)`,
  );
  return undefined;
}
