import { Problem } from '../../domain/problem.ts';
import type { Context } from '../context.ts';
import { hintOf } from '../hints.ts';

/** Returns whether the operator can be asked for what a command line lacks. A script that wants JSON or CSV gets an error instead. */
export function canAsk({ terminal, output }: Pick<Context, 'terminal' | 'output'>): boolean {
  return !output.format.json && !output.format.csv && terminal.canPrompt;
}

/** Returns the problem of an argument that is missing, and that nobody can be asked for. */
export function missingArgument(name: string): Problem {
  return new Problem('usage', {
    code: 'missing_argument',
    message: `Missing required argument '${name}'.`,
  });
}

/** Returns why an input is refused, as it is shown at its question; undefined if `parse` accepts it. */
export function refusalOf(parse: () => unknown): string | undefined {
  try {
    parse();
    return undefined;
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    return [error.message, hintOf(error)].filter(Boolean).join(' ');
  }
}
