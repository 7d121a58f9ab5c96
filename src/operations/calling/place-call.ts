import type { Call } from '../../domain/calls/call.ts';
import { leaseDuration } from '../../domain/calls/claim.ts';
import type { Contact } from '../../domain/contacts/contact.ts';
import { Problem } from '../../domain/problem.ts';
import type { CallLedger } from '../ports/call-ledger.ts';
import type { Calling } from './calling.ts';
import { type CallSpec, decideImmediate, notNowProblem } from './decide-call.ts';
import { type AttemptResult, placeAttempt } from './place-attempt.ts';

/** Calls that may still be under way are looked for this far back, ms. */
const hour = 60 * 60 * 1000;

/**
 * Returns the calls to a contact that are or may be ringing or under way: first one of which it is not known, then the others.
 *
 * @param store the ledger
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
 * Calls a contact now, at the number that was shown to whoever ordered it.
 *
 * @returns the ledger's id of the attempt, whose row is gone if the result is `stopped` or `overslept`, and what came of it
 * @throws Problem if a gate does not let the call pass (`do_not_call`, …), or if what came of it could not be recorded
 */
export async function placeCall(
  contact: Contact,
  order: CallSpec,
  calling: Calling,
): Promise<{ callId: number; result: AttemptResult }> {
  await calling.telephony();
  const claimed = await calling.store.claimNew(contact.id, {
    now: calling.clock.now(),
    lease: leaseDuration(calling),
    decide: decideImmediate(order, contact.phoneNumber, calling),
  });
  if (claimed.kind !== 'claimed') throw notNowProblem(claimed);
  const { claim } = claimed;
  try {
    return { callId: claim.call.id, result: await placeAttempt(claim, calling) };
  } catch (error) {
    throw notRecorded(claim.call.id, error);
  }
}

/** Not an error to try again after: that would call twice. */
function notRecorded(callId: number, error: unknown): Problem {
  const why = error instanceof Problem ? error.message : 'something unexpected went wrong';
  return new Problem(
    'failed',
    {
      code: 'call_unknown',
      message: `The phone may ring, but what Retell responded could not be recorded: ${why}.`,
      facts: { callId },
    },
    { cause: error },
  );
}
