import {
  explain,
  type GateVerdict,
  type ShownVerdict,
  shown,
} from '../../../domain/calls/explanation/explain.ts';
import { type Outlook, outlookFrom, withoutIndefinite } from '../../../domain/calls/explanation/outlook.ts';
import type { CallFacts, Gate } from '../../../domain/calls/gates/gate.ts';
import { gates } from '../../../domain/calls/gates/gates.ts';
import { noExceptions } from '../../../domain/calls/gates/policy.ts';
import type { ScheduledCall } from '../../../domain/calls/scheduled-call.ts';
import type { Contact } from '../../../domain/contacts/contact.ts';
import type { Location } from '../../../domain/contacts/location/location.ts';
import { Problem } from '../../../domain/problem.ts';
import type { ClaimFacts } from '../../ports/claim-store.ts';
import { noSuchScheduledCall } from '../../scheduling/call-problems.ts';
import type { Calling } from '../calling.ts';
import {
  decideByGates,
  type GateQuestion,
  gateFacts,
  questionOfDue,
  questionOfImmediate,
} from './gate-facts.ts';

/** Why a call may be placed at a time, or may not. */
export interface Explanation {
  /** The time that is asked about. */
  at: Date;
  /** Null if the contact has been removed. */
  contact: Contact | null;
  /** Null if it is about calling the contact at once. */
  scheduled: ScheduledCall | null;
  /** Null if it cannot be known: the contact has been removed, or cannot be read. */
  location: Location | null;
  verdict: ShownVerdict['verdict'];
  gates: GateVerdict[];
  outlook: Outlook;
  /** When it may be placed once what nobody knows the end of is over, such as a halt; null if there is no such thing, or no such time. */
  onceFree: Date | null;
}

/** A scheduled call that waits for nothing any more, and so for no gate. */
export interface PastCall {
  contact: Contact | null;
  scheduled: ScheduledCall;
}

/** What explaining needs. `coverHolidays` is asked for the countries of the people concerned, as when a call is scheduled. */
export type Explaining = Pick<Calling, 'timezone' | 'locale' | 'simulated' | 'policy'> & {
  store: Pick<Calling['store'], 'callFacts' | 'scheduledCallFacts' | 'ledger'>;
  coverHolidays: (countries: Iterable<string>) => Promise<void>;
};

/** Explains whether a contact may be called at a time. */
export function explainContact(contact: Contact, at: Date, explaining: Explaining): Promise<Explanation> {
  const { store, policy } = explaining;
  const readAt: ReadAt = async (time) => ({
    read: await store.callFacts(contact.id, time),
    question: questionOfImmediate(contact.phoneNumber, noExceptions, policy, time),
  });
  return explainBy(readAt, { at, due: null }, explaining);
}

/**
 * Explains a scheduled call: whether it may be placed when it is due, or at another time.
 *
 * @param at the time to ask about; undefined for when it is next decided
 * @throws Problem `scheduled_call_not_found`
 */
export async function explainScheduled(
  id: number,
  at: Date | undefined,
  explaining: Explaining & { now: Date },
): Promise<Explanation | PastCall> {
  const { store, now } = explaining;
  const { lastRunAt } = await store.ledger();
  const first = await factsOfScheduled(id, now, explaining);
  const { scheduled, contact } = first;
  const { nextAttemptAt } = scheduled;
  if (nextAttemptAt === null) return { scheduled, contact };
  const dueFrom = nextAttemptAt > now ? nextAttemptAt : now;
  const readAt: ReadAt = async (time) => {
    const read = await factsOfScheduled(id, time, explaining);
    // Until then it is postponed, by every run that finds it due: it is not late.
    const postponed = time > dueFrom ? { ...read.scheduled, nextAttemptAt: time } : read.scheduled;
    const facts = { ...read, scheduled: postponed };
    return { read: facts, question: questionOfDue(facts, { ...explaining, lastRunAt }, time) };
  };
  const explanation = await explainBy(readAt, { at: at ?? dueFrom, due: nextAttemptAt }, explaining);
  return { ...explanation, scheduled };
}

async function factsOfScheduled(id: number, at: Date, { store }: Pick<Explaining, 'store'>) {
  const facts = await store.scheduledCallFacts(id, at).catch((error: unknown) => {
    throw error instanceof Problem ? error : unreadable(id, error);
  });
  if (!facts) throw noSuchScheduledCall([id]);
  return facts;
}

function unreadable(id: number, cause: unknown): Problem {
  const message = `The record of scheduled call ${id} cannot be read, so it is not placed.`;
  return new Problem('failed', { code: 'scheduled_call_unreadable', message }, { cause });
}

/** Reads what a claim at that time would read. */
type ReadAt = (at: Date) => Promise<{ read: ClaimFacts; question: GateQuestion }>;

async function explainBy(
  readAt: ReadAt,
  { at, due }: { at: Date; due: Date | null },
  { coverHolidays }: Pick<Explaining, 'coverHolidays'>,
): Promise<Explanation> {
  const { country } = factsIfReadable(await readAt(at))?.location ?? {};
  if (country) await coverHolidays([country]);
  const askedAt = await readAt(at);
  const facts = factsIfReadable(askedAt);
  const ask = (chain: readonly Gate[]) => async (time: Date) => {
    const { read, question } = await readAt(time);
    return decideByGates(read, question, chain);
  };
  const early = due !== null && at < due ? { ...notDueYet, until: due } : undefined;
  const outlook = await outlookFrom(ask(gates), early?.until ?? at);
  const blocking = outlook.kind === 'unknown' && factsIfReadable(await readAt(outlook.at));
  const onceFree = blocking && (await outlookFrom(ask(withoutIndefinite(gates, blocking)), outlook.at));
  const explained = facts ? explain(gates, facts) : [];
  return {
    at,
    contact: askedAt.read.contact,
    scheduled: null,
    location: facts?.location ?? null,
    verdict: early?.verdict ?? shown(decideByGates(askedAt.read, askedAt.question)).verdict,
    gates: early ? [early, ...explained] : explained,
    outlook,
    onceFree: onceFree && onceFree.kind === 'open' ? onceFree.at : null,
  };
}

/** Returns undefined if the contact's time zone cannot be read, so that nothing is decided by it. */
function factsIfReadable({ read, question }: Awaited<ReturnType<ReadAt>>): CallFacts | undefined {
  try {
    return gateFacts(read, question);
  } catch {
    return undefined;
  }
}

const notDueYet = {
  gate: 'due',
  rule: { text: 'a scheduled call is placed when it is due', source: 'the plan' },
  verdict: 'wait',
  reason: 'it is not due yet',
} as const;
