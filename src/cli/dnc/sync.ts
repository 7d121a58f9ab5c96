import { syncWithRetell } from '../../operations/suppression/sync-retell.ts';
import type { Context } from '../context.ts';
import type { ExitCode } from '../exit-codes.ts';
import { listenForStop } from '../options/stopping.ts';
import { openProgress } from '../terminal/progress.ts';
import { paint, styled } from '../terminal/styled-text.ts';
import { cancelledNote, numbersNote } from './notes.ts';

/** `dnc sync` */
export async function sync(context: Context): Promise<ExitCode | undefined> {
  const { output, terminal, clock } = context;
  const store = await context.store();
  const telephony = await context.telephony();
  const stopping = listenForStop(context, 'the contacts in progress');
  const progress = openProgress(terminal);
  const { contacts, entered, marked, cancelled, isStopped } = await syncWithRetell(store, {
    telephony,
    clock: clock(),
    signal: stopping.signal,
    onProgress: (count) => progress.at('Comparing contacts', count),
  }).finally(() => {
    progress.end();
    stopping.end();
  });
  output.result(
    { success: !isStopped, contacts, added: entered, marked, cancelledCalls: cancelled },
    () =>
      styled`${paint.green('✓')} Compared ${contacts} contacts at Retell: added ${numbersNote(entered)} to the do-not-call list, marked ${marked} there${cancelledNote(cancelled)}`,
  );
  return isStopped ? stopping.code() : undefined;
}
