import type { Call } from '../../domain/calls/call.ts';
import { leaseDuration } from '../../domain/calls/claim.ts';
import type { Contact } from '../../domain/contacts/contact.ts';
import { Problem } from '../../domain/problem.ts';
import type { CallLedger } from '../ports/call-ledger.ts';
import type { Calling } from './calling.ts';
import { type CallSpec, decideImmediate, notNowProblem } from './decide-call.ts';
import { type AttemptResult, placeAttempt, Unrecorded } from './place-attempt.ts';

/** How far back to look for calls that may still be in progress, ms. */
const hour = 60 * 60 * 1000;

/**
 * Returns a call to this contact that is unconfirmed, and one that is ringing or in progress, if there are any.
 */
export async function callsInProgress(
  store: Pick<CallLedger, 'liveCallsTo'>,
  { phoneNumber }: Pick<Contact, 'phoneNumber'>,
  now: Date,
): Promise<{ unconfirmed: Call | undefined; inProgress: Call | undefined }> {
  const live = await store.liveCallsTo(phoneNumber, new Date(now.getTime() - hour));
  const isUnconfirmed = ({ status }: Call) => status === 'placing' || status === 'unknown';
  return {
    unconfirmed: live.find(isUnconfirmed),
    inProgress: live.find((call) => !isUnconfirmed(call)),
  };
}

/**
 * Calls a contact now, at the number that the operator was shown.
 *
 * @returns the result, and the ledger's id of the attempt, whose row is gone if the result is `stopped` or `overslept`
 * @throws Problem if a gate stops the call (`do_not_call`, …), or `call_unknown` if the result could not be recorded
 */
export async function placeCall(
  contact: Contact,
  spec: CallSpec,
  calling: Calling,
): Promise<{ callId: number; result: AttemptResult }> {
  await calling.telephony();
  const claimed = await calling.store.claimNew(contact.id, {
    now: calling.clock.now(),
    lease: leaseDuration(calling),
    decide: decideImmediate(spec, contact.phoneNumber, calling),
  });
  if (claimed.kind !== 'claimed') throw notNowProblem(claimed);
  const { claim } = claimed;
  try {
    return { callId: claim.call.id, result: await placeAttempt(claim, calling) };
  } catch (error) {
    throw notRecorded(claim.call.id, error);
  }
}

/** Returns a problem of kind `failed`, not `try_again`: running the command again would call twice. */
function notRecorded(callId: number, error: unknown): Problem {
  const why =
    error instanceof Unrecorded ? `${error.message}. ${error.problem.message}` : 'an unexpected error.';
  return new Problem(
    'failed',
    {
      code: 'call_unknown',
      message: `The phone may ring: ${why}`,
      facts: { callId },
    },
    { cause: error },
  );
}
