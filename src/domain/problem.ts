/**
 * What sort of trouble an error is. It decides the exit code (`cli/errors.ts`) and nothing else:
 * `usage` the words are wrong · `not_found` no such contact or call · `not_set_up` a key, number or agent is
 * missing · `refused` a rule forbids it · `try_again` the same command may work later · `failed` anything else.
 */
export type ProblemKind = 'usage' | 'not_found' | 'not_set_up' | 'refused' | 'try_again' | 'failed';

export interface ProblemText {
  /** A stable snake_case word for programs, e.g. `contact_not_found`. */
  code: string;
  /** What happened, with the value, in one sentence for people. */
  message: string;
  /** What to do next, as far as it can be said without commands, options and environment variables: `cli/hints.ts` has those. */
  hint?: string | undefined;
  facts?: Facts;
}

/** Values of a problem for whoever says what to do next. */
export type Facts = Readonly<Record<string, string | number>>;

/** An error that an operator can understand and act on. Everything else that is thrown is a bug. */
export class Problem extends Error {
  override readonly name = 'Problem';
  readonly kind: ProblemKind;
  readonly code: string;
  readonly hint: string | undefined;
  readonly facts: Facts;

  constructor(kind: ProblemKind, text: ProblemText, options?: ErrorOptions) {
    super(text.message, options);
    this.kind = kind;
    this.code = text.code;
    this.hint = text.hint;
    this.facts = text.facts ?? {};
  }
}

/** The code of an error of Node or SQLite, `EACCES` or `SQLITE_BUSY`; undefined for any other. */
export function errorCode(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}
