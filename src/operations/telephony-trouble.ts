import { Problem } from '../domain/problem.ts';
import type { PlaceOutcome } from './telephony.ts';

/** The failures that say nothing about the call and everything about the account, the network or the moment. */
export type Trouble = Extract<PlaceOutcome, { kind: 'account' | 'throttled' | 'unreachable' }>;

/** What an operator reads when Retell cannot be worked with: it stops a run, and is charged to no call. */
export function troubleProblem(trouble: Trouble, options?: ErrorOptions): Problem {
  switch (trouble.kind) {
    case 'account':
      return new Problem(
        'not_set_up',
        {
          code: 'retell_account',
          message: `Retell does not accept this account: ${trouble.reason}`,
          hint: "Check RETELL_API_KEY ('voicebot config' shows where it comes from) and the account in Retell's dashboard.",
        },
        options,
      );
    case 'throttled':
      return tryAgain(
        'retell_throttled',
        `Retell asks for patience: ${trouble.reason}${waitText(trouble.retryAfterMs)}`,
        options,
      );
    case 'unreachable':
      return tryAgain('retell_unreachable', `Retell cannot be reached: ${trouble.reason}`, options);
  }
}

function waitText(ms: number | undefined): string {
  return ms === undefined ? '' : `; it says to wait ${Math.ceil(ms / 1000)} s`;
}

function tryAgain(code: string, message: string, options?: ErrorOptions): Problem {
  return new Problem(
    'try_again',
    { code, message, hint: 'Nothing was lost; the next run goes on from here.' },
    options,
  );
}
