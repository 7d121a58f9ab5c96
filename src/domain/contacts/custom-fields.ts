/** Latin letters that Unicode does not take apart into a plain one and an accent. */
const plainLetters: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ħ: 'h',
  ı: 'i',
  ŋ: 'ng',
  ŧ: 't',
};

/**
 * Returns a header as the key of a custom field: `Plan Tier`, `planTier` and `plan-tier` are all `plan_tier`. Latin letters become
 * plain ones (`Straße` is `strasse`); others stay, because any two headers that differ must be two keys, whatever stands beside them.
 */
export function snakeCase(header: string): string {
  const words = header
    .normalize('NFKD')
    .replace(/(?<=\p{sc=Latin})\p{M}+/gu, '')
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .replace(/[ßæœøłđðþħıŋŧ]/g, (letter) => plainLetters[letter] ?? letter)
    .normalize('NFKC')
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, '_')
    .replace(/^_+|_+$/g, '');
  return /^\p{N}/u.test(words) ? `_${words}` : words;
}

/** Returns the value of a custom field. Keys come from the operator's columns: one may be `constructor`. */
export function customField(fields: Readonly<Record<string, string>>, key: string): string | undefined {
  return Object.hasOwn(fields, key) ? fields[key] : undefined;
}
