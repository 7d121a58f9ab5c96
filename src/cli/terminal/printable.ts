import { stripVTControlCharacters } from 'node:util';

/** Printable ASCII and Latin, which most text is made of. */
const harmless = /^[\x20-\x7e\u00a1-\u00ac\u00ae-\u024f\u2010-\u2026]*$/;
const harmlessLines = /^[\n\x20-\x7e\u00a1-\u00ac\u00ae-\u024f\u2010-\u2026]*$/;

/**
 * Characters that show nothing, but hide or reorder what stands beside them: bidirectional controls, which can show a number
 * backwards, zero-width blanks, fillers and tags (Unicode TR 36, 2.3; UAX 44, Default_Ignorable_Code_Point). Not among them:
 * variation selectors, which choose the form of a Japanese name or an emoji, and joiners, see `strayJoiner`.
 */
const invisible = /(?!\p{Variation_Selector}|\u200c|\u200d)[\p{Default_Ignorable_Code_Point}\ufff9-\ufffb]/gu;

/** A joiner outside the scripts and emoji that need it to be spelled right (RFC 5892, A.1 and A.2). */
const strayJoiner =
  /(?<![\p{M}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Mongolian}\p{Extended_Pictographic}\p{Emoji_Modifier}])(?:\u200c|\u200d)|(?:\u200c|\u200d)(?![\p{L}\p{Extended_Pictographic}])/gu;

const control = /[\p{Cc}\u2028\u2029]+/gu;

/** Returns text as one line that a terminal only shows: without escape sequences and other control characters, or invisible ones. */
export function printable(text: string): string {
  if (harmless.test(text)) return text;
  return stripVTControlCharacters(text).replace(control, ' ').replace(invisible, '').replace(strayJoiner, '');
}

/** The same for lines of text. */
export function printableLines(text: string): string {
  return text.split(/\r?\n/).map(printable).join('\n');
}

/** Returns JSON with the same characters escaped. JSON itself escapes C0, but not C1, which has escape codes too. */
export function printableJson(json: string): string {
  if (harmlessLines.test(json)) return json;
  return json
    .replace(/[^\P{Cc}\n]|[\u2028\u2029]/gu, escaped)
    .replace(invisible, escaped)
    .replace(strayJoiner, escaped);
}

function escaped(character: string): string {
  return Array.from(
    { length: character.length },
    (_, index) => `\\u${character.charCodeAt(index).toString(16).padStart(4, '0')}`,
  ).join('');
}
