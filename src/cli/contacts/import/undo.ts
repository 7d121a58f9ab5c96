import { Problem } from '../../../domain/problem.ts';
import { formatInstant } from '../../../domain/time/time-display.ts';
import { importToUndo, undoImport } from '../../../operations/import/undo-import.ts';
import type { ImportRecord } from '../../../operations/ports/import-store.ts';
import type { Store } from '../../../operations/ports/store.ts';
import type { Context } from '../../context.ts';
import { type DryRun, headline, storeFor, successView } from '../../dry-run.ts';
import { type ExitCode, exitCodes } from '../../exit-codes.ts';
import { listenForStop } from '../../options/stopping.ts';
import { openProgress } from '../../terminal/progress.ts';
import { paint, styled } from '../../terminal/styled-text.ts';

/** `contacts import --undo` */
export async function undoLastImport(
  context: Context,
  file: string | undefined,
  options: DryRun,
): Promise<ExitCode | undefined> {
  const { terminal, output, clock, settings } = context;
  if (file !== undefined) {
    throw new Problem('usage', {
      code: 'undo_alone',
      message: '--undo undoes the last import. It takes no file.',
      hint: "'voicebot contacts import --undo' asks before it changes anything.",
    });
  }
  const store = await storeFor(context, options);
  const last = await importToUndo(store);
  const when = formatInstant(last.startedAt, { zone: settings.timezone, locale: settings.locale });
  const what = `the import of ${last.file} from ${when}`;
  if (!options.dryRun) await confirmUndo(context, what, store, last);
  const progress = openProgress(terminal);
  const stopping = listenForStop(context, 'the contacts in progress');
  const { isWhole, removed, restored, marksKept, left, callsRestored } = await undoImport(store, last, {
    now: () => clock().now(),
    isPreview: options.dryRun,
    signal: stopping.signal,
    onProgress: (contacts) => progress.at('Undoing', contacts),
  }).finally(progress.end);
  stopping.end();
  const message = `${isWhole ? 'Undid' : 'Stopped while undoing'} ${what}`;
  const counts = {
    removed,
    restored,
    marksKept,
    left,
    ...(callsRestored.length > 0 ? { callsRestored } : {}),
  };
  const told = `${what}: ${removed} removed, ${restored} restored`;
  if (options.dryRun) {
    output.result({ ...successView(options), message: `Would undo ${what}`, ...counts }, () =>
      headline(options, '', `undo ${told}`),
    );
    return left.length === 0 ? undefined : exitCodes.partly_done;
  }
  output.result({ success: isWhole, message, ...counts }, () => [
    isWhole
      ? headline(options, `Undid ${told}`, '')
      : styled`${paint.yellow('!')} Stopped while undoing ${told}`,
    ...(isWhole ? [] : ['Run the same command again to continue.']),
  ]);
  if (callsRestored.length > 0)
    terminal.note(styled`${paint.yellow('!')} ${describeRestored(callsRestored)}`);
  if (marksKept > 0) {
    const marks = marksKept === 1 ? '1 do-not-call mark' : `${marksKept} do-not-call marks`;
    const stay = output.show.advice(
      `${marks} of the import stay, with the contacts or their numbers. To lift one: voicebot contacts edit <contact> --may-call`,
    );
    terminal.note(styled`${paint.yellow('!')} ${stay}`);
  }
  if (!isWhole) return stopping.code();
  if (left.length === 0) return undefined;
  const ids = left.slice(0, 10).join(', ');
  const more = left.length > 10 ? ` and ${left.length - 10} more` : '';
  terminal.note(styled`${paint.yellow('!')} Edited or called since, and left as they are: ${ids}${more}`);
  return exitCodes.partly_done;
}

/** Asks before an import is undone, and says what that changes. @throws Problem `not_confirmed` */
async function confirmUndo(
  { terminal, clock }: Context,
  what: string,
  store: Store,
  last: ImportRecord,
): Promise<void> {
  if (terminal.canPrompt) {
    const { removed, restored } = await undoImport(store.preview(), last, {
      now: () => clock().now(),
      isPreview: true,
      signal: new AbortController().signal,
      onProgress: () => undefined,
    });
    terminal.note(`This removes ${countOf(removed)}, and changes ${countOf(restored)} back.`);
  }
  await terminal.confirm(`Undo ${what}?`, {
    default: false,
    unattended: 'refuse',
    action: `Undoing ${what}`,
  });
}

function countOf(contacts: number): string {
  return contacts === 1 ? '1 contact' : `${contacts} contacts`;
}

function describeRestored(calls: readonly number[]): string {
  const ids = calls.slice(0, 10).join(', ');
  const more = calls.length > 10 ? ` and ${calls.length - 10} more` : '';
  return calls.length === 1
    ? `Call ${ids}, which the import had cancelled, is scheduled again.`
    : `Calls ${ids}${more}, which the import had cancelled, are scheduled again.`;
}
