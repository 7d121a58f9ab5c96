import { randomUUID } from 'node:crypto';
import { dynamicVariables } from '../../domain/calls/variables.ts';
import type { Contact } from '../../domain/contacts/contact.ts';
import { notToBeCalled } from '../../domain/contacts/do-not-call.ts';
import { Problem } from '../../domain/problem.ts';
import { type Calling, leaseOf } from './calling.ts';
import { type AttemptResult, placeAttempt } from './place-attempt.ts';

export interface CallOrder {
  contact: Contact;
  fromNumber: string;
  agentId: string;
  /** What the operator gave with `--var`. */
  given: Record<string, string>;
}

/**
 * The request that an order would become at this instant, without its reference.
 *
 * @throws Problem `do_not_call`
 */
export function requestOf(order: CallOrder, { clock, zone, locale }: Calling) {
  if (order.contact.doNotCallAt) throw notToBeCalled(order.contact.name || order.contact.phoneNumber);
  return {
    fromNumber: order.fromNumber,
    toNumber: order.contact.phoneNumber,
    agentId: order.agentId,
    dynamicVariables: dynamicVariables({
      contact: order.contact,
      given: order.given,
      now: clock.now(),
      zone,
      locale,
    }),
  };
}

/** A new name for an attempt, ours alone; within what Retell takes as an idempotency key. */
export function newReference(): string {
  return `vb_${randomUUID()}`;
}

/**
 * Phones a contact at once.
 * @returns the ledger's id of the attempt (its row is gone if the result is `stopped` or `overslept`) and its result
 */
export async function placeCall(
  order: CallOrder,
  calling: Calling,
): Promise<{ callId: number; result: AttemptResult }> {
  await calling.telephony();
  const request = { ...requestOf(order, calling), reference: newReference() };
  const options = { now: calling.clock.now(), lease: leaseOf(calling) };
  const claim = await calling.store.claimNew(request, order.contact.id, options);
  try {
    return { callId: claim.call.id, result: await placeAttempt(claim, calling) };
  } catch (error) {
    throw notRecorded(claim.call.id, error);
  }
}

/** Not a matter of trying again: whoever does phones twice. */
function notRecorded(callId: number, error: unknown): Problem {
  const why = error instanceof Problem ? error.message : 'something unexpected went wrong';
  return new Problem(
    'failed',
    {
      code: 'call_unknown',
      message: `The phone may ring, but what Retell answered could not be recorded: ${why}.`,
      facts: { callId },
    },
    { cause: error },
  );
}
