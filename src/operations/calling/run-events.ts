import type { Call, HeldBecause } from '../../domain/calls/call.ts';
import type { CallbackLeft } from '../../domain/calls/callbacks/callback.ts';
import type { Halt } from '../../domain/calls/halts/halt.ts';
import type { NotDialled } from '../../domain/calls/outcomes/not-dialled.ts';
import type { CallReport } from '../../domain/calls/outcomes/report.ts';
import type { WaitsFor } from '../../domain/calls/scheduled-call.ts';
import type { OptOut } from '../../domain/contacts/suppression/opt-out.ts';
import type { Facts, Problem } from '../../domain/problem.ts';
import type { PausedByFailures, ReportedCall } from '../ports/call-ledger.ts';

/**
 * An event of a run, reported as it happens. `id` is that of the scheduled call; null for an immediate call.
 *
 * `found`: an unconfirmed call turns out to have been placed · `still_unknown`: not yet · `left_to_operator`: it is not sent again ·
 * `overdue`: calls were due while no run came · `forbidden`: a gate refused it, so it has failed · `postponed`: a gate made it wait · `undecided`: a record cannot be read, so it waits ·
 * `placed_twice`: Retell lists two calls of one attempt, so a phone may have rung twice · `moved`: the database was last
 * used on another machine, so Retell is asked about this many calls first · `not_dialled`: Retell reports that no phone rang ·
 * `opted_out`: a person asked, or may have asked, not to be called again, so the number is on the do-not-call list ·
 * `callback_left`: a person asked to be called back, and the operator has to decide when ·
 * `campaign_paused`: too many calls of the campaign fail on our side, this one the latest ·
 * `recording_not_kept`: it is tried again · `set_aside`: a record in the ledger cannot be read · `changed`: Retell reports something new about a placed call.
 */
export type RunEvent = { id: number | null; who: string; toNumber: string } & (
  | { kind: 'placed'; report: CallReport }
  | { kind: 'refused'; reason: string; nextAttemptAt: Date | null }
  | { kind: 'unknown'; reason: string }
  | { kind: 'found'; report: CallReport }
  | { kind: 'placed_twice'; reason: string }
  | { kind: 'still_unknown'; reason: string }
  | { kind: 'left_to_operator'; reason: string; heldBecause: HeldBecause }
  | { kind: 'forbidden'; reason: string; code: string }
  | { kind: 'postponed'; reason: string; until: Date; waitsFor: WaitsFor; facts?: Facts | undefined }
  | { kind: 'undecided'; reason: string; until: Date }
  | { kind: 'overdue'; lastRunAt: Date | null; moved: number; missed: number; inTime: number }
  | { kind: 'moved'; calls: number }
  | { kind: 'set_aside'; reason: string }
  | { kind: 'recording_not_kept'; why: string }
  | { kind: 'changed'; call: Call }
  | ({ kind: 'not_dialled' } & NotDialled)
  | ({ kind: 'opted_out' } & OptOut)
  | ({ kind: 'callback_left' } & CallbackLeft)
  | ({ kind: 'campaign_paused' } & PausedByFailures)
);

/** Returns what an event says of a call that Retell accepted, and whose phone did not ring. */
export function notDialledEvent(notDialled: NotDialled): { kind: 'not_dialled' } & NotDialled {
  return { kind: 'not_dialled', ...notDialled };
}

/** Returns the events for what follows a report that the operator has to know: what the person said, and that their campaign is paused. */
export function followingEvents(
  call: Call,
  { optOut, callbackLeft, paused }: Partial<Pick<ReportedCall, 'optOut' | 'callbackLeft' | 'paused'>>,
): RunEvent[] {
  const callee = calleeOf(call);
  return [
    ...(optOut ? [{ ...callee, kind: 'opted_out' as const, ...optOut }] : []),
    ...(callbackLeft ? [{ ...callee, kind: 'callback_left' as const, ...callbackLeft }] : []),
    ...(paused ? [{ ...callee, kind: 'campaign_paused' as const, ...paused }] : []),
  ];
}

/** Returns what identifies a call in an event: the scheduled call's id and the person who is called. */
export function calleeOf({
  scheduledCallId,
  dynamicVariables,
  toNumber,
}: Call): Pick<RunEvent, 'id' | 'who' | 'toNumber'> {
  return { id: scheduledCallId, who: dynamicVariables['contact_name'] ?? '', toNumber };
}

/** The result of a run. */
export interface RunResult {
  /** Calls that were attempted or settled. */
  processed: number;
  succeeded: number;
  failed: number;
  /** A line for each call that did not succeed, with its id and number. */
  errors: string[];
  /** Scheduled calls that will be due again later. */
  postponed: number;
  /** Those that failed because they were found too late. */
  missed: number;
  /** How many calls were due for which Retell had no free line; `orMore` if there are too many to count. */
  waiting: Waiting;
  /** Why the run ended early; undefined if it did not. */
  stopped: Problem | undefined;
  /** Whether the operator knows why: an outage stands of which they were told less than an hour ago. */
  isKnown: boolean;
  /** The halt that stands, and whether no run has told the operator of it before; undefined if none stands. */
  halted: { halt: Halt; isNews: boolean } | undefined;
}

export interface Waiting {
  calls: number;
  orMore: boolean;
}

export const noneWaiting: Waiting = { calls: 0, orMore: false };

/** Returns whether an event says that Retell dials no call of the account. */
export function concernsAccount(event: RunEvent): boolean {
  return event.kind === 'not_dialled' && event.concernsAccount;
}

/** Counts the events of a run. */
export class Tally {
  #processed = 0;
  #succeeded = 0;
  #failed = 0;
  #postponed = 0;
  #missed = 0;
  readonly #errors: string[] = [];
  /** Whether a call was not dialled because of the account. */
  concernsAccount = false;

  add(event: RunEvent): void {
    if (concernsAccount(event)) this.concernsAccount = true;
    if (!isWithoutAttempt.has(event.kind)) this.#processed++;
    if (event.kind === 'placed' || event.kind === 'found') this.#succeeded++;
    if (event.kind === 'refused' || event.kind === 'forbidden') this.#failed++;
    if (event.kind === 'forbidden' && event.code === 'missed') this.#missed++;
    if (event.kind === 'postponed' || event.kind === 'undecided') this.#postponed++;
    if ('reason' in event && event.kind !== 'still_unknown' && event.kind !== 'postponed')
      this.#errors.push(errorLine(event));
  }

  counts(): Pick<RunResult, 'processed' | 'succeeded' | 'failed' | 'postponed' | 'missed' | 'errors'> {
    return {
      processed: this.#processed,
      succeeded: this.#succeeded,
      failed: this.#failed,
      errors: this.#errors,
      postponed: this.#postponed,
      missed: this.#missed,
    };
  }
}

const isWithoutAttempt: ReadonlySet<RunEvent['kind']> = new Set([
  'still_unknown',
  'placed_twice',
  'set_aside',
  'changed',
  'not_dialled',
  'opted_out',
  'callback_left',
  'campaign_paused',
  'moved',
  'recording_not_kept',
  'overdue',
  'postponed',
  'undecided',
]);

function errorLine(event: RunEvent & { reason: string }): string {
  const call = event.id === null ? 'Immediate call' : `Scheduled call ${event.id}`;
  const whom = [event.who, event.toNumber].filter(Boolean).join(', ');
  const isUnconfirmed = event.kind === 'unknown' || event.kind === 'left_to_operator';
  return `${call}${whom ? ` (${whom})` : ''}: ${isUnconfirmed ? 'unconfirmed, ' : ''}${event.reason}`;
}
