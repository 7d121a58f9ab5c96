import { stripVTControlCharacters } from 'node:util';

/**
 * Returns text from outside made safe for a terminal: without escape sequences, other control characters, and bidirectional
 * marks, which can show a number backwards (Unicode TR 36, 2.3).
 */
export function printable(text: string): string {
  return stripVTControlCharacters(text)
    .replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    .replace(/[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '');
}

/**
 * Returns JSON that is safe for a terminal. JSON itself escapes C0; this also escapes DEL, C1, which has escape codes too, and
 * bidirectional marks.
 */
export function printableJson(value: unknown, indent = 2): string {
  return JSON.stringify(value, null, indent).replace(
    /[\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
