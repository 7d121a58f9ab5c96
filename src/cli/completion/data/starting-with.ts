import type { Completion } from '../../../operations/ports/completion/completions.ts';

/** Returns the words that begin with a text, in upper or lower case. */
export function startingWith(start: string, words: readonly string[]): Completion[] {
  const wanted = start.toLowerCase();
  return words.filter((word) => word.toLowerCase().startsWith(wanted)).map((word) => ({ word, about: '' }));
}
