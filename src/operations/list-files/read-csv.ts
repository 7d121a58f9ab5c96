import type { Problem } from '../../domain/problem.ts';
import { type CsvReading, readCsvRow } from './csv-row.ts';
import type { Dialect } from './delimiter.ts';
import type { ListRow } from './list-file.ts';
import { invalidCsv } from './list-problems.ts';
import { readText, type TextFile } from './text-file.ts';

/** Characters. A row this long is a quote that was never closed, or no CSV. */
const longestRow = 1_000_000;

/**
 * The rows of a CSV file, the blank ones left out. Holds no more of it than a piece and a row.
 *
 * @throws Problem `invalid_csv` with the line on which the trouble begins
 */
export async function* readCsv(file: TextFile, dialect: Dialect): AsyncGenerator<ListRow> {
  let line = dialect.preamble > 0 ? 2 : 1;
  let at = dialect.preamble;
  let rest = '';
  for await (const piece of readText(file)) {
    const text = rest + piece.text;
    const bytesPerCharacter = piece.size / Math.max(1, piece.text.length);
    while (at < text.length) {
      const row = readCsvRow(text, at, dialect.delimiter, piece.isLast);
      if (row.kind !== 'row') {
        const problem = troubleWith(row, piece.isLast || text.length - at > longestRow, file.called, line);
        if (problem) throw problem;
        break;
      }
      at = row.end;
      line += row.breaks;
      if (row.cells.some((cell) => cell.trim() !== '')) {
        const ahead = Math.round((text.length - at) * bytesPerCharacter);
        yield { line, cells: row.cells, position: piece.position - ahead };
      }
      line++;
    }
    rest = text.slice(at);
    at = 0;
  }
}

/** Why there is no row; none if it may only have to be read on. @param line on which the row starts */
function troubleWith(
  row: Exclude<CsvReading, { kind: 'row' }>,
  isAll: boolean,
  called: string,
  line: number,
): Problem | undefined {
  if (row.kind === 'stray_quote')
    return invalidCsv(called, line + row.quote, 'a quote opens here, and text follows where it is closed.');
  if (!isAll) return undefined;
  if (row.quote === undefined) return invalidCsv(called, line, 'a row of more than a million characters.');
  return invalidCsv(called, line + row.quote, 'a quote opens here and is never closed.');
}
