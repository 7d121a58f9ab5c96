import { requireOriginal } from '../../../operations/calling/ledger/require-original.ts';
import type { Context } from '../../context.ts';
import { neededByEveryRun } from '../../nothing-to-do.ts';

/**
 * `process-due --check`: finds what a run needs, as one started the same way would, and places nothing.
 *
 * @throws Problem for what would stop a run before it asks Retell
 */
export async function checkRun(context: Context): Promise<undefined> {
  const { settings, output, parts } = context;
  for (const name of neededByEveryRun) settings.check(name);
  const calling = await context.calling();
  await calling.telephony();
  await requireOriginal(calling);
  const { database, profile } = settings;
  const { node, script } = parts.program;
  output.result(
    { success: true, profile, database, node, script },
    () => `A run started like this would place the calls of ${database}`,
  );
  return undefined;
}
