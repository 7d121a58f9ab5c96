import type { ListFile } from '../../operations/ports/list-file.ts';
import { encodingLabel } from '../text/encoding.ts';
import type { TextFile } from '../text/text-file.ts';
import { type Dialect, describeDialect } from './delimiter.ts';
import { isPlainCsv } from './plain-csv.ts';
import { readCsv } from './read-csv.ts';

/** All that is needed to read a CSV file, as plain data: it can be sent to another thread. */
export interface CsvSource {
  file: TextFile;
  dialect: Dialect;
  /** Bytes. */
  size: number;
}

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
