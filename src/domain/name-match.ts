/**
 * Whether what somebody typed names this person: every word typed is a whole word of the name, in any case. So `ada`
 * fits `Ada Lovelace`, and `ann` does not fit `Anna`, whose phone must not ring for somebody else.
 */
export function fitsName(typed: string, name: string): boolean {
  const known = new Set(wordsOf(name));
  const words = wordsOf(typed);
  return words.length > 0 && words.every((word) => known.has(word));
}

/** Text as it is compared where case and ways of writing the same letter do not matter. */
export function fold(text: string): string {
  return text.normalize('NFKC').toLowerCase();
}

function wordsOf(text: string): string[] {
  return fold(text)
    .split(/[^\p{L}\p{M}\p{N}'’-]+/u)
    .filter(Boolean);
}
