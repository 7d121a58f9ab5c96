import type { Call, CallReport } from '../../domain/calls/call.ts';
import type { WaitsFor } from '../../domain/calls/scheduled-call.ts';
import type { Problem } from '../../domain/problem.ts';

/**
 * What happens in a run, as it happens. `id` is the scheduled call's, null for a call made at once.
 *
 * `found`: an unconfirmed call turned out to be placed · `still_unknown`: not yet · `left_to_operator`: it is not sent again ·
 * `forbidden`: a gate refused it, and it has failed · `postponed`: a gate has it wait · `undecided`: no gate could tell, so it waits
 * · `changed`: a placed call stands otherwise than before.
 */
export type RunEvent = { id: number | null; who: string; toNumber: string } & (
  | { kind: 'placed'; report: CallReport }
  | { kind: 'refused'; reason: string; nextAttemptAt: Date | null }
  | { kind: 'unknown'; reason: string }
  | { kind: 'found'; report: CallReport }
  | { kind: 'still_unknown'; reason: string }
  | { kind: 'left_to_operator'; reason: string }
  | { kind: 'forbidden'; reason: string }
  | { kind: 'postponed'; reason: string; until: Date; waitsFor: WaitsFor }
  | { kind: 'undecided'; reason: string; until: Date }
  | { kind: 'changed'; call: Call }
);

/** Returns whom a call is to, for an event. */
export function calleeOf({
  scheduledCallId,
  dynamicVariables,
  toNumber,
}: Call): Pick<RunEvent, 'id' | 'who' | 'toNumber'> {
  return { id: scheduledCallId, who: dynamicVariables['contact_name'] ?? '', toNumber };
}

/** What a run did. */
export interface RunResult {
  /** Calls for which an attempt was made, or that were settled. */
  processed: number;
  succeeded: number;
  failed: number;
  /** One line for each that did not succeed, with its id and number. */
  errors: string[];
  /** Scheduled calls that are due again later. */
  postponed: number;
  /** How many more were due than Retell had free lines for; `orMore` where there are too many to count. */
  waiting: Waiting;
  /** Why the run ended early; undefined if it did not. */
  stopped: Problem | undefined;
}

export interface Waiting {
  calls: number;
  orMore: boolean;
}

export const noneWaiting: Waiting = { calls: 0, orMore: false };

/** Counts the events of a run. */
export class Tally {
  #processed = 0;
  #succeeded = 0;
  #failed = 0;
  #postponed = 0;
  readonly #errors: string[] = [];

  add(event: RunEvent): void {
    if (!isWithoutAttempt.has(event.kind)) this.#processed++;
    if (event.kind === 'placed' || event.kind === 'found') this.#succeeded++;
    if (event.kind === 'refused' || event.kind === 'forbidden') this.#failed++;
    if (event.kind === 'postponed' || event.kind === 'undecided') this.#postponed++;
    if ('reason' in event && event.kind !== 'still_unknown' && event.kind !== 'postponed')
      this.#errors.push(errorLine(event));
  }

  counts(): Pick<RunResult, 'processed' | 'succeeded' | 'failed' | 'postponed' | 'errors'> {
    return {
      processed: this.#processed,
      succeeded: this.#succeeded,
      failed: this.#failed,
      errors: this.#errors,
      postponed: this.#postponed,
    };
  }
}

const isWithoutAttempt: ReadonlySet<RunEvent['kind']> = new Set([
  'still_unknown',
  'changed',
  'postponed',
  'undecided',
]);

function errorLine(event: RunEvent & { reason: string }): string {
  const call = event.id === null ? 'A call made at once' : `Scheduled call ${event.id}`;
  const whom = [event.who, event.toNumber].filter(Boolean).join(', ');
  const isUnconfirmed = event.kind === 'unknown' || event.kind === 'left_to_operator';
  return `${call}${whom ? ` (${whom})` : ''}: ${isUnconfirmed ? 'unconfirmed, ' : ''}${event.reason}`;
}
