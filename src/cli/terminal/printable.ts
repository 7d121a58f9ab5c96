import { stripVTControlCharacters } from 'node:util';

/**
 * Text from outside as a terminal may have it: no escape sequences, no other control characters, and none of the marks
 * that turn the direction of writing and so can show a number backwards (Unicode TR 36, 2.3).
 */
export function printable(text: string): string {
  return stripVTControlCharacters(text)
    .replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    .replace(/[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '');
}

/** JSON escapes C0 itself; this escapes DEL, C1, which hold a terminal's escape codes too, and the marks of direction. */
export function printableJson(value: unknown, indent = 2): string {
  return JSON.stringify(value, null, indent).replace(
    /[\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
