/**
 * The kind of an error. It decides the exit code (`cli/errors.ts`) and nothing else:
 * `usage` the command is written wrongly · `not_found` no such contact or call · `not_set_up` a key, number or agent is
 * missing · `refused` a rule forbids it · `try_again` the same command may work later · `failed` anything else.
 */
export type ProblemKind = 'usage' | 'not_found' | 'not_set_up' | 'refused' | 'try_again' | 'failed';

export interface ProblemText {
  /** A stable snake_case code for programs: `contact_not_found`. */
  code: string;
  /** What happened, with the value, as one sentence for people. */
  message: string;
  /** What to do next, without naming commands, options or environment variables: those are in `cli/hints.ts`. */
  hint?: string | undefined;
  facts?: Facts;
  /** What programs need beside the code: in JSON, not for people. */
  details?: Readonly<Record<string, unknown>> | undefined;
}

/** Values of a problem from which a hint can be made. */
export type Facts = Readonly<Record<string, string | number>>;

/** An error that an operator can understand and act on. Anything else that is thrown is a bug. */
export class Problem extends Error {
  override readonly name = 'Problem';
  readonly kind: ProblemKind;
  readonly code: string;
  readonly hint: string | undefined;
  readonly facts: Facts;
  readonly details: ProblemText['details'];

  constructor(kind: ProblemKind, text: ProblemText, options?: ErrorOptions) {
    super(text.message, options);
    this.kind = kind;
    this.code = text.code;
    this.hint = text.hint;
    this.facts = text.facts ?? {};
    this.details = text.details;
  }
}

/** Returns the code of an error from Node or SQLite, such as `EACCES` or `SQLITE_BUSY`; undefined if it has none. */
export function errorCode(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}
