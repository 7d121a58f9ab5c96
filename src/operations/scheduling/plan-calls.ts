import { nextOpening } from '../../domain/calls/call-times/opening.ts';
import { callTimesFor, doCallTimesHold, verdictOfCallTimes } from '../../domain/calls/gates/call-times.ts';
import { type CallFacts, decide, type NotNow, noFacts, undecided } from '../../domain/calls/gates/gate.ts';
import { gates } from '../../domain/calls/gates/gates.ts';
import { type CallPolicy, noExceptions } from '../../domain/calls/gates/policy.ts';
import type { ScheduledCallDraft } from '../../domain/calls/scheduled-call.ts';
import {
  type LaidOut,
  type LaidOutCall,
  moveIntoHours,
  type PlannedCall,
} from '../../domain/calls/scheduling/into-hours.ts';
import { type CallPlan, type Pace, timesOfPlan } from '../../domain/calls/scheduling/plan.ts';
import { type Location, locationOf } from '../../domain/contacts/location/location.ts';
import { Problem } from '../../domain/problem.ts';
import type { ContactSummary } from '../ports/contact-store.ts';

/** A contact who is left out of a plan, and the rule that forbids the call. */
export interface LeftOut {
  contact: ContactSummary;
  code: string;
  reason: string;
}

/** A call outside hours that the operator has not set, and is only told of. */
export interface OutsideHours {
  contact: ContactSummary;
  at: Date;
  reason: string;
}

/** What the calls of a plan have in common. */
export type CommonOfCalls = Omit<ScheduledCallDraft, 'contactId' | 'scheduledTime'>;

/** Calls that are planned but not yet scheduled. */
export interface PlannedCalls {
  plan: CallPlan<ContactSummary>;
  /** When the first call was to be, before any moved into the call times. */
  askedFor: Date;
  /** What the calls have in common. */
  call: CommonOfCalls;
  leftOut: LeftOut[];
  /** Those that had to move into the call times. */
  moved: readonly LaidOutCall<ContactSummary>[];
  outsideHours: readonly OutsideHours[];
  /** Where each contact may be. */
  locations: ReadonlyMap<number, Location>;
}

export interface ScheduleRequest {
  contacts: readonly ContactSummary[];
  pace: Pace;
  call: CommonOfCalls;
  policy: CallPolicy;
  calendar: CallFacts['calendar'];
}

type Rules = Pick<CallFacts, 'policy' | 'exceptions' | 'calendar'>;

/**
 * Plans calls. Those outside call times that hold move into them. Contacts whom a gate forbids to call, each at the time of its own
 * call, are left out; the gates are asked again when each call is placed.
 *
 * @throws Problem `refused`, with the code of the rule, if every contact is left out
 */
export function planScheduledCalls({
  contacts,
  pace,
  call,
  policy,
  calendar,
}: ScheduleRequest): PlannedCalls {
  const rules: Rules = { policy, calendar, exceptions: { ...noExceptions, ...call } };
  const leftOut: LeftOut[] = [];
  const locations = new Map<number, Location>();
  const same = sameLocations();
  const common = { ...noFacts, ...rules, at: pace.first, toNumber: '', contact: null, location: null };
  const callable = contacts.filter((contact) => {
    const decision = decideFor(contact, common, (location) => locations.set(contact.id, same(location)));
    if (decision.kind === 'place' || decision.kind === 'wait') return true;
    leftOut.push({ contact, code: codeOf(decision), reason: decision.reason });
    return false;
  });
  const zonesOf = (contact: ContactSummary) => locations.get(contact.id)?.zones ?? [];
  const planned = timesOfPlan(callable, pace, zonesOf);
  const { calls, unreachable } = intoHours(planned, pace.every, rules, locations);
  for (const contact of unreachable)
    leftOut.push({
      contact,
      code: 'never_allowed',
      reason: `no time is allowed for ${contact.name || contact.phoneNumber}`,
    });
  const [first] = calls;
  if (!first) throw noContactLeft(leftOut);
  const outsideHours = doCallTimesHold(rules)
    ? []
    : calls.flatMap(({ contact, at }) => whyOutside(contact, at, rules, locations));
  return {
    plan: { calls, first: first.at, last: calls.at(-1)?.at ?? first.at },
    askedFor: new Date(
      calls.reduce(
        (least, { at, movedFrom = at }) => Math.min(least, movedFrom.getTime()),
        first.at.getTime(),
      ),
    ),
    call,
    leftOut,
    moved: calls.filter(({ movedFrom }) => movedFrom),
    outsideHours,
    locations,
  };
}

/** Returns the calls of a plan as they are saved, made one by one: a large plan takes much memory already. */
export function draftsOf({ plan, call }: Pick<PlannedCalls, 'plan' | 'call'>): Iterable<ScheduledCallDraft> {
  const common = { ...call, contactId: 0, scheduledTime: plan.first };
  return {
    *[Symbol.iterator]() {
      for (const { contact, at } of plan.calls) yield { ...common, contactId: contact.id, scheduledTime: at };
    },
  };
}

/** Returns a function that returns the same object for the same location: a plan has many contacts in a few areas. */
function sameLocations(): (location: Location) => Location {
  const known = new Map<string, Location>();
  return (location) => {
    const { zones, zonesFrom, country, regions } = location;
    const key = JSON.stringify([zones, zonesFrom, country, regions]);
    const found = known.get(key);
    if (found === undefined) known.set(key, location);
    return found ?? location;
  };
}

/** @param common the facts with all their keys: V8 gives an object to which a spread adds keys a shape of its own, of a kilobyte */
function decideFor(contact: ContactSummary, common: CallFacts, onLocation: (location: Location) => void) {
  try {
    const location = locationOf(contact, common.policy.assumedTimezone);
    onLocation(location);
    return decide(gates, { ...common, toNumber: contact.phoneNumber, contact, location });
  } catch (error) {
    return undecided(error, common.at);
  }
}

function intoHours(
  planned: readonly PlannedCall<ContactSummary>[],
  every: number,
  rules: Rules,
  locations: ReadonlyMap<number, Location>,
): LaidOut<ContactSummary> {
  const times = doCallTimesHold(rules) ? callTimesFor(rules) : undefined;
  if (!times || rules.exceptions.outsideHours !== null) return { calls: [...planned], unreachable: [] };
  const { holidayOn } = rules.calendar;
  const opening = ({ id }: ContactSummary, at: Date) => {
    const location = locations.get(id);
    return location ? nextOpening(at, times, location, holidayOn) : null;
  };
  return moveIntoHours(planned, every, opening, ({ id }) => locations.get(id));
}

function whyOutside(
  contact: ContactSummary,
  at: Date,
  rules: Rules,
  locations: ReadonlyMap<number, Location>,
): OutsideHours[] {
  if (rules.exceptions.outsideHours !== null) return [];
  const location = locations.get(contact.id) ?? null;
  const facts = { ...noFacts, ...rules, at, toNumber: contact.phoneNumber, contact, location };
  const verdict = verdictOfCallTimes(facts);
  return verdict.kind === 'place' ? [] : [{ contact, at, reason: verdict.reason }];
}

function codeOf(decision: NotNow): string {
  return decision.kind === 'refuse' ? decision.code : 'call_undecided';
}

function noContactLeft(leftOut: readonly LeftOut[]): Problem {
  const [first, ...others] = leftOut;
  const more = others.length === 0 ? '' : `, and ${others.length} more must not be called either`;
  return new Problem('refused', {
    code: first?.code ?? 'call_undecided',
    message: `${first?.reason ?? 'There is no contact to call'}${more}.`,
  });
}
