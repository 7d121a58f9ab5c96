import { placeName } from '../../time/time-zone.ts';
import type { CallCalendar } from '../call-times/call-calendar.ts';
import { type CallTimes, hoursFor, type Place } from '../call-times/call-times.ts';
import { callTimesOf, chooseCallTimes } from '../call-times/choice.ts';
import { describeClosed } from '../call-times/describe-closed.ts';
import { isWholeDay } from '../call-times/hours.ts';
import { describeHours, describeWeek } from '../call-times/notation/format-hours.ts';
import { closedBecause, localDates, nextOpening } from '../call-times/opening.ts';
import { type CallFacts, type Gate, mayPlace, type Rule, type Verdict } from './gate.ts';

/** How long a call waits for holidays to be filled in, ms. */
const untilFilled = 60_000;

/** Makes a call wait until an hour at which the person may be called. */
export const callTimes: Gate = {
  name: 'call_times',
  rule,
  decide: (facts) => {
    const { outsideHours } = facts.exceptions;
    if (outsideHours !== null) return { kind: 'place', reason: `outside the call times: ${outsideHours}` };
    return doCallTimesHold(facts) ? verdictOfCallTimes(facts) : mayPlace;
  },
};

/** Returns whether call times hold for a call, and are not only what the operator is asked about. */
export function doCallTimesHold({ policy, exceptions }: Pick<CallFacts, 'policy' | 'exceptions'>): boolean {
  return exceptions.callTimes !== null || (policy.callTimes?.holds ?? false);
}

/** Returns what the call times say of a call, whether or not they hold. @throws Problem if they cannot be read */
export function verdictOfCallTimes(facts: CallFacts): Verdict {
  const { at, location, calendar } = facts;
  const times = callTimesFor(facts);
  if (!times || !location) return mayPlace;
  const unknown = countryToFill(at, times, location, calendar);
  if (unknown !== undefined) return waitForHolidays(at, unknown);
  const because = closedBecause(at, times, location, calendar.holidayOn);
  if (!because) return mayPlace;
  const until = nextOpening(at, times, location, calendar.holidayOn);
  const reason = describeClosed(because, times);
  if (until) return { kind: 'wait', until, waitsFor: 'call_times', reason, facts: { zone: because.zone } };
  const places = location.zones.map(placeName).join(', ');
  return {
    kind: 'refuse',
    code: 'never_allowed',
    reason: `no time within 400 days is allowed in ${places} (${times.name ?? 'call times'}: ${describeWeek(because.hours)})`,
  };
}

/** Returns the call times of a call; undefined if there are none. @throws Problem if they cannot be read */
export function callTimesFor({
  policy,
  exceptions,
  calendar,
}: Pick<CallFacts, 'policy' | 'exceptions' | 'calendar'>): CallTimes | undefined {
  const choice =
    exceptions.callTimes === null ? policy.callTimes?.choice : chooseCallTimes(exceptions.callTimes);
  return choice && callTimesOf(choice, calendar);
}

function rule(facts: CallFacts): Rule {
  const times = callTimesFor(facts);
  if (!times) return { text: 'calls at any hour', source: yourSetting };
  const hours = facts.location ? hoursFor(times, facts.location) : times.hours;
  return {
    text: `calls only ${describeHours(hours)}, on every clock that the person may be on (${times.name ?? times.text})`,
    source: times.source ?? yourSetting,
  };
}

const yourSetting = 'your call times';

/** Returns the country whose holidays must be known first; undefined if they are, or do not matter. */
function countryToFill(
  at: Date,
  times: CallTimes,
  location: Place,
  calendar: CallCalendar,
): string | undefined {
  const { country } = location;
  if (country === null || isWholeDay(hoursFor(times, location).holidays)) return undefined;
  const until = calendar.holidaysKnownUntil(country) ?? '';
  return localDates(at, location).some((date) => date > until) ? country : undefined;
}

function waitForHolidays(at: Date, country: string): Verdict {
  return {
    kind: 'wait',
    until: new Date(at.getTime() + untilFilled),
    waitsFor: 'call_times',
    reason: `the public holidays of ${country} are not known yet`,
    facts: { country },
  };
}
