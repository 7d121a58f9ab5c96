import type { CallReport } from '../../domain/calls/call.ts';
import { maySendAgain, mayStillTurnUpFor } from '../../domain/calls/check-times.ts';
import type { Claim } from '../ports/claim-store.ts';
import { TelephonyProblem } from '../ports/telephony-trouble.ts';
import { type Calling, leaseOf } from './calling.ts';
import {
  claimMayAge,
  leaveUnknown,
  neverAnswered,
  placeAttempt,
  putBack,
  refusedAgain,
} from './place-attempt.ts';
import type { RunEvent, RunResult } from './run-events.ts';

export interface ReconcileOptions {
  signal: AbortSignal;
  record: (event: RunEvent) => void;
  result: RunResult;
}

/** Look-ups of one run at most. Retell allows 15 list requests in 10 s: the first few go at once, the rest are spaced. */
const lookups = 60;
const atOnce = 8;
const spacing = 800;

/**
 * Finds out what became of calls that Retell never answered for: the attempts of processes that are gone, and lost
 * answers. Found in Retell's list: it was placed. Not found after the grace period: the same request goes out again
 * under the same key, or waits for the operator. Stops early if Retell cannot be worked with (`result.stopped`).
 *
 * @throws Problem where a look-up fails
 */
export async function reconcileCalls(calling: Calling, options: ReconcileOptions): Promise<void> {
  for (let done = 0; done < lookups && !options.signal.aborted; done++) {
    const claim = await calling.store.claimNextUnknown({ now: calling.clock.now(), lease: leaseOf(calling) });
    if (!claim) return;
    if (done >= atOnce) await calling.clock.sleep(spacing, options.signal);
    const trouble = await reconcile(claim, calling, options.record);
    if (!trouble) continue;
    options.result.stopped ??= trouble;
    return;
  }
}

/** @returns why the run should end, if it should */
async function reconcile(
  claim: Claim,
  calling: Calling,
  record: (event: RunEvent) => void,
): Promise<TelephonyProblem | undefined> {
  const { store, clock } = calling;
  const whom = {
    id: claim.call.scheduledCallId,
    who: claim.call.dynamicVariables['contact_name'] ?? '',
    toNumber: claim.call.toNumber,
  };
  const asked = clock.now();
  const report = await lookFor(claim, calling);
  if (report) {
    await store.recordPlaced(claim, report, clock.now());
    record({ ...whom, kind: 'found', report });
    return undefined;
  }
  const before = claim.call.errorMessage ?? neverAnswered;
  const planned = whatNext(claim, calling, asked);
  const next = planned === 'send_again' && (await isNotTheirs(claim, calling)) ? 'left_to_operator' : planned;
  if (next !== 'send_again') {
    const isNews = next === 'left_to_operator' && !before.endsWith(leftToOperator);
    const reason = isNews ? `${before}${leftToOperator}` : before;
    await leaveUnknown(claim, reason, calling);
    record({ ...whom, kind: isNews ? 'left_to_operator' : 'still_unknown', reason });
    return undefined;
  }
  return sendAgain(claim, calling, (event) => record({ ...whom, ...event }));
}

type Outcome = { kind: 'placed'; report: CallReport } | { kind: 'still_unknown'; reason: string };

/** Sends the same request once more. @returns why the run should end, if it should */
async function sendAgain(
  claim: Claim,
  calling: Calling,
  record: (outcome: Outcome) => void,
): Promise<TelephonyProblem | undefined> {
  const now = calling.clock.now();
  const age = now.getTime() - claim.claimedAt.getTime();
  // The look-up took time of its own. More than it may take, and the machine has slept: the call may be another's by now.
  if (age < 0 || age > calling.requestTimeout + claimMayAge(calling)) {
    await putBack(claim, calling);
    return undefined;
  }
  // Written before it goes out, like the first: whoever takes over from here waits for it to arrive.
  const renewed = await calling.store.renewToSendAgain(claim, { now, lease: leaseOf(calling) });
  if (!renewed) return undefined;
  const result = await placeAttempt(renewed, calling);
  if (result.kind === 'stopped') return result.problem;
  if (result.kind === 'placed') record(result);
  if (result.kind !== 'unknown') return undefined;
  record({ kind: 'still_unknown', reason: result.reason });
  if (result.reason.startsWith(refusedAgain)) return undefined;
  // What else is unknown can wait for a run in which Retell is well.
  return new TelephonyProblem(
    'failing',
    'Retell left a call that was sent again without an answer once more',
  );
}

/** Ends the reason of a call that will not be sent again, so that it is told once. */
const leftToOperator = '; not sent again, it waits for you';

/** Whoever has asked since not to be called, or has another number now, is not phoned because an answer was lost before. */
async function isNotTheirs({ call }: Claim, { store }: Calling): Promise<boolean> {
  const contact = call.contactId === null ? undefined : await store.contact(call.contactId);
  return contact !== undefined && (contact.doNotCallAt !== null || contact.phoneNumber !== call.toNumber);
}

async function lookFor(claim: Claim, calling: Calling) {
  try {
    return await (await calling.telephony()).findByReference(claim.call.reference);
  } catch (error) {
    await putBack(claim, calling);
    throw error;
  }
}

/**
 * A call that somebody placed by hand is theirs to repeat; one that was scheduled is ours to see through, as long as Retell
 * honours its key, and as long as Retell has not refused the same request.
 */
function whatNext(
  { call }: Claim,
  { clock, reconcileAfter, unknownCalls }: Calling,
  asked: Date,
): 'wait' | 'send_again' | 'left_to_operator' {
  const now = clock.now();
  // As long as it might still turn up when Retell was asked: an answer may be slow, and what it says be past.
  if (mayStillTurnUpFor(call, asked, reconcileAfter) > 0) return 'wait';
  const isOurs = unknownCalls === 'resend' && call.scheduledCallId !== null;
  const isRefused = call.errorMessage?.startsWith(refusedAgain) ?? false;
  return isOurs && !isRefused && maySendAgain(call.requestedAt, now) ? 'send_again' : 'left_to_operator';
}
