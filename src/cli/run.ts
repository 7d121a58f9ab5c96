import type { Context } from './context.ts';
import type { ExitCode } from './exit-codes.ts';
import type { Parts } from './parts.ts';

/** A command acts on what was parsed; it answers with the exit code where that is not 0. */
export type Act = (context: Context) => Promise<ExitCode | undefined>;

/** Hands a command its context. Parsing needs none, so `--help` needs no key and no database. */
export type Run = (act: Act) => Promise<void>;

/** Runs a whole command line with other parts: how the demo types its commands. */
export type RunWords = (words: string[], parts: Parts) => Promise<number>;
