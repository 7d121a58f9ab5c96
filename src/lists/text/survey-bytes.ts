import { isAscii, isUtf8 } from 'node:buffer';
import { readBytes } from './text-file.ts';

/** What the bytes of a text say about its encoding. */
export interface ByteSurvey {
  /** Lines that are valid UTF-8 and not only ASCII. */
  valid: number;
  /** Lines that are not valid UTF-8. */
  broken: number;
  /** The number of the first broken line, from 1. */
  firstBroken: number;
  /** Different cells with bytes beyond ASCII, from the first lines that have any. */
  cells: Buffer[];
}

/** In bytes: a longer line is counted in parts. */
const longestLine = 1_000_000;

/** Bytes of the cells that are collected: enough to be sure, and jschardet takes 30 ms for them. */
const mostCellBytes = 32_000;

/** In bytes: a longer cell would have to be cut, perhaps in the middle of a letter. */
const longestCell = 4000;

/** What divides cells in any dialect: no encoding has it in a letter, which some have `|` in. */
const betweenCells = new Set(Buffer.from(',;\t"\r\n'));

/** Reads a text to its end, line by line. */
export async function surveyBytes(path: string, label: string): Promise<ByteSurvey> {
  const survey: ByteSurvey = { valid: 0, broken: 0, firstBroken: 0, cells: [] };
  const collect = cellCollector(survey.cells);
  let line = 1;
  const look = (bytes: Buffer) => {
    if (isAscii(bytes)) return;
    collect(bytes);
    if (isUtf8(bytes)) survey.valid++;
    else {
      survey.broken++;
      survey.firstBroken ||= line;
    }
  };
  let rest: Buffer = Buffer.alloc(0);
  for await (const bytes of readBytes(path, label)) {
    const text = Buffer.concat([rest, bytes]);
    let start = 0;
    for (let end = lineEnd(text, 0); end >= 0; end = lineEnd(text, start)) {
      look(text.subarray(start, end));
      start = text[end] === 13 && text[end + 1] === 10 ? end + 2 : end + 1;
      line++;
    }
    rest = text.subarray(start);
    if (rest.length <= longestLine) continue;
    const end = endOfCharacters(rest);
    look(rest.subarray(0, end));
    rest = rest.subarray(end);
  }
  look(rest);
  return survey;
}

/** Returns a function that adds the cells of a line that are new and not only ASCII, until there are enough. */
function cellCollector(cells: Buffer[]): (line: Buffer) => void {
  const known = new Set<string>();
  let size = 0;
  return (line) => {
    if (size >= mostCellBytes) return;
    for (const cell of cellsIn(line)) {
      const key = cell.toString('latin1');
      if (isAscii(cell) || cell.length > longestCell || known.has(key)) continue;
      known.add(key);
      // A copy: the piece of the file that the line is in must not be kept.
      cells.push(Buffer.from(cell));
      size += cell.length;
    }
  };
}

function* cellsIn(line: Buffer): Generator<Buffer> {
  let start = 0;
  for (let index = 0; index <= line.length; index++) {
    if (index < line.length && !betweenCells.has(line[index] ?? 0)) continue;
    yield line.subarray(start, index);
    start = index + 1;
  }
}

function lineEnd(bytes: Buffer, start: number): number {
  for (let index = start; index < bytes.length; index++)
    if (bytes[index] === 10 || bytes[index] === 13) return index;
  return -1;
}

/** Returns where the last character of UTF-8 that may not be complete begins, or the end. */
function endOfCharacters(bytes: Buffer): number {
  for (let back = 1; back <= 3; back++) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte >= 0xc0) return bytes.length - back;
    if (byte < 0x80) break;
  }
  return bytes.length;
}
