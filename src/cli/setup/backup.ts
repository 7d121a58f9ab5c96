import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Context } from '../context.ts';
import { printable } from '../terminal/printable.ts';

/** `backup`: copies the database to a new file. */
export async function backup(context: Context, file: string): Promise<undefined> {
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
