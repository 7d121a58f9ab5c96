import type { Table } from '../table.ts';
import { encodingLabel } from '../text/encodings.ts';
import { describeDialect } from './dialect.ts';
import { type CsvSource, readCsv } from './read-csv.ts';

/** Returns a CSV file as a table. */
export function csvTable(source: CsvSource): Table {
  const { file, dialect, size } = source;
  return {
    detected: `CSV, ${encodingLabel(file.encoding)}, ${describeDialect(dialect)}`,
    isSpreadsheet: true,
    size,
    rows: () => readCsv(source),
  };
}
