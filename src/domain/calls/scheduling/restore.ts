import { formatInstant, type Reader } from '../../time/time-display.ts';
import type { Decision } from '../gates/gate.ts';
import type { ScheduledCall, ScheduledCallStatus } from '../scheduled-call.ts';
import { type AwaitedCall, alreadyAwaited } from './already-awaited.ts';

/** A cancelled call that is to be scheduled again. */
export type CancelledCall = Pick<
  ScheduledCall,
  'contactId' | 'scheduledTime' | 'dueBeforeCancel' | 'redialOf' | 'callbackOf'
>;

/** What has happened since a call was cancelled, as far as it decides whether it comes back. */
export interface SinceCancel {
  /** The calls to its contact that are not over, in order of time. */
  awaited: readonly AwaitedCall[];
  /** The name of its campaign, if that was cancelled; null if it was not, or it has none. */
  cancelledCampaign: string | null;
  /** Whether a human has answered a call of its campaign to its contact. */
  isReached: boolean;
  /** Whether the person still wants the callback that it was for; true for any other call. */
  isStillAskedFor: boolean;
}

/** Whether a cancelled call is scheduled again, and for when. */
export type RestoreVerdict = { kind: 'restore'; at: Date } | { kind: 'refuse'; code: string; reason: string };

/** Returns when a cancelled call would be due again: when it was due before. @param asked the time that the operator gives it instead */
export function timeOfRestored(
  { dueBeforeCancel, scheduledTime }: Pick<CancelledCall, 'dueBeforeCancel' | 'scheduledTime'>,
  asked: Date | undefined,
): Date {
  return asked ?? dueBeforeCancel ?? scheduledTime;
}

/**
 * Decides whether a cancelled call is scheduled again. What keeps a call from being scheduled keeps it from coming back: a time gone by,
 * a rule that forbids it, another call to the same person within a day. So does what made it needless meanwhile.
 *
 * @param decision what the gates say of it at `at`; what only has to wait may come back
 */
export function decideRestore(
  call: CancelledCall,
  since: SinceCancel,
  { at, now, decision, reader }: { at: Date; now: Date; decision: Decision; reader: Reader },
): RestoreVerdict {
  if (at <= now) return refuse('time_in_past', `its time, ${formatInstant(at, reader)}, has gone by`);
  if (since.cancelledCampaign !== null)
    return refuse('campaign_cancelled', `its campaign, ${since.cancelledCampaign}, was cancelled`);
  if (decision.kind === 'refuse') return refuse(decision.code, decision.reason);
  if (decision.kind === 'undecided') return refuse('call_undecided', decision.reason);
  if (call.redialOf !== null && since.isReached)
    return refuse('reached', 'the person has been reached in its campaign');
  if (!since.isStillAskedFor) return refuse('withdrawn', 'the person no longer asks to be called back');
  const { contactId } = call;
  const [awaited] =
    contactId === null ? [] : alreadyAwaited([{ contactId, scheduledTime: at }], since.awaited, now);
  if (!awaited) return { kind: 'restore', at };
  const when = formatInstant(awaited.nextAttemptAt ?? awaited.scheduledTime, reader);
  return refuse('already_scheduled', `the person already waits for call ${awaited.id}, ${when}`);
}

/** Returns why a call that is not `CANCELLED` cannot be restored, as a predicate for `it`. */
export function whyNotRestorable(status: Exclude<ScheduledCallStatus, 'CANCELLED'>): string {
  return status === 'PENDING' ? 'is scheduled' : `is ${status}, not CANCELLED`;
}

function refuse(code: string, reason: string): RestoreVerdict {
  return { kind: 'refuse', code, reason };
}
