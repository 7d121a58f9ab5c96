import { Problem } from '../../../domain/problem.ts';
import { formatInstant } from '../../../domain/time/time-display.ts';
import type { Context } from '../../context.ts';
import { type ExitCode, exitCodes } from '../../exit-codes.ts';
import { listenForStop } from '../../options/stopping.ts';
import { printable } from '../../terminal/printable.ts';
import { openProgress } from '../../terminal/progress.ts';

/** `contacts import --undo` */
export async function undoLastImport(
  context: Context,
  file: string | undefined,
  options: { dryRun?: boolean | undefined },
): Promise<ExitCode | undefined> {
  const { terminal, output, clock, settings } = context;
  if (file !== undefined || options.dryRun) {
    throw new Problem('usage', {
      code: 'undo_alone',
      message: '--undo takes back the last import, and goes with no file and no --dry-run.',
      hint: "'voicebot contacts import --undo' asks before it does anything.",
    });
  }
  const { importToUndo, undoImport } = await import('../../../operations/import/undo-import.ts');
  const store = await context.store();
  const last = await importToUndo(store);
  const when = formatInstant(last.startedAt, { zone: settings.timezone, locale: settings.locale });
  const what = `the import of ${printable(last.file)} of ${when}`;
  await terminal.confirm(`Take back ${what}?`, {
    default: false,
    unattended: 'refuse',
    action: `Undoing the import of ${printable(last.file)}`,
  });
  const progress = openProgress(terminal);
  const stopping = listenForStop(context, 'the contacts in progress');
  const { isWhole, ...result } = await undoImport(store, last, {
    now: () => clock().now(),
    signal: stopping.signal,
    onProgress: (contacts) => progress.at('Taking back', contacts),
  }).finally(progress.end);
  stopping.end();
  const { removed, restored, left } = result;
  const message = `${isWhole ? 'Took back' : 'Stopped while taking back'} ${what}`;
  output.result({ success: isWhole, message, removed, restored, left }, () => [
    `${isWhole ? terminal.paint.green('✓') : terminal.paint.yellow('!')} ${message}: ${removed} removed, ${restored} as before`,
    ...(isWhole ? [] : ['The same command goes on from here.']),
  ]);
  if (!isWhole) return stopping.code();
  if (left.length === 0) return undefined;
  const some = left.slice(0, 10).join(', ');
  terminal.note(
    `${terminal.paintErr.yellow('!')} Changed or phoned since, and left as they are: ${some}${left.length > 10 ? ` and ${left.length - 10} more` : ''}`,
  );
  return exitCodes.partly_done;
}
