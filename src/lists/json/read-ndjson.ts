import { invalidJson } from '../list-problems.ts';
import type { ListRow } from '../table.ts';
import { readText, type TextFile } from '../text/text-file.ts';
import { addHeaders, isJsonObject, type JsonObject, objectCells } from './json-table.ts';

/** Characters. */
const longestLine = 1_000_000;

/** Whether a text is one JSON object a line, by its first line. A document on one line is none, if it is a list. */
export function isNdjson(text: string): boolean {
  const [first = '', ...others] = text.trimStart().split(/[\r\n]+/, 2);
  if (!first.startsWith('{')) return false;
  const object = parsed(first);
  const isAlone = (others[0] ?? '').trim() === '';
  return isJsonObject(object) && !(isAlone && Array.isArray(object['contacts']));
}

/**
 * The headers of an NDJSON file: every key of every object. Reads the file through once, and so finds what is wrong with it.
 *
 * @throws Problem `invalid_json` with the line
 */
export async function ndjsonHeaders(file: TextFile): Promise<string[]> {
  const headers = new Set<string>();
  for await (const { object } of objectsOf(file)) addHeaders(headers, object);
  return [...headers];
}

/** The rows of an NDJSON file under these headers, which come first. */
export async function* readNdjson(file: TextFile, headers: readonly string[]): AsyncGenerator<ListRow> {
  yield { line: 0, cells: [...headers], position: 0 };
  for await (const { object, line, position } of objectsOf(file))
    yield { line, position, cells: objectCells(object, headers) };
}

interface ObjectOnLine {
  object: JsonObject;
  line: number;
  position: number;
}

async function* objectsOf(file: TextFile): AsyncGenerator<ObjectOnLine> {
  let line = 0;
  let rest = '';
  for await (const piece of readText(file)) {
    // The separator is never cut in two: what follows the last one waits, even if it is empty.
    const lines = (rest + piece.text).split('\n');
    rest = piece.isLast ? '' : (lines.pop() ?? '');
    if (rest.length > longestLine)
      throw invalidJson(
        file.label,
        `line ${line + lines.length + 1}`,
        'it is longer than a million characters.',
      );
    for (const [index, text] of lines.entries()) {
      line++;
      if (text.trim() === '') continue;
      const position = Math.round(piece.position - (piece.size * (lines.length - index - 1)) / lines.length);
      yield { object: objectOn(text, line, file.label), line, position };
    }
  }
}

function objectOn(text: string, line: number, label: string): JsonObject {
  const value = parsed(text);
  if (isJsonObject(value)) return value;
  const what = value === undefined ? 'is not JSON' : 'is not an object';
  const shown = text.length > 40 ? `${text.trim().slice(0, 40)}…` : text.trim();
  throw invalidJson(label, `line ${line}`, `${shown} ${what}.`);
}

/** The value of a JSON text; undefined if it is none. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
