import { plainLetters } from '../../../domain/plain-letters.ts';

/** Beginnings that are followed up: more are no help to whoever is typing. */
const mostSpellings = 20;

/**
 * Returns the beginnings of names that a text may stand for: as it is typed, and with the accents, and in the case, that names have.
 *
 * @param hasNames whether any name begins so, in any case of ASCII letters
 */
export function spellingsOf(start: string, hasNames: (beginning: string) => boolean): string[] {
  let spellings = [''];
  for (const letter of plainLetters(start))
    spellings = spellings
      .flatMap((spelling) => spelledLike(letter).map((other) => spelling + other))
      .filter(hasNames)
      .slice(0, mostSpellings);
  return [...new Set([start, ...spellings])];
}

/** Returns the ways to write a plain letter. SQLite itself ignores the case of ASCII letters alone. */
function spelledLike(letter: string): string[] {
  const others = accentedLetters().get(letter) ?? [];
  const capital = letter.toUpperCase();
  return /^[ -~]$/.test(letter) || capital === letter ? [letter, ...others] : [letter, capital, ...others];
}

let accented: Map<string, string[]> | undefined;

/** Returns the accented and barred Latin letters that Unicode has as one character, by the plain letter. */
function accentedLetters(): Map<string, string[]> {
  if (accented) return accented;
  accented = new Map<string, string[]>();
  for (const [first, last] of [
    [0xc0, 0x24f],
    [0x1e00, 0x1eff],
  ] as const)
    for (let code = first; code <= last; code++) {
      const letter = String.fromCodePoint(code);
      const plain = plainLetters(letter);
      if (/^[a-z]$/.test(plain)) accented.set(plain, [...(accented.get(plain) ?? []), letter]);
    }
  return accented;
}
