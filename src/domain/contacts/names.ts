import { withoutAccents } from '../plain-letters.ts';

/**
 * Returns whether a text fits a person's name: each of its words is a whole word of the name, in any case, with or without the accents
 * of Latin letters. `ada` fits `Ada Lovelace`, and `zoe` fits `Zoë`; `ann` does not fit `Anna`, whose phone must not ring for someone
 * else.
 */
export function fitsName(text: string, name: string): boolean {
  const nameWords = new Set(wordsOf(withoutAccents(name)));
  const words = wordsOf(withoutAccents(text));
  return words.length > 0 && words.every((word) => nameWords.has(word));
}

/**
 * Returns whether two names are clearly of two people: neither is empty, and they share no word, apart from accents and
 * apostrophes, nor is one the other without its spaces. `Siobhán O'Brien` and `Siobhan OBrien` may be one person, and so may `山田太郎`
 * and `山田 太郎`; `Ann` and `Bob` are two.
 */
export function areTwoPeople(one: string | undefined, other: string | undefined): boolean {
  if (!one || !other || one === other) return false;
  const [words, others] = [bareWords(one), bareWords(other)];
  if (words.length === 0 || others.length === 0) return false;
  return !others.some((word) => words.includes(word)) && !runTogether(words, others);
}

/** Letters that Unicode does not take for another letter with an accent. */
const barredLetters: Readonly<Record<string, string>> = {
  ...{ ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', ł: 'l', đ: 'd', ð: 'd', þ: 'th', ı: 'i' },
};

function bareWords(name: string): string[] {
  const letters = name
    .normalize('NFKD')
    .replace(/[\p{M}'’.-]/gu, '')
    .toLowerCase()
    .replace(/[ßæœøłđðþı]/g, (letter) => barredLetters[letter] ?? letter);
  return letters.split(/[^\p{L}\p{N}]+/u).filter(Boolean);
}

/** Returns whether two names are the same without spaces, or, in scripts that need none, one has the words of the other. */
function runTogether(words: readonly string[], others: readonly string[]): boolean {
  const [one, other] = [words.join(''), others.join('')];
  if (one === other) return true;
  if (!familyFirst.test(one) || !familyFirst.test(other)) return false;
  return words.some((word) => other.includes(word)) || others.some((word) => one.includes(word));
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
