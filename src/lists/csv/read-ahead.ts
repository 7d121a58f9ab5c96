import { on } from 'node:events';
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { Problem } from '../../domain/problem.ts';
import type { CsvSource, ListFile } from '../../operations/ports/list-file.ts';
import { type Batch, type Reading, readBatches } from '../read-batches.ts';
import type { ToRead, WasRead } from './reading-thread.ts';

/** Bytes of a list for which a thread is worth its start. */
const longList = 2_000_000;

/** Of the thread: what is young in it is of one batch, and soon sent. */
const maxYoungGenerationSizeMb = 6;

/** Batches that are read before they are asked for. */
const ahead = 2;

/** As `readBatches`; a long CSV file is read by a thread of its own, so that the next rows are read while these are saved. */
export function readAhead(list: ListFile, reading: Reading): AsyncGenerator<Batch> {
  const { source, size } = list;
  return source && size >= longList && availableParallelism() > 1
    ? readInThread({ source, reading })
    : readBatches(list, reading);
}

async function* readInThread(toRead: { source: CsvSource; reading: Reading }): AsyncGenerator<Batch> {
  const workerData: ToRead = toRead;
  // As the bundle has it, beside this program's other files.
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
