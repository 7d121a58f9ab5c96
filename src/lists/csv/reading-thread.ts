/** Runs in a thread of its own: reads a list, and sends the next batch for each message that it receives. */
import { parentPort, workerData } from 'node:worker_threads';
import { Problem, type ProblemKind } from '../../domain/problem.ts';
import type { Batch, Reading } from '../../operations/ports/list-file.ts';
import { readBatches } from '../read-batches.ts';
import { type CsvSource, readCsv } from './read-csv.ts';

/** The thread's `workerData`. */
export interface ThreadInput {
  source: CsvSource;
  reading: Reading;
}

/** A batch, or why there is none; neither after the last one. */
export interface ThreadMessage {
  batch?: Batch;
  problem?: { kind: ProblemKind; code: string; message: string; hint?: string | undefined };
}

const { source, reading }: ThreadInput = workerData;
const table = { isSpreadsheet: true, size: source.size, rows: () => readCsv(source) };
const batches = readBatches(table, reading);

async function next(): Promise<ThreadMessage> {
  try {
    const { value, done } = await batches.next();
    return done ? {} : { batch: value };
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    // An error loses its class on the way to another thread.
    const { kind, code, message, hint } = error;
    return { problem: { kind, code, message, hint } };
  }
}

parentPort?.on('message', async () => parentPort?.postMessage(await next()));
