import { partsOfName } from './column-meanings.ts';
import type { Column } from './contact-columns.ts';

/** Which kinds of names a row has. */
export interface RowNames {
  hasName: boolean;
  hasParts: boolean;
  hasBusiness: boolean;
}

/** @param texts the cells of a row, trimmed */
export function namesOf(texts: readonly string[], columns: readonly Column[]): RowNames {
  const names: RowNames = { hasName: false, hasParts: false, hasBusiness: false };
  for (const [index, column] of columns.entries()) {
    const text = texts[index] ?? '';
    if (text === '' || isNumber(column, text)) continue;
    const { kind } = column.meaning;
    if (kind === 'name') names.hasName = true;
    else if (kind === 'businessName') names.hasBusiness = true;
    else if (partsOfName.has(kind)) names.hasParts = true;
  }
  return names;
}

/**
 * Returns whether a name has no effect in its row: first and last names beside a whole name, a client beside both a person and a
 * business, and a number, which is a client's or a member's rather than a name.
 */
export function isSpareName(
  { hasName, hasParts, hasBusiness }: RowNames,
  column: Column,
  text: string,
): boolean {
  const { kind } = column.meaning;
  if (isNumber(column, text)) return true;
  if (kind === 'nameOrBusiness') return hasBusiness && (hasName || hasParts);
  return hasName && partsOfName.has(kind);
}

/** Returns whether a text in a column of names has digits and no letters. In voicebot's own exports it may be a name. */
function isNumber({ meaning: { kind }, readsNulls }: Column, text: string): boolean {
  return (
    (kind === 'name' || kind === 'nameOrBusiness') &&
    readsNulls === true &&
    /\d/.test(text) &&
    !/\p{L}/u.test(text)
  );
}
