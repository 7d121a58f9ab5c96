import { requireListedNumber } from '../../domain/contacts/suppression/listed-number.ts';
import { requireListed, unsuppressNumbers } from '../../operations/suppression/unsuppress-numbers.ts';
import type { Context } from '../context.ts';
import { type DryRun, headline, storeFor, successView } from '../dry-run.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { withStandardInput } from '../options/input/standard-input.ts';
import { paint, styled } from '../terminal/styled-text.ts';
import { numbersNote } from './notes.ts';

/** `dnc remove` */
export async function remove(
  context: Context,
  words: string[],
  options: DryRun,
): Promise<ExitCode | undefined> {
  const { settings, terminal, output, clock } = context;
  const texts = await withStandardInput(words, terminal.stdin, 'phoneNumber');
  const numbers = texts.map((word) => requireListedNumber(word, settings.country));
  const store = await storeFor(context, options);
  await requireListed(store, numbers);
  const which = numbers.length === 1 ? (numbers[0] ?? '') : `${numbers.length} numbers`;
  if (!options.dryRun)
    await terminal.confirm(`Let ${which} be called again?`, {
      default: false,
      unattended: 'refuse',
      action: `Taking ${which} off the do-not-call list`,
    });
  const { removed, missing, stillListed } = await unsuppressNumbers(store, numbers, clock());
  output.result(
    { ...successView(options, missing.length === 0), removed, notListed: missing, stillListed },
    () => {
      const what = `${numbersNote(removed.length)} from the do-not-call list`;
      return headline(options, `Removed ${what}`, `remove ${what}`);
    },
  );
  if (!output.format.json)
    for (const phoneNumber of missing)
      terminal.err(styled`${paint.yellow('!')} ${phoneNumber} was not on the list`);
  for (const { phoneNumber, by } of stillListed)
    terminal.note(styled`${paint.yellow('!')} ${phoneNumber} is still not called: ${by} is on the list`);
  return missing.length > 0 ? exitCodes.partly_done : undefined;
}
