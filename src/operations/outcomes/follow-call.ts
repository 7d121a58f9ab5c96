import type { Call } from '../../domain/calls/call.ts';
import { isOpen } from '../../domain/calls/call-status.ts';
import { endOfFollowing, type FollowEnd, type Following } from '../../domain/calls/outcomes/following.ts';
import { Problem } from '../../domain/problem.ts';
import type { Calling } from '../calling/calling.ts';
import type { RunEvent } from '../calling/run-events.ts';
import type { WithContact } from '../ports/call-ledger.ts';
import { TelephonyProblem } from '../ports/telephony-trouble.ts';
import { noSuchCall } from '../scheduling/call-problems.ts';
import { askAboutCalls } from './ask-about-calls.ts';

/** Time from one question to the next, ms: soon at first, and never more often than Retell's 15 lists in 10 s allow several commands. */
const firstQuestions = [1000, 2000];
const laterQuestions = 3000;

export interface FollowOptions {
  /** Once it aborts, the request in progress is finished and no other begins. */
  signal: AbortSignal;
  /** Receives the call as it is, after each question to Retell. */
  onCall: (call: WithContact<Call>) => void;
  onEvent: (event: RunEvent) => void;
}

/**
 * Follows a call that was placed to its end, and records what Retell reports. A question that is not answered is asked again: the call
 * goes on whether it is followed or not.
 *
 * @returns the call as it is in the end, and why this was the end
 */
export async function followCall(
  calling: Calling,
  id: number,
  { signal, onCall, onEvent }: FollowOptions,
): Promise<{ call: WithContact<Call>; end: FollowEnd }> {
  const { store, clock } = calling;
  const following: Following = {
    now: clock.now(),
    overAt: undefined,
    answeredAt: clock.now(),
    isStopped: false,
  };
  for (let asked = 0; ; asked++) {
    const call = await store.call(id);
    if (!call) throw noSuchCall(id);
    onCall(call);
    following.now = clock.now();
    following.isStopped = signal.aborted;
    if (!isOpen(call.status)) following.overAt ??= following.now;
    const end = endOfFollowing(call, following);
    if (end) return { call, end };
    await clock.sleep(firstQuestions[asked] ?? laterQuestions, signal);
    if (!signal.aborted && (await isAnswered(calling, call, { signal, onEvent })))
      following.answeredAt = clock.now();
  }
}

async function isAnswered(
  calling: Calling,
  call: Call,
  { signal, onEvent }: Pick<FollowOptions, 'signal' | 'onEvent'>,
): Promise<boolean> {
  try {
    const options = { record: onEvent, transcripts: 1, recordings: 1, signal };
    return (await askAboutCalls(calling, [call], options)).reported > 0;
  } catch (error) {
    if (error instanceof TelephonyProblem) return false;
    // The database is busy: what Retell said is asked for again.
    if (error instanceof Problem && error.kind === 'try_again') return false;
    throw error;
  }
}
