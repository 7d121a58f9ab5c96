import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { CsvError, parse } from 'csv-parse';
import { z } from 'zod';
import { Problem } from '../domain/problem.ts';

/** One row: its cells, and the line of the file on which it ends. */
export interface CsvRow {
  line: number;
  cells: string[];
}

const csvRow = z.object({ info: z.object({ lines: z.number() }), record: z.array(z.string()) });

/**
 * The rows of a CSV file as they stand in it, the header first; empty lines are left out, and rows may differ in length.
 *
 * @param called what errors call the file
 * @throws Problem `file_not_found`, `file_unreadable`, or `invalid_csv` with the line
 */
export async function* readCsv(path: string, called: string): AsyncGenerator<CsvRow> {
  const parser = parse({
    bom: true,
    info: true,
    relax_column_count: true,
    skip_empty_lines: true,
    // A cell this long is a quote that was never closed.
    max_record_size: 1_000_000,
  });
  const reading = pipeline(createReadStream(path), decoded, parser);
  // The failure is thrown by the loop below, where somebody listens.
  reading.catch(() => undefined);
  try {
    for await (const row of parser) {
      const { info, record } = csvRow.parse(row);
      if (record.some((cell) => cell.trim() !== '')) yield { line: info.lines, cells: record };
    }
    await reading;
  } catch (error) {
    throw csvProblem(error, called);
  }
}

async function* decoded(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  for await (const chunk of chunks) yield decoder.decode(chunk, { stream: true });
  yield decoder.decode();
}

function csvProblem(error: unknown, called: string): unknown {
  const cause = { cause: error };
  if (error instanceof CsvError) {
    const line = 'lines' in error ? `, line ${String(error['lines'])}` : '';
    return new Problem(
      'usage',
      {
        code: 'invalid_csv',
        message: `${called} is not proper CSV${line}: ${error.message}`,
        hint: 'Nothing was imported. Mend that line, or export the list again as CSV (UTF-8).',
      },
      cause,
    );
  }
  if (!(error instanceof Error) || !('code' in error)) return error;
  if (error.code === 'ERR_ENCODING_INVALID_ENCODED_DATA') {
    return new Problem(
      'usage',
      {
        code: 'not_utf8',
        message: `${called} is not written in UTF-8.`,
        hint: 'Nothing was imported. Export the list again as “CSV UTF-8”.',
      },
      cause,
    );
  }
  if (error.code === 'ENOENT') {
    return new Problem('usage', { code: 'file_not_found', message: `There is no file ${called}.` }, cause);
  }
  if (error.code === 'EISDIR') {
    return new Problem(
      'usage',
      { code: 'file_not_found', message: `${called} is a folder, not a file.` },
      cause,
    );
  }
  return new Problem(
    'usage',
    { code: 'file_unreadable', message: `${called} cannot be read (${String(error.code)}).` },
    cause,
  );
}
