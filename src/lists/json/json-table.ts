import { normalisedHeader } from '../../domain/lists/column-aliases.ts';
import { customPrefix } from '../../domain/lists/column-meanings.ts';
import { markHeading } from '../../domain/lists/marks/mark-headings.ts';
import { jsonCellText } from '../cell-text.ts';
import { requireColumns } from '../list-problems.ts';

export type JsonObject = Readonly<Record<string, unknown>>;

/** Keys that `contacts export` writes and an import cannot set. */
const exportOnlyKeys = new Set(['id', 'createdAt', 'updatedAt']);

/** Keys that repeat one of the `customFields` beside them. */
const repeatingKeys = new Set(['state', 'postcode']);

export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * Adds the headers of an object's cells, each once, in order of first appearance.
 *
 * @throws Problem `too_many_columns`
 */
export function addHeaders(headers: Set<string>, object: JsonObject, label: string): void {
  for (const header of cellsByHeader(object).keys()) headers.add(header);
  requireColumns(headers.size, label);
}

/** Objects and lists in each other, in one value: more is no contact, and too many for the stack. */
const deepest = 100;

/** Returns whether a value is nested deeper than any contact. */
export function isTooDeep(value: unknown): boolean {
  let level = [value];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > deepest) return true;
    level = level.flatMap((one) => (typeof one === 'object' && one !== null ? Object.values(one) : []));
  }
  return false;
}

/** Returns an object as the cells of a row under these headers. */
export function objectCells(object: JsonObject, headers: Iterable<string>): string[] {
  const cells = cellsByHeader(object);
  return Array.from(headers, (header) => cellText(header, cells.get(header)));
}

/** A `false` says nothing, unless it refuses calls: `"okToCall": false`. */
function cellText(header: string, value: unknown): string {
  const isRefusal = value === false && markHeading(normalisedHeader(header)) === 'mayCall';
  return isRefusal ? 'no' : jsonCellText(value);
}

/** Returns an object's values by header. Keys are headers, and those inside `customFields` get the prefix of custom fields. */
function cellsByHeader(object: JsonObject): Map<string, unknown> {
  const cells = new Map<string, unknown>();
  const isExported = isJsonObject(object['customFields']);
  for (const [key, value] of Object.entries(object)) {
    if (exportOnlyKeys.has(key) || (isExported && repeatingKeys.has(key))) continue;
    if (key !== 'customFields' || !isJsonObject(value)) cells.set(key, value);
    else for (const [custom, text] of Object.entries(value)) cells.set(`${customPrefix}${custom}`, text);
  }
  return cells;
}
