import {
  type CallFacts,
  type Decision,
  decide,
  type Gate,
  undecided,
} from '../../../domain/calls/gates/gate.ts';
import { gates } from '../../../domain/calls/gates/gates.ts';
import type { CallExceptions, CallPolicy } from '../../../domain/calls/gates/policy.ts';
import type { ScheduledCall } from '../../../domain/calls/scheduled-call.ts';
import { locationOf } from '../../../domain/contacts/location/location.ts';
import type { Reader } from '../../../domain/time/time-display.ts';
import type { ClaimFacts } from '../../ports/claim-store.ts';

/** What the gates are asked about, for every way to a phone, and when someone asks why it does not ring. */
export interface GateQuestion extends Pick<CallFacts, 'at' | 'toNumber' | 'simulated' | 'due'> {
  policy: CallPolicy;
  exceptions: CallExceptions;
}

/** The settings that a decision about a scheduled call depends on. */
export interface DueContext {
  timezone: string;
  locale: string;
  simulated: boolean;
  policy: CallPolicy;
  /** When a run last found something due before now; null if that is not known. */
  lastRunAt: Date | null;
}

/** Returns the zone and locale in which a scheduled call was planned. */
export function readerOf(scheduled: ScheduledCall, { timezone, locale }: DueContext): Reader {
  return { zone: scheduled.timezone ?? timezone, locale: scheduled.locale ?? locale };
}

/** Returns what to ask about an immediate call. */
export function questionOfImmediate(
  toNumber: string,
  exceptions: CallExceptions,
  policy: CallPolicy,
  at: Date,
): GateQuestion {
  return { at, toNumber, simulated: null, due: null, policy, exceptions };
}

/** Returns what to ask about a scheduled call, to the number that the contact has by then. */
export function questionOfDue(
  { scheduled, contact }: Pick<ClaimFacts, 'contact'> & { scheduled: ScheduledCall },
  context: DueContext,
  at: Date,
): GateQuestion {
  const { nextAttemptAt, scheduledTime, notAfter } = scheduled;
  return {
    at,
    toNumber: contact?.phoneNumber ?? '',
    simulated: scheduled.simulated === null ? null : { planned: scheduled.simulated, now: context.simulated },
    due: {
      at: nextAttemptAt ?? scheduledTime,
      plannedAt: scheduled.createdAt,
      notAfter,
      lastRunAt: context.lastRunAt,
      reader: readerOf(scheduled, context),
    },
    policy: context.policy,
    exceptions: scheduled,
  };
}

/** Returns the facts that the gates decide by. @throws Problem `unreadable_timezone` */
export function gateFacts(read: ClaimFacts, question: GateQuestion): CallFacts {
  const { contact } = read;
  const location = contact && locationOf(contact, question.policy.assumedTimezone);
  return { ...read, ...question, location };
}

/** Decides a call. Every way to a phone leads here. */
export function decideByGates(
  read: ClaimFacts,
  question: GateQuestion,
  chain: readonly Gate[] = gates,
): Decision {
  try {
    return decide(chain, gateFacts(read, question));
  } catch (error) {
    return undecided(error, question.at);
  }
}
