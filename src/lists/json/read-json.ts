import { invalidJson, tooLarge } from '../list-problems.ts';
import type { ListRow } from '../table.ts';
import { countLineEnds, readText, type TextFile } from '../text/text-file.ts';
import { parseExactly } from './exact-json.ts';
import { jsonErrorIn } from './json-error.ts';
import { jsonItemEnds } from './json-item-ends.ts';
import { addHeaders, isJsonObject, isTooDeep, type JsonObject, objectCells } from './json-table.ts';

const largestFile = 200_000_000;

/** They are held in memory. */
const mostCells = 20_000_000;

/**
 * Reads a JSON document into memory and returns its rows. It is an array of objects, `{"contacts": […]}` as `contacts export
 * --json` writes it, or a single contact.
 *
 * @param size bytes of the file
 * @throws Problem `invalid_json` with the line or item, `file_too_large` over 200 MB
 */
export async function readJson(file: TextFile, size: number): Promise<ListRow[]> {
  if (size > largestFile)
    throw tooLarge(
      file.label,
      `a JSON document of ${Math.round(size / 1e6)} MB`,
      'Save it as NDJSON, one object per line, which can be any size.',
    );
  let text = '';
  for await (const piece of readText(file)) text += piece.text;
  const document = parse(text, file.label);
  const items = itemsOf(document);
  const objects = items.map((item, index): JsonObject => {
    const where = `item ${index + 1}`;
    if (isTooDeep(item)) throw invalidJson(file.label, where, 'it is nested too deep.');
    if (isJsonObject(item)) return item;
    throw invalidJson(file.label, where, `${excerpt(item)} is not an object.`);
  });
  const headers = new Set<string>();
  for (const object of objects) addHeaders(headers, object, file.label);
  if (objects.length * headers.size > mostCells)
    throw tooLarge(
      file.label,
      `a JSON document of ${objects.length} objects with ${headers.size} different keys`,
      'Save it as NDJSON, one object per line, which can be any size.',
    );
  const ends = jsonItemEnds(text);
  const rows = objects.map((object, index): ListRow => {
    const { line, end } = ends[index] ?? { line: index + 1, end: text.length };
    const position = Math.round((size * end) / text.length);
    return { line, cells: objectCells(object, headers), position };
  });
  return rows.length === 0 ? [] : [{ line: 0, cells: [...headers], position: 0 }, ...rows];
}

function itemsOf(document: unknown): unknown[] {
  if (Array.isArray(document)) return document;
  const contacts: unknown = isJsonObject(document) ? document['contacts'] : undefined;
  return Array.isArray(contacts) ? contacts : [document];
}

function parse(text: string, label: string): unknown {
  try {
    return parseExactly(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    const { index, what } = jsonErrorIn(text);
    throw invalidJson(label, `line ${1 + countLineEnds(text.slice(0, index))}`, `${what}.`);
  }
}

function excerpt(value: unknown): string {
  const text = JSON.stringify(value);
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}
