import { endOfString } from './json-item-ends.ts';

/** A run of digits that a double may not hold. Most lists have none, in numbers or in texts. */
const manyDigits = /\d{16}|\d[eE]\+?\d{3}/;

/** What a number can be that a double does not hold, or the beginning of a string. */
const tokens = /"|-?\d[\d.eE+-]{4,}/g;

const number = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

/**
 * Parses JSON without losing digits: an integer beyond 2^53, and a number beyond all doubles, is the text of its digits. `JSON.parse`
 * tells how a number is written from Node 21 on.
 *
 * @throws SyntaxError with positions in this text
 */
export function parseExactly(text: string): unknown {
  const exact = manyDigits.test(text) ? withDigitsAsTexts(text) : undefined;
  if (exact === undefined) return JSON.parse(text);
  try {
    return JSON.parse(exact);
  } catch {
    return JSON.parse(text);
  }
}

/** Puts quotes around the numbers that a double does not hold. @returns undefined if there are none */
function withDigitsAsTexts(text: string): string | undefined {
  const pieces: string[] = [];
  let written = 0;
  tokens.lastIndex = 0;
  for (let found = tokens.exec(text); found; found = tokens.exec(text)) {
    const [token] = found;
    if (token === '"') {
      tokens.lastIndex = endOfString(text, found.index);
      continue;
    }
    const end = found.index + token.length;
    if (!isLost(token) || isKey(text, end)) continue;
    pieces.push(text.slice(written, found.index), '"', token, '"');
    written = end;
  }
  if (written === 0) return undefined;
  pieces.push(text.slice(written));
  return pieces.join('');
}

function isLost(token: string): boolean {
  if (!number.test(token)) return false;
  const value = Number(token);
  return /^-?\d+$/.test(token) ? !Number.isSafeInteger(value) : !Number.isFinite(value);
}

/** Returns whether a colon follows, before which JSON allows no number. */
function isKey(text: string, index: number): boolean {
  let next = index;
  while (' \t\r\n'.includes(text[next] ?? ':')) next++;
  return text[next] === ':';
}
