/**
 * Whether what somebody typed names this person: every word typed is a whole word of the name, in any case. So `ada`
 * fits `Ada Lovelace`, and `ann` does not fit `Anna`, whose phone must not ring for somebody else.
 */
export function fitsName(typed: string, name: string): boolean {
  const known = new Set(wordsOf(name));
  const words = wordsOf(typed);
  return words.length > 0 && words.every((word) => known.has(word));
}

/**
 * Whether two names can hardly be one person's: both are there, and no word is in both, accents and apostrophes aside. Of
 * `Siobhán O'Brien` and `Siobhan OBrien` they may be; of `Ann` and `Bob` not.
 */
export function areTwoPeople(one: string | undefined, other: string | undefined): boolean {
  const words = new Set(barely(one ?? ''));
  const others = barely(other ?? '');
  return words.size > 0 && others.length > 0 && !others.some((word) => words.has(word));
}

function barely(name: string): string[] {
  const letters = name
    .normalize('NFKD')
    .replace(/[\p{M}'’.-]/gu, '')
    .toLowerCase();
  return letters.split(/[^\p{L}\p{N}]+/u).filter(Boolean);
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

/** Chinese, Japanese and Korean, in which the family name is written first and without a space. */
const familyFirst = /^[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}]+$/u;

/** A person's name from its parts; empty if there are none. */
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
