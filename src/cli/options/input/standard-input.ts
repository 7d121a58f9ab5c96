import type { Readable } from 'node:stream';
import { text as textOf } from 'node:stream/consumers';
import { Problem } from '../../../domain/problem.ts';
import { namedIn, type Wanted } from './own-output.ts';

/**
 * Returns the arguments of a command with `-` replaced by what standard input names: a line for each, or a list as `--json` and `--csv`
 * write it.
 *
 * @throws Problem `nobody_chosen` if it names nothing: the command before the pipe may have failed, and without names the command
 * might apply to every contact; `unreadable_input`
 */
export async function withStandardInput(
  words: readonly string[],
  input: Readable,
  wanted: Wanted,
): Promise<string[]> {
  if (!words.includes('-')) return [...words];
  const text = await textOf(input);
  const named = (await namedIn(text, wanted)) ?? linesOf(text);
  if (named.length === 0) {
    throw new Problem('usage', {
      code: 'nobody_chosen',
      message: text.trim() === '' ? 'Standard input is empty.' : 'The list on standard input is empty.',
      hint: 'Did the command before the pipe fail? If you did not mean to use one, leave out -.',
    });
  }
  return words.flatMap((word) => (word === '-' ? named : [word]));
}

function linesOf(text: string): string[] {
  return text
    .split(/\r?\n|\r/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
}
