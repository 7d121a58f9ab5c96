import { requireListedNumber } from '../../domain/contacts/suppression/listed-number.ts';
import { suppressNumbers } from '../../operations/suppression/suppress-numbers.ts';
import { suppressionView } from '../../views/suppression.ts';
import { objectOf } from '../../views/view.ts';
import type { Context } from '../context.ts';
import { withStandardInput } from '../options/input/standard-input.ts';
import { paint, styled } from '../terminal/styled-text.ts';
import { cancelledNote, currentUser, numbersNote } from './notes.ts';

/** `dnc add` */
export async function add(
  context: Context,
  words: string[],
  { reason }: { reason?: string | undefined },
): Promise<void> {
  const { settings, terminal, output, clock, parts } = context;
  const texts = await withStandardInput(words, terminal.stdin, 'phoneNumber');
  const numbers = texts.map((word) => requireListedNumber(word, settings.country));
  if (numbers.length > 1) {
    const question = `Never call ${numbersNote(numbers.length)} again, and cancel the calls to them?`;
    await terminal.confirm(question, { default: true, unattended: 'proceed' });
  }
  const why = { source: 'operator', reason: reason?.trim() || null, addedBy: currentUser(parts) } as const;
  const { entries, added, cancelled } = await suppressNumbers(await context.store(), numbers, why, clock());
  const known = entries.length - added;
  output.result(
    {
      success: true,
      entries: entries.map((entry) => objectOf(entry, suppressionView)),
      added,
      cancelledCalls: cancelled,
    },
    () => {
      const rest = known > 0 ? `; ${numbersNote(known)} already on it` : '';
      return styled`${paint.green('✓')} Added ${numbersNote(added)} to the do-not-call list${rest}${cancelledNote(cancelled)}`;
    },
  );
}
