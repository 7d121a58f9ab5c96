/** Runs in a thread of its own: opens a list, and answers what it is asked, in order. */
import { parentPort, workerData } from 'node:worker_threads';
import { Problem } from '../../domain/problem.ts';
import type { Batch, ListFile } from '../../operations/ports/list-file.ts';
import { openList } from '../open-list.ts';
import type { ThreadAnswer, ThreadInput, ThreadMessage, ThreadRequest } from './messages.ts';

const { path, options }: ThreadInput = workerData;
let list: ListFile | undefined;
let batches: AsyncGenerator<Batch> | undefined;

async function answer(request: ThreadRequest): Promise<ThreadAnswer> {
  list ??= await openList(path, options);
  if (request.ask === 'open') {
    const { detected, size, digest } = list;
    return { opened: { detected, size, digest } };
  }
  if (request.ask === 'head') {
    const onProgress = (rows: number, share: number) => post({ progress: { rows, share } });
    return { head: await list.readHead({ signal: new AbortController().signal, onProgress }) };
  }
  if (request.reading) batches = list.readBatches(request.reading);
  const next = await batches?.next();
  return { batch: next?.done ? undefined : next?.value };
}

/** An error loses its class on the way to another thread; any but a Problem ends this one. */
async function answerOrProblem(request: ThreadRequest): Promise<ThreadAnswer> {
  try {
    return await answer(request);
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    const { kind, code, message, hint, facts, details } = error;
    return { problem: { kind, code, message, hint, facts, details } };
  }
}

function post(message: ThreadMessage): void {
  parentPort?.postMessage(message);
}

let last = Promise.resolve();
parentPort?.on('message', (request: ThreadRequest) => {
  last = last.then(async () => post({ answer: await answerOrProblem(request) }));
});
