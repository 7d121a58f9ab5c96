import type { Facts, ProblemKind, ProblemText } from '../../domain/problem.ts';
import type { Batch, ListFile, ListHead, ListOptions, Reading } from '../../operations/ports/list-file.ts';

/** The thread's `workerData`. */
export interface ThreadInput {
  path: string;
  options: ListOptions;
}

/** What the thread is asked. The first request for a batch says how to read the rows, and starts over. */
export type ThreadRequest = { ask: 'open' } | { ask: 'head' } | { ask: 'batch'; reading?: Reading };

/** What it answers. There is no batch after the last one. */
export interface ThreadAnswer {
  opened?: Pick<ListFile, 'detected' | 'size' | 'digest'>;
  head?: ListHead | undefined;
  batch?: Batch | undefined;
  problem?: {
    kind: ProblemKind;
    code: string;
    message: string;
    hint?: string | undefined;
    facts: Facts;
    details: ProblemText['details'];
  };
}

export type ThreadMessage = { answer: ThreadAnswer } | { progress: { rows: number; share: number } };
