import { randomUUID } from 'node:crypto';
import type { CallRequest } from '../../domain/calls/call.ts';
import { decide, type NotNow, undecided } from '../../domain/calls/gates/gate.ts';
import { gates } from '../../domain/calls/gates/gates.ts';
import { dynamicVariables } from '../../domain/calls/variables.ts';
import type { Contact } from '../../domain/contacts/contact.ts';
import { Problem } from '../../domain/problem.ts';
import type { Clock } from '../../domain/time/clock.ts';
import type { CallDecision, ClaimFacts, DecideCall, DecideDue } from '../ports/claim-store.ts';
import type { Calling } from './calling.ts';

/** What an operator orders of a call. */
export interface CallSpec {
  /** E.164. */
  fromNumber: string;
  agentId: string;
  /** The operator's own variables; they win over those that are made when the call is placed. */
  variables: Record<string, string>;
}

/** What a decision takes from the moment and the settings. */
export type DecisionContext = Pick<Calling, 'timezone' | 'locale'> & { clock: Pick<Clock, 'now'> };

/** Returns what decides a call that an operator makes now, to the number that was shown. */
export function decideImmediate(order: CallSpec, toNumber: string, deciding: DecisionContext): DecideCall {
  return (facts) => decideCall(order, toNumber, facts, deciding);
}

/** Returns what decides a due call. It goes to the number that the contact has now. */
export function decideDue(deciding: DecisionContext): DecideDue {
  return ({ scheduled, ...facts }) => {
    const order = { ...scheduled, variables: scheduled.dynamicVariables };
    return decideCall(order, facts.contact?.phoneNumber ?? '', facts, deciding);
  };
}

/** Returns what decides whether the same request may be sent again. */
export function decideResend(request: CallRequest, { clock }: DecisionContext): DecideCall {
  return (facts) => {
    const decision = decide(gates, { ...facts, at: clock.now(), toNumber: request.toNumber });
    return decision.kind === 'place' ? { kind: 'place', request } : decision;
  };
}

/** Refuses to call a contact whom no gate would let pass, before anything is asked. @throws Problem as {@link notNowProblem} */
export function requireCallable(contact: Contact, at: Date): void {
  const decision = decide(gates, { at, toNumber: contact.phoneNumber, contact, earlierAttempt: null });
  if (decision.kind !== 'place') throw notNowProblem(decision);
}

/** Returns the request that an order would become at this moment. @throws Problem as {@link notNowProblem} */
export function previewRequest(
  contact: Contact,
  order: CallSpec,
  deciding: DecisionContext,
): Omit<CallRequest, 'reference'> {
  const decision = decideCall(order, contact.phoneNumber, { contact, earlierAttempt: null }, deciding);
  if (decision.kind !== 'place') throw notNowProblem(decision);
  const { reference: _, ...request } = decision.request;
  return request;
}

/** Returns the problem that a call made now has with a decision; with the code of the rule that forbids it. */
export function notNowProblem(decision: NotNow): Problem {
  switch (decision.kind) {
    case 'refuse':
      return new Problem('refused', { code: decision.code, message: `${decision.reason}.` });
    case 'wait':
      return new Problem('refused', {
        code: 'must_wait',
        message: `Not before ${decision.until.toISOString()}: ${decision.reason}.`,
      });
    case 'undecided':
      return new Problem(
        'failed',
        { code: 'call_undecided', message: `No call was made: ${decision.reason}.` },
        { cause: decision.cause },
      );
  }
}

/**
 * Decides whether a phone may ring now, and with which request. Every path to a phone ends here, inside the transaction that writes
 * the attempt.
 */
function decideCall(
  { fromNumber, agentId, variables }: CallSpec,
  toNumber: string,
  { contact, earlierAttempt }: ClaimFacts,
  { clock, timezone, locale }: DecisionContext,
): CallDecision {
  const now = clock.now();
  const decision = decide(gates, { at: now, toNumber, contact, earlierAttempt });
  if (decision.kind !== 'place') return decision;
  try {
    if (!contact) throw new Error('a call to no contact passed the gates');
    const spoken = dynamicVariables({ contact, overrides: variables, now, zone: timezone, locale });
    const request = { reference: newReference(), fromNumber, toNumber, agentId, dynamicVariables: spoken };
    return { kind: 'place', request };
  } catch (error) {
    return undecided(error, now);
  }
}

/** Returns a new name for an attempt, our own; within what Retell takes as an idempotency key. */
function newReference(): string {
  return `vb_${randomUUID()}`;
}
