import { Problem, type ProblemKind } from '../../domain/problem.ts';
import type { PlaceOutcome } from './telephony.ts';

/** The failures that say nothing about a call and everything about the account, the network or the moment. */
export type Trouble = Extract<PlaceOutcome, { kind: 'account' | 'throttled' | 'unreachable' }>;

/**
 * What is the matter with Retell. Beside the failures of one request: `failing` it loses one answer after the other ·
 * `no_line` it has no free line · `unreadable` its answers are not what they should be.
 */
export type TroubleKind = Trouble['kind'] | 'failing' | 'no_line' | 'unreadable' | 'refused';

const words: Record<TroubleKind, { kind: ProblemKind; code: string; hint?: string }> = {
  account: {
    kind: 'not_set_up',
    code: 'retell_account',
  },
  throttled: {
    kind: 'try_again',
    code: 'retell_throttled',
    hint: 'Nothing was lost; the next run goes on from here.',
  },
  no_line: {
    kind: 'try_again',
    code: 'retell_no_line',
    hint: 'They wait, and no attempt is charged; the next run goes on.',
  },
  unreachable: {
    kind: 'try_again',
    code: 'retell_unreachable',
    hint: 'Nothing was lost; the next run goes on from here.',
  },
  failing: {
    kind: 'try_again',
    code: 'retell_failing',
    hint: 'What became of them is found out by the next runs, which go on from here.',
  },
  unreadable: {
    kind: 'try_again',
    code: 'retell_unreadable',
  },
  refused: {
    kind: 'failed',
    code: 'retell_refused',
  },
};

/** Trouble with Retell: it ends a run early, and is charged to no call. */
export class TelephonyProblem extends Problem {
  readonly trouble: TroubleKind;

  constructor(trouble: TroubleKind, message: string, options?: ErrorOptions) {
    const { kind, code, hint } = words[trouble];
    super(kind, { code, message, hint }, options);
    this.trouble = trouble;
  }

  /** Whether only new calls have to wait, and the others can be asked about all the same. */
  get concernsNewCallsOnly(): boolean {
    return this.trouble === 'throttled' || this.trouble === 'no_line';
  }
}

/** What an operator reads of a request that could not be made. */
export function troubleProblem(trouble: Trouble, options?: ErrorOptions): TelephonyProblem {
  return new TelephonyProblem(trouble.kind, messageOf(trouble), options);
}

function messageOf(trouble: Trouble): string {
  switch (trouble.kind) {
    case 'account':
      return `Retell does not accept this account: ${trouble.reason}`;
    case 'throttled':
      return `Retell asks for patience: ${trouble.reason}${waitText(trouble.retryAfterMs)}`;
    case 'unreachable':
      return `Retell cannot be reached: ${trouble.reason}`;
  }
}

function waitText(ms: number | undefined): string {
  return ms === undefined ? '' : `; it says to wait ${Math.ceil(ms / 1000)} s`;
}
