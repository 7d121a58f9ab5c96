/** Takes the accents from Latin letters: `Zoe` for `Zoë`. */
export function withoutAccents(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/(?<=\p{sc=Latin})\p{M}+/gu, '')
    .normalize('NFKC');
}

/** Letters with a stroke, which Unicode does not take for a letter and an accent, and the Turkish one without a dot. */
const plain: Readonly<Record<string, string>> = { ø: 'o', ł: 'l', đ: 'd', ı: 'i' };

/** Returns what people type for a text on a keyboard without its letters, in lower case: `zoe` for `Zoë`, `soren` for `Søren`. */
export function plainLetters(text: string): string {
  return withoutAccents(text)
    .toLowerCase()
    .replace(/[øłđı]/g, (letter) => plain[letter] ?? letter);
}
