/** Runs in a thread: reads a list, and responds to each message with the next batch. */
import { parentPort, workerData } from 'node:worker_threads';
import { Problem, type ProblemKind } from '../../domain/problem.ts';
import type { Batch, Reading } from '../../operations/ports/list-file.ts';
import { readBatches } from '../read-batches.ts';
import { type CsvSource, readCsv } from './read-csv.ts';

export interface ToRead {
  source: CsvSource;
  reading: Reading;
}

/** A batch, or why there is none; neither after the last one. */
export interface WasRead {
  batch?: Batch;
  problem?: { kind: ProblemKind; code: string; message: string; hint?: string };
}

const { source, reading }: ToRead = workerData;
const table = { isSpreadsheet: true, size: source.size, rows: () => readCsv(source) };
const batches = readBatches(table, reading);

async function next(): Promise<WasRead> {
  try {
    const { value, done } = await batches.next();
    return done ? {} : { batch: value };
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    const { kind, code, message, hint } = error;
    return { problem: { kind, code, message, ...(hint === undefined ? {} : { hint }) } };
  }
}

parentPort?.on('message', async () => parentPort?.postMessage(await next()));
