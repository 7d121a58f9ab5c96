import type { Contact } from '../../contacts/contact.ts';
import { type Location, locationOf } from '../../contacts/location/location.ts';
import type { Reader } from '../../time/time-display.ts';
import { afterPostponed, type LastOfOpening } from '../after-claim.ts';
import { doCallTimesHold, verdictOfCallTimes } from '../gates/call-times.ts';
import { type CallFacts, type Decision, decide, type Gate, noFacts, undecided } from '../gates/gate.ts';
import { gates } from '../gates/gates.ts';
import type { CallExceptions } from '../gates/policy.ts';
import type { ScheduledCall } from '../scheduled-call.ts';
import { hasClockChange } from './clock-change.ts';

/** A pending call, as far as its time depends on it. */
export interface PendingCall
  extends CallExceptions,
    Pick<ScheduledCall, 'id' | 'contactId' | 'notAfter' | 'spacing' | 'opening'> {
  nextAttemptAt: Date;
  contact: Pick<Contact, 'id' | 'name' | 'phoneNumber' | 'doNotCallAt' | 'timezone' | 'customFields'> | null;
}

/**
 * What is worth a look about a call of the plan. `overdue`: it is due already · `call_times`, `holiday`: it moves out of hours that are
 * closed · `outside_hours`: it is outside hours that the operator has not set, and is placed all the same · `clash`: its number is
 * called more than once within two hours · `clock_change`: the callee's clocks change on that day · `missed`, `never`, `refused`: it is not
 * placed · `undecided`: that cannot be said.
 */
export type Mark =
  | ('overdue' | 'call_times' | 'holiday' | 'outside_hours' | 'clash' | 'clock_change')
  | ('missed' | 'never' | 'refused' | 'undecided');

/** A call of the plan. */
export interface ForecastCall {
  call: PendingCall;
  /** When its phone will ring; null for never, or if that is not known. */
  at: Date | null;
  /** When it is due, if it will move; null if it stays. */
  plannedFor: Date | null;
  /** Null if it is not known: the contact has been removed or cannot be read. */
  location: Location | null;
  marks: Mark[];
  /** Why it moves, or is not placed; null if it is placed when it is due. */
  reason: string | null;
}

export interface ForecastRules extends Pick<CallFacts, 'policy' | 'calendar'> {
  now: Date;
  reader: Reader;
  /** The time between calls whose own spacing is not known, ms. */
  spacing: number;
}

/** The gates that can be asked about a time to come. The others depend on what happens until then. */
const foreseeable: readonly Gate[] = gates.filter(({ name }) =>
  ['do_not_call', 'callee', 'lateness', 'call_times'].includes(name),
);

/** Calls to one number within this time clash, ms. */
const clashWithin = 2 * 60 * 60_000;

/** How often a call is moved on at most, each time into the next opening. */
const mostMoves = 100;

/** Returns when calls will ring, as runs will decide it that come every minute. @param pending in the order in which they are due */
export function forecast(pending: readonly PendingCall[], rules: ForecastRules): ForecastCall[] {
  const lastOf = openingsOf(pending);
  const calls = pending.map((call) => forecastOne(call, rules, lastOf));
  calls.sort((a, b) => timeOf(a) - timeOf(b));
  markClashes(calls);
  return calls;
}

/** Returns when a call rings, or else when it is due, ms. */
function timeOf({ at, call }: Pick<ForecastCall, 'at' | 'call'>): number {
  return (at ?? call.nextAttemptAt).getTime();
}

/** The last call that waits for each opening, by the opening's time. */
type Openings = Map<number, LastOfOpening>;

function openingsOf(pending: readonly PendingCall[]): Openings {
  return new Map(pending.flatMap((call) => (call.opening ? [[call.opening.getTime(), call] as const] : [])));
}

function forecastOne(call: PendingCall, rules: ForecastRules, lastOf: Openings): ForecastCall {
  const { now } = rules;
  const isOverdue = call.nextAttemptAt < now;
  const due = isOverdue ? now : call.nextAttemptAt;
  const marks: Mark[] = isOverdue ? ['overdue'] : [];
  const base = { call, plannedFor: null, location: null, marks };
  let facts: CallFacts;
  try {
    facts = factsOf(call, due, rules);
  } catch (error) {
    return { ...base, at: null, marks: [...marks, 'undecided'], reason: undecided(error, due).reason };
  }
  const { location } = facts;
  const first = decide(foreseeable, facts);
  const { at, decision } = settle(call, facts, first, { lastOf, spacing: rules.spacing });
  const withMarks = { ...base, location, reason: first.reason ?? null };
  if (decision.kind !== 'place') {
    const mark = markOf(decision);
    return { ...withMarks, at: null, marks: [...marks, mark], reason: decision.reason ?? null };
  }
  if (first.kind === 'wait') marks.push(first.facts && 'holiday' in first.facts ? 'holiday' : 'call_times');
  else if (isOutside(facts)) marks.push('outside_hours');
  if (location?.zones.some((zone) => hasClockChange(at, zone))) marks.push('clock_change');
  return { ...withMarks, at, plannedFor: at > due ? call.nextAttemptAt : null };
}

/** Moves a call on until it may be placed, as claims do. */
function settle(
  call: PendingCall,
  facts: CallFacts,
  first: Decision,
  { lastOf, spacing }: { lastOf: Openings; spacing: number },
) {
  let { at } = facts;
  let decision = first;
  for (let moves = 0; decision.kind === 'wait' && !decision.isIndefinite && moves < mostMoves; moves++) {
    const opening = decision.until.getTime();
    const { nextAttemptAt } = afterPostponed(decision, at, lastOf.get(opening), spacing);
    at = nextAttemptAt ?? decision.until;
    if (decision.waitsFor === 'call_times') lastOf.set(opening, { nextAttemptAt: at, spacing: call.spacing });
    decision = decide(foreseeable, { ...facts, at, due: facts.due && { ...facts.due, at } });
  }
  return { at, decision };
}

function factsOf(call: PendingCall, at: Date, { policy, calendar, reader }: ForecastRules): CallFacts {
  const { contact, notAfter } = call;
  const location = contact && locationOf(contact, policy.assumedTimezone);
  const due = { at, plannedAt: null, notAfter, lastRunAt: null, reader };
  const toNumber = contact?.phoneNumber ?? '';
  return { ...noFacts, at, toNumber, contact, location, policy, calendar, exceptions: call, due };
}

function markOf(decision: Exclude<Decision, { kind: 'place' }>): Mark {
  if (decision.kind !== 'refuse') return 'undecided';
  if (decision.code === 'missed') return 'missed';
  return decision.code === 'never_allowed' ? 'never' : 'refused';
}

function isOutside(facts: CallFacts): boolean {
  const { exceptions } = facts;
  if (doCallTimesHold(facts) || exceptions.outsideHours !== null) return false;
  return verdictOfCallTimes(facts).kind !== 'place';
}

/** @param calls in order of time */
function markClashes(calls: readonly ForecastCall[]): void {
  const latest = new Map<number, ForecastCall>();
  for (const one of calls) {
    const { contactId } = one.call;
    if (contactId === null || one.at === null) continue;
    const before = latest.get(contactId);
    latest.set(contactId, one);
    if (!before || timeOf(one) - timeOf(before) >= clashWithin) continue;
    for (const each of [before, one]) if (!each.marks.includes('clash')) each.marks.push('clash');
  }
}
