import { CsvError, type Options, Parser } from 'csv-parse';
import { invalidCsv } from '../list-problems.ts';
import type { ListRow } from '../table.ts';
import { countLineEnds, readText, type TextFile } from '../text/text-file.ts';
import { csvOptions, type Dialect } from './dialect.ts';

/** All that is needed to read a CSV file, as plain data: it can be sent to another thread. */
export interface CsvSource {
  file: TextFile;
  dialect: Dialect;
  /** Bytes of the file. */
  size: number;
}

/**
 * Bytes in UTF-8. A row this long is a quote that was never closed, or no CSV. The parser's own limit counts no delimiters: it
 * would let a row of commas fill the memory.
 */
const longestRow = 1_000_000;

/**
 * The rows of a CSV file, the blank ones left out, without the spaces around cells that are in no quotes. Holds no more of
 * it than a piece and a row.
 *
 * @throws Problem `invalid_csv` with the line on which the row begins that cannot be read
 */
export async function* readCsv({ file, dialect }: CsvSource): AsyncGenerator<ListRow> {
  const { delimiter, preamble } = dialect;
  let line = preamble > 0 ? 1 : 0;
  // In bytes of UTF-8, as the parser counts them: where the last row ended, and what the parser has been given.
  let end = 0;
  let given = 0;
  let found: { line: number; cells: string[]; end: number }[] = [];
  const trouble = (what: string) => invalidCsv(file.label, line + 1, `the row that begins here ${what}.`);
  const parser = new RowParser(csvOptions(delimiter), (cells, bytes) => {
    line += 1 + cells.reduce((count, cell) => count + countLineEnds(cell), 0);
    end = bytes;
    if (cells.some((cell) => cell.trim() !== '')) found.push({ line, cells, end });
  });
  // Whoever hands over a piece is told of its error.
  parser.on('error', () => undefined);
  let skip = preamble;
  for await (const piece of readText(file)) {
    const bytes = Buffer.from(piece.text.slice(skip));
    skip = Math.max(0, skip - piece.text.length);
    given += bytes.length;
    const error = await handOver(parser, bytes, piece.isLast);
    const perByte = piece.position / Math.max(1, preamble + given);
    for (const row of found)
      yield { line: row.line, cells: row.cells, position: Math.round((preamble + row.end) * perByte) };
    found = [];
    if (error) throw error instanceof CsvError ? trouble(whatIs(error)) : error;
    if (given - end > longestRow) throw trouble('is longer than a megabyte, as if a quote were never closed');
  }
}

/**
 * A parser whose rows do not go through the stream: it would drop those that it has not handed on when an error comes.
 * `on_record`, which is made for that, costs a third more: it is given all that is known of each row.
 */
class RowParser extends Parser {
  readonly #onRow: (cells: string[], end: number) => void;

  /** @param onRow is told of each row where it ended, in bytes */
  constructor(options: Options, onRow: (cells: string[], end: number) => void) {
    super(options);
    this.#onRow = onRow;
  }

  override push(cells: string[] | null): boolean {
    if (cells === null) return super.push(null);
    this.#onRow(cells, this.info.bytes);
    return true;
  }
}

/** @returns the error that it ran into, if any; rows before it have been found */
async function handOver(parser: Parser, bytes: Buffer, isLast: boolean): Promise<Error | null | undefined> {
  const error = await new Promise<Error | null | undefined>((resolve) => parser.write(bytes, resolve));
  if (error || !isLast) return error;
  return new Promise((resolve) => parser.end((failure?: Error) => resolve(failure)));
}

function whatIs({ code }: CsvError): string {
  return code === 'CSV_QUOTE_NOT_CLOSED'
    ? 'has a quote that is never closed'
    : 'has text after a quote that closes a cell';
}
