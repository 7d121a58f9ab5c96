import type { Call, CallReport } from '../../domain/calls/call.ts';
import type { TelephonyProblem } from '../ports/telephony-trouble.ts';

/** What the operator is told as a run goes on. `id` is the scheduled call's, null for a call made at once. */
export type RunEvent = { id: number | null; who: string; toNumber: string } & (
  | { kind: 'placed'; report: CallReport }
  | { kind: 'refused'; reason: string; nextAttemptAt: Date | null }
  | { kind: 'unknown'; reason: string }
  | { kind: 'found'; report: CallReport }
  | { kind: 'still_unknown'; reason: string }
  | { kind: 'left_to_operator'; reason: string }
  | { kind: 'unpreparable'; reason: string }
  | { kind: 'changed'; call: Call }
);

/** What a run did. */
export interface RunResult {
  /** Scheduled calls that an attempt was made for, or that were settled. */
  processed: number;
  succeeded: number;
  failed: number;
  /** One line for each that did not succeed, with its id and number. */
  errors: string[];
  /** How many more were due than Retell had free lines for, or more than that where there are too many to count. */
  waiting: { calls: number; orMore: boolean };
  /** Why the run ended early, if it did. */
  stopped: TelephonyProblem | undefined;
}

/** Counts events into a result, and passes them on. */
export function tally(onEvent: (event: RunEvent) => void) {
  const result: RunResult = {
    processed: 0,
    succeeded: 0,
    failed: 0,
    errors: [],
    waiting: { calls: 0, orMore: false },
    stopped: undefined,
  };
  const record = (event: RunEvent) => {
    if (event.kind !== 'still_unknown' && event.kind !== 'changed') result.processed++;
    if (event.kind === 'placed' || event.kind === 'found') result.succeeded++;
    if (event.kind === 'refused' || event.kind === 'unpreparable') result.failed++;
    if ('reason' in event && event.kind !== 'still_unknown') result.errors.push(errorLine(event));
    onEvent(event);
  };
  return { result, record };
}

function errorLine(event: RunEvent & { reason: string }): string {
  const call = event.id === null ? 'A call made at once' : `Scheduled call ${event.id}`;
  const whom = [event.who, event.toNumber].filter(Boolean).join(', ');
  return `${call}${whom ? ` (${whom})` : ''}: ${event.kind === 'unknown' || event.kind === 'left_to_operator' ? 'fate unknown, ' : ''}${event.reason}`;
}
