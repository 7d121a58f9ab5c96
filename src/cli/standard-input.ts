import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';

/** The words of a command line with `-` replaced by the lines of standard input, empty ones left out. */
export async function withStandardInput(words: string[], input: Readable): Promise<string[]> {
  if (!words.includes('-')) return words;
  const lines: string[] = [];
  for await (const line of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
    if (line.trim()) lines.push(line.trim());
  }
  return words.flatMap((word) => (word === '-' ? lines : [word]));
}
