import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Context } from '../context.ts';
import { paint, styled } from '../terminal/styled-text.ts';

/** `backup`: copies the database to a new file. */
export async function backup(context: Context, file: string): Promise<undefined> {
  const { parts, output } = context;
  const path = resolve(parts.workingFolder, file);
  await (await context.store()).backup(path, context.clock().now());
  const bytes = statSync(path).size;
  const message = `Backup written to ${path}`;
  output.result(
    { success: true, message, file: path, bytes },
    () => styled`${paint.green('✓')} ${message} (${Math.ceil(bytes / 1024)} KiB)`,
  );
  return undefined;
}
