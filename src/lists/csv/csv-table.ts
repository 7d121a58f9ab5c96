import { on } from 'node:events';
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { Problem } from '../../domain/problem.ts';
import type { Batch, Reading } from '../../operations/ports/list-file.ts';
import type { Table } from '../table.ts';
import { encodingLabel } from '../text/encoding.ts';
import { describeDialect } from './dialect.ts';
import { type CsvSource, readCsv } from './read-csv.ts';
import type { ToRead, WasRead } from './reading-thread.ts';

/** Bytes from which on a list is worth starting a thread. */
const longList = 2_000_000;

/** Batches that the thread reads ahead of the one that is being saved. */
const ahead = 2;

/** Keeps the thread's heap small: little of a batch outlives it. */
const maxYoungGenerationSizeMb = 6;

/** Returns a CSV file as a table. */
export function csvTable(source: CsvSource): Table {
  const { file, dialect, size } = source;
  const isWorthAThread = size >= longList && availableParallelism() > 1;
  return {
    detected: `CSV, ${encodingLabel(file.encoding)}, ${describeDialect(dialect)}`,
    isSpreadsheet: true,
    isChecked: false,
    size,
    rows: () => readCsv(source),
    ...(isWorthAThread ? { readBatches: (reading) => readInThread({ source, reading }) } : {}),
  };
}

/** Reads batches in a thread of its own: while one is saved, the next are read. */
async function* readInThread(toRead: { source: CsvSource; reading: Reading }): AsyncGenerator<Batch> {
  const workerData: ToRead = toRead;
  // In the built program the thread's code is a file beside this one.
  const worker = new Worker(new URL('./reading-thread.cjs', import.meta.url), {
    workerData,
    resourceLimits: { maxYoungGenerationSizeMb },
  });
  const askForNext = () => worker.postMessage('next');
  try {
    const messages = on(worker, 'message');
    for (let n = 0; n < ahead; n++) askForNext();
    for await (const [message] of messages) {
      const { batch, problem }: WasRead = message;
      if (problem) throw new Problem(problem.kind, problem);
      if (!batch) return;
      askForNext();
      yield batch;
    }
  } finally {
    await worker.terminate();
  }
}
