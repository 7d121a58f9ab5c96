import { type Refusal, refused } from '../refusal.ts';

/** Characters of all cells of a row together: what an export writes of it can be read again. */
const mostCharacters = 4_000_000;

/** Returns the refusal of a row that is larger than any contact; undefined for others. */
export function tooLarge(cells: readonly string[]): Refusal | undefined {
  let characters = 0;
  for (const cell of cells) characters += cell.length;
  return characters > mostCharacters ? refused('the row has more than 4 million characters') : undefined;
}
