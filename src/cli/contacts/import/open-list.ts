import { z } from 'zod';
import { Problem } from '../../../domain/problem.ts';
import type { ListFile, ListOptions } from '../../../operations/ports/list-file.ts';
import type { Context } from '../../context.ts';

/** Of the problem `uncertain_encoding`. */
const uncertain = z.object({
  encodings: z.array(z.object({ encoding: z.string(), label: z.string(), names: z.array(z.string()) })),
});

/**
 * Opens a list. If its encoding is uncertain, asks on a terminal in which its names are right.
 *
 * @returns undefined if `signal` aborts first
 * @throws Problem as `openList` of `src/lists`; `not_confirmed`
 */
export async function openList(
  context: Context,
  path: string,
  options: ListOptions,
  signal: AbortSignal,
): Promise<ListFile | undefined> {
  const { parts, terminal } = context;
  try {
    return await parts.openList(path, options, signal);
  } catch (error) {
    if (!(error instanceof Problem) || error.code !== 'uncertain_encoding' || !terminal.canPrompt)
      throw error;
    const encoding = await askForEncoding(context, options.label, error, signal);
    return encoding === undefined ? undefined : parts.openList(path, { ...options, encoding }, signal);
  }
}

async function askForEncoding(
  { terminal }: Context,
  label: string,
  problem: Problem,
  signal: AbortSignal,
): Promise<string | undefined> {
  const { encodings } = uncertain.parse(problem.details);
  const choices = encodings.map(({ encoding, label, names }) => ({
    name: `${names.join(' · ')} (${label})`,
    value: encoding,
  }));
  const question = `How are names in ${label} written?`;
  const none = { name: 'None of these, import nothing', value: '' };
  const answer = await terminal.choose(question, [...choices, none], signal).catch((error: unknown) => {
    if (signal.aborted) return undefined;
    throw error;
  });
  if (answer === '')
    throw new Problem('usage', {
      code: 'not_confirmed',
      message: 'Nothing was imported.',
      hint: 'Export the list again as CSV UTF-8, or give its encoding with --encoding.',
    });
  return answer;
}
