/**
 * Returns whether a text fits a person's name: each of its words is a whole word of the name, in any case. `ada` fits `Ada
 * Lovelace`; `ann` does not fit `Anna`, whose phone must not ring for someone else.
 */
export function fitsName(text: string, name: string): boolean {
  const nameWords = new Set(wordsOf(name));
  const words = wordsOf(text);
  return words.length > 0 && words.every((word) => nameWords.has(word));
}

/**
 * Returns whether two names are clearly of two people: neither is empty, and they share no word, apart from accents and
 * apostrophes. `Siobhán O'Brien` and `Siobhan OBrien` may be one person; `Ann` and `Bob` are two.
 */
export function areTwoPeople(one: string | undefined, other: string | undefined): boolean {
  const words = new Set(bareWords(one ?? ''));
  const others = bareWords(other ?? '');
  return words.size > 0 && others.length > 0 && !others.some((word) => words.has(word));
}

function bareWords(name: string): string[] {
  const letters = name
    .normalize('NFKD')
    .replace(/[\p{M}'’.-]/gu, '')
    .toLowerCase();
  return letters.split(/[^\p{L}\p{N}]+/u).filter(Boolean);
}

/** Returns a text for comparisons in which case, and ways to encode the same letter, do not matter. */
export function fold(text: string): string {
  return text.normalize('NFKC').toLowerCase();
}

function wordsOf(text: string): string[] {
  return fold(text)
    .split(/[^\p{L}\p{M}\p{N}'’-]+/u)
    .filter(Boolean);
}

/** Chinese, Japanese and Korean names have the family name first, without a space. */
const familyFirst = /^[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}]+$/u;

/** Joins the parts of a person's name; empty if there are none. */
export function personName({
  firstName = '',
  middleName = '',
  lastName = '',
}: {
  firstName?: string;
  middleName?: string;
  lastName?: string;
}): string {
  if (middleName === '' && familyFirst.test(firstName) && familyFirst.test(lastName)) {
    return `${lastName}${firstName}`;
  }
  return [firstName, middleName, lastName].filter(Boolean).join(' ');
}
