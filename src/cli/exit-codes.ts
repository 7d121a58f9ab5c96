import type { ProblemKind } from '../domain/problem.ts';

/** The exit codes, which scripts rely on; `help exit-codes` documents them. */
export const exitCodes = {
  done: 0,
  failed: 1,
  usage: 2,
  not_found: 3,
  not_set_up: 4,
  refused: 5,
  partly_done: 6,
  try_again: 75,
  interrupted: 130,
  terminated: 143,
} as const satisfies Record<ProblemKind | 'done' | 'partly_done' | 'interrupted' | 'terminated', number>;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];
