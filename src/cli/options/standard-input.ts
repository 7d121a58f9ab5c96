import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { Problem } from '../../domain/problem.ts';

/**
 * The words of a command line with `-` replaced by the lines of standard input, empty ones left out.
 *
 * @throws Problem `nobody_chosen` for an input without any: what was to name people may have failed, and nothing must go
 * on with everybody instead
 */
export async function withStandardInput(words: string[], input: Readable): Promise<string[]> {
  if (!words.includes('-')) return words;
  const lines: string[] = [];
  for await (const line of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
    if (line.trim()) lines.push(line.trim());
  }
  if (lines.length === 0) {
    throw new Problem('usage', {
      code: 'nobody_chosen',
      message: 'Standard input is empty: nothing was named there.',
      hint: 'Did the command before the pipe fail? Leave - out to do without it.',
    });
  }
  return words.flatMap((word) => (word === '-' ? lines : [word]));
}
