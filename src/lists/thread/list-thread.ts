import { Worker } from 'node:worker_threads';
import { errorCode, Problem } from '../../domain/problem.ts';
import { tooLarge, tooSlow } from '../list-problems.ts';
import type { ThreadAnswer, ThreadInput, ThreadMessage, ThreadRequest } from './messages.ts';

export interface ThreadLimits {
  /** The thread's code. */
  file: URL;
  /** How long it may take to answer, or to report progress, ms. */
  deadline: number;
  /** Keeps the thread's memory small if hardly anything in it outlives a batch. */
  maxYoungGenerationSizeMb?: number;
}

/** In MB: a workbook as large as is read takes some 600. What is outside of V8's heap, this does not limit. */
const maxOldGenerationSizeMb = 2000;

interface Pending {
  resolve: (answer: ThreadAnswer) => void;
  reject: (error: unknown) => void;
  onProgress: ((rows: number, share: number) => void) | undefined;
}

/** A thread that reads a list. Whatever is in the list, this thread stays free, and the other can be ended. */
export class ListThread {
  readonly #worker: Worker;
  readonly #label: string;
  readonly #deadline: number;
  readonly #pending: Pending[] = [];
  #timer: NodeJS.Timeout | undefined;

  constructor(workerData: ThreadInput, { file, deadline, maxYoungGenerationSizeMb }: ThreadLimits) {
    const young = maxYoungGenerationSizeMb === undefined ? {} : { maxYoungGenerationSizeMb };
    this.#worker = new Worker(file, { workerData, resourceLimits: { maxOldGenerationSizeMb, ...young } });
    this.#label = workerData.options.label;
    this.#deadline = deadline;
    // A thread with nothing to do must not keep the process running.
    this.#worker.unref();
    this.#worker.on('message', (message: ThreadMessage) => this.#receive(message));
    this.#worker.on('error', (error) =>
      this.#fail(errorCode(error) === outOfMemory ? this.#tooLarge() : error),
    );
  }

  /** Returns the answer to a request; the thread answers in order. @throws Problem of the list, or if it takes too long */
  async ask(request: ThreadRequest, onProgress?: Pending['onProgress']): Promise<ThreadAnswer> {
    const answer = await new Promise<ThreadAnswer>((resolve, reject) => {
      this.#pending.push({ resolve, reject, onProgress });
      if (this.#pending.length === 1) this.#restart();
      this.#worker.ref();
      this.#worker.postMessage(request);
    });
    if (answer.problem) throw new Problem(answer.problem.kind, answer.problem);
    return answer;
  }

  /** Ends the thread, whatever it is doing. Open requests are never answered. */
  end(): void {
    clearTimeout(this.#timer);
    void this.#worker.terminate();
  }

  #receive(message: ThreadMessage): void {
    this.#restart();
    if ('progress' in message) {
      this.#pending[0]?.onProgress?.(message.progress.rows, message.progress.share);
      return;
    }
    const answered = this.#pending.shift();
    if (this.#pending.length === 0) {
      clearTimeout(this.#timer);
      this.#worker.unref();
    }
    answered?.resolve(message.answer);
  }

  #restart(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#fail(tooSlow(this.#label, this.#deadline)), this.#deadline);
  }

  #fail(error: unknown): void {
    this.end();
    for (const { reject } of this.#pending.splice(0)) reject(error);
  }

  #tooLarge(): Problem {
    return tooLarge(
      this.#label,
      'a list that does not fit into memory',
      'Save it as CSV UTF-8, which can be any size.',
    );
  }
}

const outOfMemory = 'ERR_WORKER_OUT_OF_MEMORY';
