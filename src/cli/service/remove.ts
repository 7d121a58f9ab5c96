import { existsSync, rmSync } from 'node:fs';
import { errorCode, Problem } from '../../domain/problem.ts';
import type { Context } from '../context.ts';
import { type Printable, paint, styled } from '../terminal/styled-text.ts';
import { serviceOf } from './files.ts';

/** `service remove`: deletes the file of this profile's service, and says how to stop it. */
export async function removeService(
  context: Context,
  { dryRun = false }: { dryRun?: boolean },
): Promise<void> {
  const { output, terminal } = context;
  const { path, stop, name } = serviceOf(context);
  const isThere = existsSync(path);
  const stopLines = (): Printable[] => [
    'To stop it, if it runs:',
    ...stop.map((line) => styled`  ${paint.bold(line)}`),
  ];
  if (dryRun || !isThere) {
    output.result({ success: true, changed: false, wouldChange: isThere, path, stop }, () =>
      isThere
        ? [`Dry run: ${path} would be deleted.`, ...stopLines()]
        : `Nothing to remove: there is no ${path}`,
    );
    return;
  }
  await terminal.confirm(`Delete ${path}? Then ${name} no longer starts at login.`, {
    default: true,
    unattended: 'refuse',
    action: 'Removing the service',
  });
  deleteFile(path);
  output.result({ success: true, changed: true, wouldChange: false, path, stop }, () => [
    styled`${paint.green('✓')} Deleted: ${path}`,
    ...stopLines(),
  ]);
}

/** @throws Problem `service_not_removed` */
function deleteFile(path: string): void {
  try {
    rmSync(path);
  } catch (error) {
    throw new Problem(
      'failed',
      {
        code: 'service_not_removed',
        message: `${path} could not be deleted (${errorCode(error)}).`,
        hint: 'You need write access to its folder.',
      },
      { cause: error },
    );
  }
}
