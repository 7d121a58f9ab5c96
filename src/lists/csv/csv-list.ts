import type { CsvSource, ListFile } from '../../operations/ports/list-file.ts';
import { encodingLabel } from '../text/encoding.ts';
import { describeDialect } from './detect-dialect.ts';
import { isPlainCsv } from './plain-csv.ts';
import { readCsv } from './read-csv.ts';

/** A CSV file whose encoding and dialect are known. */
export function csvList(source: CsvSource): ListFile {
  const { file, dialect, size } = source;
  return {
    detected: `CSV, ${encodingLabel(file.encoding)}, ${describeDialect(dialect)}`,
    isSpreadsheet: true,
    size,
    source,
    rows: () => readCsv(file, dialect),
    isPlain: (signal) => isPlainCsv(file, dialect, signal),
  };
}
