import { leaseDuration } from '../../../domain/calls/claim.ts';
import type { Probe, Suspect } from '../../../domain/calls/outages/suspects.ts';
import type { Problem } from '../../../domain/problem.ts';
import type { Calling, PlacingCalling } from '../calling.ts';
import { decideDue } from '../decide-call.ts';
import { HaltProblem } from '../halts/halt-problem.ts';
import { OutageProblem } from '../outages/outage-problem.ts';
import { type PutBehind, placeDueAttempt } from '../place-attempt.ts';
import { calleeOf, type RunEvent } from '../run-events.ts';

/** The result for the next call. */
export interface NextResult {
  kind: RunEvent['kind'] | 'overslept' | 'stopped';
  /** Whether it counts towards the limit, and may have taken a line. */
  isAttempt: boolean;
  /** The call, if its answer may be its own or the account's. */
  suspect?: Suspect<PutBehind>;
  /** Why the run should end. */
  stopped?: Problem;
  reason?: string;
  /** What was thrown, if the call could not be decided. */
  cause?: unknown;
}

/**
 * Places the next call: claims it and writes its attempt, sends its request once, and records the result.
 *
 * @param dueBy leaves aside what became due later
 * @returns undefined if nothing is due
 */
export async function placeNext(
  calling: PlacingCalling,
  record: (event: RunEvent) => void,
  dueBy: Date | undefined,
): Promise<NextResult | undefined> {
  const { store, clock, account } = calling;
  const next = await store.claimNextDue({
    now: clock.now(),
    dueBy,
    spacing: calling.interval,
    account: await account.id(),
    lease: leaseDuration(calling),
    decide: decideDue(calling),
  });
  if (!next) return undefined;
  if (next.kind === 'outage')
    return { kind: 'stopped', isAttempt: false, stopped: new OutageProblem(next.outage) };
  if (next.kind === 'halted')
    return { kind: 'stopped', isAttempt: false, stopped: new HaltProblem(next.halt) };
  if (next.kind !== 'claimed') {
    const event = notPlaced(next);
    record(event);
    const cause =
      next.kind === 'postponed' && next.decision.kind === 'undecided' ? next.decision.cause : undefined;
    return { kind: event.kind, isAttempt: false, reason: event.reason, cause };
  }
  const callee = calleeOf(next.claim.call);
  const result = await placeDueAttempt(next.claim, calling, record);
  switch (result.kind) {
    case 'stopped':
      return result.suspect
        ? { kind: 'stopped', isAttempt: false, suspect: result.suspect }
        : { kind: 'stopped', isAttempt: true, stopped: result.problem };
    case 'overslept':
      return { kind: 'overslept', isAttempt: true };
    default:
      record({ ...callee, ...result });
      return { isAttempt: true, ...result };
  }
}

/** Returns what a call that was placed next shows about those that are suspect; undefined if nothing was due. */
export function probeOf(result: NextResult | undefined): Probe<PutBehind> {
  if (result?.suspect) return { kind: 'suspect', suspect: result.suspect };
  return { kind: result?.kind === 'placed' ? 'placed' : 'other' };
}

/** Records that a call which was put behind the others drew an answer of its own. */
export async function recordOwnRefusal(
  { claim, reason }: PutBehind,
  { store, clock, retryDelay }: Calling,
  record: (event: RunEvent) => void,
): Promise<void> {
  const nextAttemptAt = await store.recordOwnRefusal(claim, reason, { now: clock.now(), retryDelay });
  if (nextAttemptAt !== undefined)
    record({ ...calleeOf(claim.call), kind: 'refused', reason, nextAttemptAt });
}

type NotPlaced = Exclude<
  NonNullable<Awaited<ReturnType<Calling['store']['claimNextDue']>>>,
  { kind: 'claimed' | 'outage' | 'halted' }
>;

function notPlaced(next: NotPlaced): RunEvent & { reason: string } {
  const callee = { id: next.scheduledCallId, who: '', toNumber: '' };
  if (next.kind === 'forbidden')
    return { ...callee, kind: 'forbidden', reason: next.reason, code: next.code };
  const { decision } = next;
  const { reason, until, waitsFor } = decision;
  return decision.kind === 'wait'
    ? { ...callee, kind: 'postponed', reason, until, waitsFor, facts: decision.facts }
    : { ...callee, kind: 'undecided', reason, until };
}
