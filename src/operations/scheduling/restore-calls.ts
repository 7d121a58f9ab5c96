import type { ScheduledCall } from '../../domain/calls/scheduled-call.ts';
import { decideRestore, timeOfRestored, whyNotRestorable } from '../../domain/calls/scheduling/restore.ts';
import { Problem } from '../../domain/problem.ts';
import type { Clock } from '../../domain/time/clock.ts';
import { type DueContext, decideByGates, questionOfDue, readerOf } from '../calling/deciding/gate-facts.ts';
import type { DecideRestore, RestoreResult, ScheduledCallStore } from '../ports/scheduled-call-store.ts';
import { noSuchScheduledCall } from './call-problems.ts';
import type { SkippedCall } from './retry-calls.ts';

/** How many calls to restore in one transaction, and the pause between two, ms: claims must not wait long for the lock. */
const batchSize = 200;
const pause = 5;

export interface Restoring extends Omit<DueContext, 'lastRunAt'> {
  store: Pick<ScheduledCallStore, 'restoreScheduledCalls'>;
  clock: Pick<Clock, 'now' | 'sleep'>;
  /** When they are due again; undefined for when they were. */
  at: Date | undefined;
}

/** What came of restoring calls. */
export interface RestoredCalls {
  restored: number[];
  notRestored: (SkippedCall & { code?: string })[];
}

/**
 * Schedules calls again that were cancelled. They pass what `scheduleCalls` asks of new ones, and the gates: none comes back whose time
 * has gone by, that must not be made, or whose person already waits for a call.
 *
 * @throws Problem `refused` with the code of the rule, `not_cancelled` or `scheduled_call_not_found`, if none of `ids` comes back
 */
export async function restoreCalls(ids: readonly number[], restoring: Restoring): Promise<RestoredCalls> {
  const { store, clock } = restoring;
  const all: RestoreResult = { restored: [], refused: [], notCancelled: [], missing: [] };
  for (let done = 0; done < ids.length; done += batchSize) {
    if (done > 0) await clock.sleep(pause);
    const [batch, now] = [ids.slice(done, done + batchSize), clock.now()];
    const step = await store.restoreScheduledCalls(batch, now, decideBy(restoring, now));
    all.restored.push(...step.restored);
    all.refused.push(...step.refused);
    all.notCancelled.push(...step.notCancelled);
    all.missing.push(...step.missing);
  }
  if (all.restored.length === 0) throw nothingRestored(all);
  return { restored: all.restored, notRestored: skipped(all) };
}

function decideBy({ at: asked, ...context }: Restoring, now: Date): DecideRestore {
  return (facts, since) => {
    const at = timeOfRestored(facts.scheduled, asked);
    const scheduled: ScheduledCall = { ...facts.scheduled, nextAttemptAt: at };
    const due = { ...context, lastRunAt: null };
    const decision = decideByGates(facts, questionOfDue({ ...facts, scheduled }, due, at));
    return decideRestore(scheduled, since, { at, now, decision, reader: readerOf(scheduled, due) });
  };
}

function skipped({ refused, notCancelled, missing }: RestoreResult): RestoredCalls['notRestored'] {
  return [
    ...refused.map(({ id, code, reason }) => ({ id, status: 'CANCELLED' as const, code, reason })),
    ...notCancelled.map(({ id, status }) => ({ id, status, reason: `it ${whyNotRestorable(status)}` })),
    ...missing.map((id) => ({ id, status: null, reason: 'there is no such scheduled call' })),
  ];
}

/** How many calls a message names. */
const named = 5;

function nothingRestored(all: RestoreResult): Problem {
  const [first] = all.refused;
  if (!first && all.notCancelled.length === 0) return noSuchScheduledCall(all.missing);
  const reasons = skipped({ ...all, missing: [] }).map(({ id, reason }) => `call ${id}: ${reason}`);
  const more = reasons.length > named ? `; and ${reasons.length - named} more` : '';
  return new Problem('refused', {
    code: first?.code ?? 'not_cancelled',
    message: `Nothing was restored: ${reasons.slice(0, named).join('; ')}${more}.`,
    facts: { scheduledCallId: first?.id ?? all.notCancelled[0]?.id ?? 0 },
  });
}
