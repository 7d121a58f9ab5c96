import { invalidJson } from '../list-problems.ts';
import type { ListRow } from '../table.ts';
import { readText, type TextFile } from '../text/text-file.ts';
import { parseExactly } from './exact-json.ts';
import { addHeaders, isJsonObject, isTooDeep, type JsonObject, objectCells } from './json-table.ts';

/** In characters: room for every contact. */
const longestLine = 16_000_000;

/**
 * Returns whether a file has one JSON object per line, by its first line.
 *
 * @param sample its beginning
 * @param isWhole whether it is all of it
 */
export async function isNdjson(file: TextFile, sample: string, isWhole: boolean): Promise<boolean> {
  const start = sample.trimStart();
  if (isWhole || !start.startsWith('{') || /[\r\n]/.test(start)) return beginsAsNdjson(sample);
  let text = '';
  for await (const piece of readText(file)) {
    text += piece.text;
    if (/[\r\n]./.test(piece.text) || text.length > longestLine) break;
  }
  return beginsAsNdjson(text);
}

/** A document on one line is not NDJSON if it has a list. */
function beginsAsNdjson(text: string): boolean {
  const [first = '', ...others] = text.trimStart().split(/[\r\n]+/, 2);
  if (!first.startsWith('{')) return false;
  const object = parse(first);
  const isAlone = (others[0] ?? '').trim() === '';
  return isJsonObject(object) && !(isAlone && Array.isArray(object['contacts']));
}

/**
 * Reads an NDJSON file to its end and returns its headers: every key of every object.
 *
 * @throws Problem `invalid_json` with the line
 */
export async function ndjsonHeaders(file: TextFile): Promise<string[]> {
  const headers = new Set<string>();
  for await (const { object } of readObjects(file)) addHeaders(headers, object, file.label);
  return [...headers];
}

/** Reads the rows of an NDJSON file, after these headers. */
export async function* readNdjson(file: TextFile, headers: readonly string[]): AsyncGenerator<ListRow> {
  yield { line: 0, cells: [...headers], position: 0 };
  for await (const { object, line, position } of readObjects(file))
    yield { line, position, cells: objectCells(object, headers) };
}

interface ObjectOnLine {
  object: JsonObject;
  line: number;
  position: number;
}

async function* readObjects(file: TextFile): AsyncGenerator<ObjectOnLine> {
  let line = 0;
  let rest = '';
  for await (const piece of readText(file)) {
    // The last line may continue in the next piece.
    const lines = (rest + piece.text).split('\n');
    rest = piece.isLast ? '' : (lines.pop() ?? '');
    if (rest.length > longestLine)
      throw invalidJson(
        file.label,
        `line ${line + lines.length + 1}`,
        'it is longer than 16 million characters.',
      );
    for (const [index, text] of lines.entries()) {
      line++;
      if (text.trim() === '') continue;
      const position = Math.round(piece.position - (piece.size * (lines.length - index - 1)) / lines.length);
      yield { object: parseObject(text, line, file.label), line, position };
    }
  }
}

function parseObject(text: string, line: number, label: string): JsonObject {
  const value = parse(text);
  if (isJsonObject(value) && !isTooDeep(value)) return value;
  const what = whatIsWrong(value);
  const excerpt = text.length > 40 ? `${text.trim().slice(0, 40)}…` : text.trim();
  throw invalidJson(label, `line ${line}`, `${excerpt} ${what}.`);
}

function whatIsWrong(value: unknown): string {
  if (value === undefined) return 'is not JSON';
  return isJsonObject(value) ? 'is nested too deep' : 'is not an object';
}

/** Returns the value of a JSON text; undefined if it is invalid. */
function parse(text: string): unknown {
  try {
    return parseExactly(text);
  } catch {
    return undefined;
  }
}
