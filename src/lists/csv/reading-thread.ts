/** A thread that reads a list: it is told what to read at its start, and answers each message with the next batch. */
import { parentPort, workerData } from 'node:worker_threads';
import { Problem, type ProblemKind } from '../../domain/problem.ts';
import type { CsvSource } from '../../operations/ports/list-file.ts';
import { type Batch, type Reading, readBatches } from '../read-batches.ts';
import { csvList } from './csv-list.ts';

export interface ToRead {
  source: CsvSource;
  reading: Reading;
}

/** A batch, or why there is none; neither after the last. */
export interface WasRead {
  batch?: Batch;
  problem?: { kind: ProblemKind; code: string; message: string; hint?: string };
}

const { source, reading }: ToRead = workerData;
const batches = readBatches(csvList(source), reading);

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
