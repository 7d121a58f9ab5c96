import { type Facts, Problem, type ProblemKind } from '../../domain/problem.ts';
import type { PlaceResult } from './telephony.ts';

/** Failures of the account, the network or the moment, not of the call itself. */
export type Trouble = Extract<PlaceResult, { kind: 'account' | 'throttled' | 'not_retell' | 'unreachable' }>;

/**
 * What is wrong with Retell. Besides failures of a single request: `failing` one response after another is lost · `no_line` no
 * line is free · `clock_wrong` its clock is not this machine's · `unreadable` its responses do not follow its specification.
 */
export type TroubleKind = Trouble['kind'] | 'failing' | 'no_line' | 'clock_wrong' | 'unreadable' | 'refused';

const problems: Record<TroubleKind, { kind: ProblemKind; code: string; hint?: string }> = {
  account: {
    kind: 'not_set_up',
    code: 'retell_account',
  },
  throttled: {
    kind: 'try_again',
    code: 'retell_throttled',
    hint: 'Nothing was lost; the next run continues from here.',
  },
  no_line: {
    kind: 'try_again',
    code: 'retell_no_line',
    hint: 'They stay scheduled and lose no attempt; the next run continues.',
  },
  not_retell: {
    kind: 'try_again',
    code: 'not_retell',
  },
  unreachable: {
    kind: 'try_again',
    code: 'retell_unreachable',
    hint: 'Nothing was lost; the next run continues from here.',
  },
  failing: {
    kind: 'try_again',
    code: 'retell_failing',
    hint: 'The next runs find out what happened to them, and continue from here.',
  },
  clock_wrong: {
    kind: 'try_again',
    code: 'clock_wrong',
    hint: 'Set the clock of this machine. Nobody was called, and no call lost an attempt.',
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

interface TroubleOptions extends ErrorOptions {
  facts?: Facts;
  serverTime?: Date | undefined;
}

/** Trouble with Retell. It ends a run early; no call loses an attempt. */
export class TelephonyProblem extends Problem {
  readonly trouble: TroubleKind;
  /** When the server answered, by its own clock; undefined if it did not answer, or does not say. */
  readonly serverTime: Date | undefined;

  constructor(trouble: TroubleKind, message: string, { facts, serverTime, ...options }: TroubleOptions = {}) {
    const { kind, code, hint } = problems[trouble];
    super(kind, { code, message, hint, ...(facts && { facts }) }, options);
    this.trouble = trouble;
    this.serverTime = serverTime;
  }

  /** How long Retell asks to wait, ms. */
  get retryAfter(): number {
    return Number(this.facts['retryAfterMs'] ?? 0);
  }

  /** Whether only new calls are affected: Retell can still be asked about the others. Without credit it answers questions as well. */
  get concernsNewCallsOnly(): boolean {
    return this.trouble === 'throttled' || this.trouble === 'no_line' || this.trouble === 'account';
  }
}

/** Returns the problem for a request that failed. */
export function troubleProblem(
  trouble: Trouble,
  options?: ErrorOptions & { serverTime?: Date | undefined },
): TelephonyProblem {
  const facts = {
    ...('address' in trouble ? { address: trouble.address } : {}),
    ...('retryAfterMs' in trouble && trouble.retryAfterMs ? { retryAfterMs: trouble.retryAfterMs } : {}),
  };
  return new TelephonyProblem(trouble.kind, messageOf(trouble), { ...options, facts });
}

function messageOf(trouble: Trouble): string {
  switch (trouble.kind) {
    case 'account':
      return `Retell does not accept this account: ${trouble.reason}`;
    case 'throttled':
      return `Retell is throttling requests: ${trouble.reason}${waitText(trouble.retryAfterMs)}`;
    case 'not_retell':
      return `What answers at ${trouble.address} is not Retell: ${trouble.reason}`;
    case 'unreachable':
      return `Retell cannot be reached at ${trouble.address}: ${trouble.reason}`;
  }
}

function waitText(ms: number | undefined): string {
  return ms === undefined ? '' : `; it asks to wait ${Math.ceil(ms / 1000)} s`;
}
