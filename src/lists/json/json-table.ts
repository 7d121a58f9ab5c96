import { cellsOfName, tagsOfObjects } from '../../domain/lists/cells/nested-cells.ts';
import { customPrefix } from '../../domain/lists/column-meanings.ts';
import { normalisedHeader } from '../../domain/lists/headings/column-aliases.ts';
import { isOwnExport } from '../../domain/lists/headings/own-exports.ts';
import { markHeading } from '../../domain/lists/marks/mark-headings.ts';
import { jsonCellText } from '../cell-text.ts';
import { requireColumns } from '../list-problems.ts';

export type JsonObject = Readonly<Record<string, unknown>>;

/** Keys that `contacts export` writes and an import cannot set. In the lists of others they are fields. */
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

/** A `false` says nothing, unless it refuses calls: `"okToCall": false`. Tags may be objects. */
function cellText(header: string, value: unknown): string {
  const isRefusal = value === false && markHeading(normalisedHeader(header)) === 'mayCall';
  if (isRefusal) return 'no';
  const tags = typeof value === 'object' && value !== null ? tagsOfObjects(header, value) : undefined;
  return jsonCellText(tags ?? value);
}

/**
 * Returns an object's values by header. Keys are headers, those inside `customFields` get the prefix of custom fields, and a name that
 * is an object is put together.
 */
function cellsByHeader(object: JsonObject): Map<string, unknown> {
  const cells = new Map<string, unknown>();
  for (const [key, value] of Object.entries(object)) {
    if (isLeftOut(key, object)) continue;
    if (!isJsonObject(value)) cells.set(key, value);
    else for (const [header, text] of cellsOfObject(key, value)) cells.set(header, text);
  }
  return cells;
}

function isLeftOut(key: string, object: JsonObject): boolean {
  if (exportOnlyKeys.has(key)) return isOwnExport(Object.keys(object));
  return repeatingKeys.has(key) && isJsonObject(object['customFields']);
}

function cellsOfObject(key: string, value: JsonObject): Iterable<[string, unknown]> {
  if (key !== 'customFields') return cellsOfName(key, value) ?? [[key, value]];
  return Object.entries(value).map(([custom, text]) => [`${customPrefix}${custom}`, text]);
}
