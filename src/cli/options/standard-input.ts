import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { Problem } from '../../domain/problem.ts';

/**
 * Returns the arguments of a command with `-` replaced by the lines of standard input, without the empty ones.
 *
 * @throws Problem `nobody_chosen` if there are none: the command before the pipe may have failed, and without names the command
 * might apply to every contact
 */
export async function withStandardInput(words: readonly string[], input: Readable): Promise<string[]> {
  if (!words.includes('-')) return [...words];
  const lines: string[] = [];
  for await (const line of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
    if (line.trim()) lines.push(line.trim());
  }
  if (lines.length === 0) {
    throw new Problem('usage', {
      code: 'nobody_chosen',
      message: 'Standard input is empty.',
      hint: 'Did the command before the pipe fail? If you did not mean to use one, leave out -.',
    });
  }
  return words.flatMap((word) => (word === '-' ? lines : [word]));
}
