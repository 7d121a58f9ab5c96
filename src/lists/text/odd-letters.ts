/** Every pattern is something that names and sentences do not have, and that bytes read in the wrong encoding do. */
const odd: readonly RegExp[] = [
  // A sign in a word: `Kj¾r`, `Nœ–ez`. Apostrophes are none, and a dash in `Mon–Fri`.
  /(?<=\p{L})(?:[^\p{L}\p{M}\p{Nd}\p{ASCII}\s’‘´·–—…]|[ªºƒµˆˇ]|[\u00a0–—…](?=\p{Ll}))+(?=\p{L})/u,
  // At its end, except closing punctuation and units such as m²: `Jos‚`, `Micha³`.
  /(?<=\p{L})(?:[^\p{L}\p{M}\p{N}\p{ASCII}\s’‘“”»…–—™®©°·´]|[ƒµˆˇ])+(?!\p{L})|(?<=\p{L}{3})[¹²³¼½¾ªº]/u,
  // At its start, except opening punctuation: `‡ngel`, `╡ngel`.
  /(?<!\p{L})[ƒ†‡‰™¢¥¤§¶¨¬ªº∂∑∏√∞\u2500-\u25ff](?=\p{Ll})/u,
  // A capital behind a small letter, or in the middle of a word: `JosŽ`, `MÅller`.
  /(?<=\p{Ll})(?![A-Z])\p{Lu}|(?<=\p{L})(?![A-Z])\p{Lu}(?=\p{Ll})/u,
  // A small letter between capitals: `NòÑEZ`.
  /(?<=\p{Lu})(?![a-zß])\p{Ll}(?=\p{Lu})/u,
  // Letters of two scripts in a word: `FranŤois`, `Josи`, `ABC商事` also, but that is rare.
  /\p{sc=Latin}(?=[\p{sc=Cyrillic}\p{sc=Greek}\p{sc=Hebrew}\p{sc=Han}\p{sc=Kana}\p{sc=Hira}\p{sc=Hang}])/u,
  /[\p{sc=Cyrillic}\p{sc=Greek}\p{sc=Hebrew}\p{sc=Han}\p{sc=Kana}\p{sc=Hira}\p{sc=Hang}](?=\p{sc=Latin})/u,
  /\p{sc=Hang}(?=\p{sc=Han})|\p{sc=Han}(?=\p{sc=Hang})/u,
  // More accents in a row than any Western name has: `Èâàí`.
  /[\u00c0-\u00ff]{3}/u,
];

/** Characters that no encoding has for a text: of bytes that are not defined, and control characters. */
const undefinedCharacters = /[\ufffd\u0080-\u009f]/;

/** A plain word in small letters, such as no name has but for `van`, `von`, `de`. */
const isSentence = /(?:^|\s)[a-z]{4,}(?:\s|$)/;

/** What stands between the words of a sentence without other spaces. */
const inSentences = /[–—…\u00a0]/g;

/** Returns whether all bytes of a text were defined in the encoding in which it was read. */
export function isDefined(text: string): boolean {
  return !undefinedCharacters.test(text);
}

/** Returns how many of these cells, as an encoding reads them, have something in them that names and sentences do not have. */
export function countOdd(texts: readonly string[]): number {
  return texts.filter((text) => odd.some((pattern) => withoutDashes(text).search(pattern) >= 0)).length;
}

function withoutDashes(text: string): string {
  return isSentence.test(text) ? text.replace(inSentences, ' ') : text;
}
