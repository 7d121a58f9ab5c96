import { type Facts, Problem, type ProblemKind } from '../../domain/problem.ts';

/** The result of one check. */
export type Check = { name: string; message: string } & (
  | { status: 'ok' }
  | ({ status: 'warning' } & Advice)
  | ({ status: 'failed'; kind: ProblemKind } & Advice)
);

/** What to do next: a hint, or a code and facts from which the command line makes one. */
export interface Advice {
  code: string;
  hint?: string | undefined;
  facts: Facts;
}

export function ok(name: string, message: string): Check {
  return { name, status: 'ok', message };
}

/** Returns a warning. @param advice what to do next; its code defaults to the check's name */
export function warning(name: string, message: string, advice: Partial<Advice> = {}): Check {
  return { name, status: 'warning', message, code: name, facts: {}, ...advice };
}

/** Runs a check, and those that depend on it. If it throws a Problem, returns that as a failed check. */
export async function runCheck(name: string, check: () => Promise<Check | Check[]>): Promise<Check[]> {
  try {
    return [await check()].flat();
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    const { message, kind, code, hint, facts } = error;
    return [{ name, status: 'failed', message, kind, code, hint, facts }];
  }
}
/** So many are read; nobody reads all. */
const shownItems = 12;

/** Formats the first of many items, each once; `(none)` for none. */
export function shortList(items: readonly string[]): string {
  const distinct = [...new Set(items)];
  if (distinct.length === 0) return '(none)';
  const shown = distinct.slice(0, shownItems).join(', ');
  return distinct.length > shownItems ? `${shown} and ${distinct.length - shownItems} more` : shown;
}
