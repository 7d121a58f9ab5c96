import { CsvError, type Options, Parser } from 'csv-parse';
import { invalidCsv, requireColumns } from '../list-problems.ts';
import type { ListRow } from '../table.ts';
import { countLineEnds, readText, type TextFile } from '../text/text-file.ts';
import { csvOptions, type Dialect } from './dialect.ts';

/** What it takes to read a CSV file. */
export interface CsvSource {
  file: TextFile;
  dialect: Dialect;
  /** Bytes of the file. */
  size: number;
}

/**
 * Bytes of UTF-8: room for every contact. A longer row is a quote that was never closed, or not CSV. The parser's own limit does not count delimiters, so
 * that a row of commas would fill the memory.
 */
const longestRow = 16_000_000;

/**
 * Reads the rows of a CSV file, without blank rows and without the spaces around unquoted cells. Holds no more than a piece of the
 * file and a row in memory.
 *
 * @throws Problem `invalid_csv` with the line on which the broken row starts; the rows before it are yielded first
 */
export async function* readCsv({ file, dialect }: CsvSource): AsyncGenerator<ListRow> {
  const { delimiter, preamble } = dialect;
  let line = preamble > 0 ? 1 : 0;
  // Bytes of UTF-8, as the parser counts them: up to the end of the last row, and all that were written to the parser.
  let end = 0;
  let written = 0;
  let rows: { line: number; cells: string[]; end: number }[] = [];
  const broken = (what: string) => invalidCsv(file.label, line + 1, `the row that starts here ${what}.`);
  const parser = new RowParser(csvOptions(delimiter), (cells, bytes) => {
    line += 1 + cells.reduce((count, cell) => count + countLineEnds(cell), 0);
    end = bytes;
    if (cells.some((cell) => cell.trim() !== '')) rows.push({ line, cells, end });
  });
  // Errors are returned by `write`; without a listener they would be thrown as well.
  parser.on('error', () => undefined);
  let skip = preamble;
  // Delimiters in the row that is being read; below 0 if it has quotes, in which they may be text.
  let delimiters = 0;
  for await (const piece of readText(file)) {
    const bytes = Buffer.from(piece.text.slice(skip));
    skip = Math.max(0, skip - piece.text.length);
    written += bytes.length;
    const error = await write(parser, bytes, piece.isLast);
    const fileBytesPerByte = piece.position / Math.max(1, preamble + written);
    for (const row of rows) {
      const position = Math.round((preamble + row.end) * fileBytesPerByte);
      yield { line: row.line, cells: row.cells, position };
    }
    const tail = bytes.subarray(Math.max(0, bytes.length - (written - end))).toString();
    delimiters = (rows.length > 0 ? 0 : delimiters) + delimitersIn(tail, delimiter);
    rows = [];
    if (error) throw error instanceof CsvError ? broken(describe(error)) : error;
    requireColumns(delimiters, file.label);
    if (written - end > longestRow)
      throw broken('is longer than 16 megabytes, as if a quote were never closed');
  }
}

function delimitersIn(text: string, delimiter: string): number {
  return text.includes('"') ? Number.NEGATIVE_INFINITY : text.split(delimiter).length - 1;
}

/**
 * A parser that passes rows to a function instead of the stream, which drops rows it still holds when an error comes. csv-parse's
 * own `on_record` takes a third longer, because it also builds what it knows about each row.
 */
class RowParser extends Parser {
  readonly #onRow: (cells: string[], end: number) => void;

  /** @param onRow receives each row, and the bytes up to its end */
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

/** Returns the error that the parser met, if any. Rows before it have been passed on. */
async function write(parser: Parser, bytes: Buffer, isLast: boolean): Promise<Error | null | undefined> {
  const error = await new Promise<Error | null | undefined>((resolve) => parser.write(bytes, resolve));
  if (error || !isLast) return error;
  return new Promise((resolve) => parser.end((failure?: Error) => resolve(failure)));
}

function describe({ code }: CsvError): string {
  return code === 'CSV_QUOTE_NOT_CLOSED'
    ? 'has a quote that is never closed'
    : 'has text after a closing quote';
}
