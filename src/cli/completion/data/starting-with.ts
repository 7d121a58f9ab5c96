import type { Completion } from '../../../operations/ports/completion/completions.ts';

/** Returns the words that begin so, in any case. */
export function startingWith(start: string, words: readonly string[]): Completion[] {
  const wanted = start.toLowerCase();
  return words.filter((word) => word.toLowerCase().startsWith(wanted)).map((word) => ({ word, about: '' }));
}
