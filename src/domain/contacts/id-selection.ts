import { Problem } from '../problem.ts';

/** One item of `<ids...>`: an id, or a text to look up as a phone number or a name. */
export type Selection = { kind: 'id'; id: number } | { kind: 'other'; text: string };

const idPattern = /^[1-9]\d{0,8}$/;
const rangePattern = /^(0|[1-9]\d*)-(0|[1-9]\d*)$/;
const longestRange = 100_000;
const longestPhoneNumber = 15;

/**
 * Parses `<ids...>`: ids (`7`), ascending ranges that include both ends (`3-9`), and lists (`1,2,5-7`). Keeps the order and drops
 * repetitions.
 *
 * Up to nine digits without a leading zero or plus are an id; ten to fifteen are a phone number. A phone number that looks like an
 * id must be written with its zero or `+`. Two such numbers joined by a dash are a range. A word that contains a letter is a name
 * or an e-mail, and keeps its commas.
 *
 * @throws Problem `usage` `invalid_id` for 0, for more than fifteen digits, and for a range that descends, ends in something other
 * than an id, or has more than 100,000 ids
 */
export function parseIds(words: readonly string[]): Selection[] {
  const selections = new Map<string, Selection>();
  for (const piece of words.flatMap(piecesOf)) {
    for (const selection of readPiece(piece)) {
      const key = selection.kind === 'id' ? String(selection.id) : `"${selection.text}`;
      if (!selections.has(key)) selections.set(key, selection);
    }
  }
  return [...selections.values()];
}

function piecesOf(word: string): string[] {
  const parts = /\p{L}/u.test(word) ? [word] : word.split(',');
  return parts.map((part) => part.trim()).filter((part) => part !== '');
}

function readPiece(piece: string): Selection[] {
  const [, first, last] = rangePattern.exec(piece.replace(/\s*-\s*/g, '-')) ?? [];
  if (first !== undefined && last !== undefined) return readRange(piece, first, last);
  if (idPattern.test(piece)) return [{ kind: 'id', id: Number(piece) }];
  if (piece === '0' || (/^[1-9]\d*$/.test(piece) && piece.length > longestPhoneNumber)) {
    throw invalidId(`"${piece}" is not an id.`, 'Ids are whole numbers from 1 to 999999999.');
  }
  return [{ kind: 'other', text: piece }];
}

function readRange(piece: string, first: string, last: string): Selection[] {
  if (!idPattern.test(first) || !idPattern.test(last)) {
    throw invalidId(`"${piece}" is not a range of ids.`, 'Ids go from 1 to 999999999. Write a range as 3-9.');
  }
  const [start, end] = [Number(first), Number(last)];
  if (start > end) throw invalidId(`The range "${piece}" goes down.`, `Write ${end}-${start}.`);
  if (end - start >= longestRange) {
    throw invalidId(
      `The range "${piece}" has ${end - start + 1} ids.`,
      `A range can have up to ${longestRange} ids.`,
    );
  }
  return Array.from({ length: end - start + 1 }, (_, index) => ({ kind: 'id', id: start + index }));
}

function invalidId(message: string, hint: string): Problem {
  return new Problem('usage', { code: 'invalid_id', message, hint });
}
