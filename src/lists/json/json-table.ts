import { customPrefix } from '../../domain/lists/contact-columns.ts';
import { jsonCellText } from '../cell-text.ts';

/** An object of JSON. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** What `contacts export` says of a contact that an import cannot. */
const ownFields = new Set(['id', 'createdAt', 'updatedAt']);

export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Adds the headers that an object's cells stand under, each once, in order of first appearance. */
export function addHeaders(headers: Set<string>, object: JsonObject): void {
  for (const header of cellsByHeader(object).keys()) headers.add(header);
}

/**
 * An object as a row: text as it stands, numbers in digits, `true` as `yes`, `false` and null as nothing, texts in an array
 * joined with `;`, anything else as JSON.
 */
export function objectCells(object: JsonObject, headers: Iterable<string>): string[] {
  const cells = cellsByHeader(object);
  return Array.from(headers, (header) => jsonCellText(cells.get(header)));
}

/** What an object says, by header: a key is one as it is, and those within `customFields` are custom fields. */
function cellsByHeader(object: JsonObject): Map<string, unknown> {
  const cells = new Map<string, unknown>();
  for (const [key, value] of Object.entries(object)) {
    if (ownFields.has(key)) continue;
    if (key !== 'customFields' || !isJsonObject(value)) cells.set(key, value);
    else for (const [custom, text] of Object.entries(value)) cells.set(`${customPrefix}${custom}`, text);
  }
  return cells;
}
