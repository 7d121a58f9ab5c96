import { randomUUID } from 'node:crypto';
import type { Call, CallRequest } from '../../domain/calls/call.ts';
import { type NotNow, undecided } from '../../domain/calls/gates/gate.ts';
import type { CallExceptions } from '../../domain/calls/gates/policy.ts';
import type { WaitsFor } from '../../domain/calls/scheduled-call.ts';
import { dynamicVariables } from '../../domain/calls/variables/variables.ts';
import { reservationFor } from '../../domain/campaigns/budget.ts';
import type { Contact } from '../../domain/contacts/contact.ts';
import { calleeClockAt } from '../../domain/contacts/location/callee-clock.ts';
import { locationOf } from '../../domain/contacts/location/location.ts';
import { Problem } from '../../domain/problem.ts';
import type { Clock } from '../../domain/time/clock.ts';
import { formatInstant } from '../../domain/time/time-display.ts';
import type { CallDecision, ClaimFacts, DecideCall, DecideDue } from '../ports/claim-store.ts';
import type { Calling, PlacingCalling } from './calling.ts';
import {
  decideByGates,
  type GateQuestion,
  questionOfDue,
  questionOfImmediate,
  readerOf,
} from './deciding/gate-facts.ts';

/** A call as an operator asks for it. */
export interface CallSpec {
  /** E.164. */
  fromNumber: string;
  agentId: string;
  /** The operator's own variables; they win over those that are added when the call is placed. */
  variables: Record<string, string>;
  exceptions: CallExceptions;
}

/** The clock and the settings that a decision needs. */
export type DecisionContext = Pick<Calling, 'timezone' | 'locale' | 'simulated' | 'policy'> & {
  clock: Pick<Clock, 'now'>;
};

/** Returns the function that decides an immediate call, to the number that the operator was shown. */
export function decideImmediate(spec: CallSpec, toNumber: string, context: DecisionContext): DecideCall {
  return (facts) => {
    const question = questionOfImmediate(toNumber, spec.exceptions, context.policy, context.clock.now());
    return decideCall(spec, facts, question, context);
  };
}

/** Returns the function that decides a due call, to the number that the contact has by then. */
export function decideDue(context: DecisionContext & Pick<PlacingCalling, 'lastRunAt'>): DecideDue {
  return (facts) => {
    const { scheduled } = facts;
    const spec = { ...scheduled, variables: scheduled.dynamicVariables, exceptions: scheduled };
    const question = questionOfDue(facts, context, context.clock.now());
    // A time that was planned in one zone would be told in another, for cron has an environment of its own.
    const { zone: timezone, locale } = readerOf(scheduled, context);
    return decideCall(spec, facts, question, { timezone, locale });
  };
}

/** Returns the function that decides whether the request of an attempt may be sent again. */
export function decideResend(call: Call, { clock, policy }: DecisionContext): DecideCall {
  return (facts) => {
    const decision = decideByGates(facts, questionOfImmediate(call.toNumber, call, policy, clock.now()));
    return decision.kind === 'place' ? { kind: 'place', request: call } : decision;
  };
}

/**
 * Checks the gates for an immediate call, before the operator is asked anything.
 *
 * @param liveCalls whether calls that seem to be in progress count: not before Retell was asked how they are going
 *
 * @throws Problem as {@link notNowProblem}
 */
export async function requireCallable(
  contact: Contact,
  exceptions: CallExceptions,
  calling: Pick<Calling, 'store' | 'clock' | 'policy' | 'timezone' | 'locale'>,
  liveCalls: 'count' | 'ignored',
): Promise<void> {
  const { store, clock, policy } = calling;
  const at = clock.now();
  const { phoneNumber: toNumber } = contact;
  const read = await store.callFacts(contact.id, at);
  const facts = liveCalls === 'count' ? read : { ...read, liveCalls: [] };
  const decision = decideByGates(facts, questionOfImmediate(toNumber, exceptions, policy, at));
  if (decision.kind !== 'place') throw notNowProblem(decision, toNumber, calling);
}

/** Returns the request that would be sent at this moment. @throws Problem as {@link notNowProblem} */
export async function previewRequest(
  contact: Contact,
  spec: CallSpec,
  context: Pick<Calling, 'store'> & DecisionContext,
): Promise<Omit<CallRequest, 'reference'>> {
  const facts = await context.store.callFacts(contact.id, context.clock.now());
  const decision = decideImmediate(spec, contact.phoneNumber, context)({ ...facts, liveCalls: [] });
  if (decision.kind !== 'place') throw notNowProblem(decision, contact.phoneNumber, context);
  const { reference: _, ...request } = decision.request;
  return request;
}

/** What is waited for until a moment that is known; the others are asked about again. */
const opensAt: ReadonlySet<WaitsFor> = new Set<WaitsFor>(['call_times', 'cap']);

/** Returns the problem of an immediate call that is not placed; its code is that of the rule that forbids it, if one does. */
export function notNowProblem(
  decision: NotNow,
  phoneNumber: string,
  { timezone: zone, locale }: Pick<Calling, 'timezone' | 'locale'>,
): Problem {
  switch (decision.kind) {
    case 'refuse':
      return new Problem('refused', {
        code: decision.code,
        message: `${decision.reason}.`,
        facts: { phoneNumber },
      });
    case 'wait': {
      const { waitsFor, reason, until, facts } = decision;
      const next = opensAt.has(waitsFor)
        ? ` The next allowed moment is ${formatInstant(until, { zone, locale })}.`
        : '';
      return new Problem('refused', {
        code: waitsFor === 'halt' ? 'halted' : waitsFor,
        message: `No call was made: ${reason}.${next}`,
        facts: { ...facts },
        ...(next ? { details: { until } } : {}),
      });
    }
    case 'undecided':
      return new Problem(
        'failed',
        { code: 'call_undecided', message: `No call was made: ${decision.reason}.` },
        { cause: decision.cause },
      );
  }
}

/**
 * Decides whether a phone may ring now, and with which request. Every path to a phone leads here, inside the transaction that
 * writes the attempt.
 */
function decideCall(
  { fromNumber, agentId, variables, exceptions }: CallSpec,
  read: ClaimFacts,
  question: GateQuestion,
  { timezone, locale }: Pick<DecisionContext, 'timezone' | 'locale'>,
): CallDecision {
  const { at: now, toNumber, policy } = question;
  const decision = decideByGates(read, question);
  if (decision.kind !== 'place') return decision;
  try {
    const { contact } = read;
    if (!contact) throw new Error('a call without a contact passed the gates');
    const reader = { zone: contact.timezone ?? timezone, locale };
    const request = {
      reference: newReference(),
      fromNumber,
      toNumber,
      agentId,
      dynamicVariables: dynamicVariables({ contact, overrides: variables, now, ...reader }),
    };
    const asked = policy.callTimes !== null || exceptions.callTimes !== null;
    const { assumedTimezone } = policy;
    const location = locationOf(contact, assumedTimezone);
    const calleeClock = calleeClockAt(now, location, { timezone, assumedTimezone });
    const recorded = { exceptions, location: asked ? location : null, calleeClock };
    return { kind: 'place', request, reader, ...recorded, reservedCents: reservedFor(read) };
  } catch (error) {
    return undecided(error, now);
  }
}

/** Returns what is reserved for a call that passed the gates; null if its campaign has no cap. */
function reservedFor({ campaign }: ClaimFacts): number | null {
  if (!campaign?.budget) return null;
  const reservation = reservationFor(campaign.budget);
  if (reservation.kind === 'waits') throw new Error('a call beyond its cap passed the gates');
  return reservation.cents;
}

/** Returns our own id for an attempt, in a form that Retell accepts as an idempotency key. */
function newReference(): string {
  return `vb_${randomUUID()}`;
}
