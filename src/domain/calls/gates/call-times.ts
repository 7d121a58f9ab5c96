import { cityName } from '../../time/time-zone.ts';
import type { CallCalendar } from '../call-times/call-calendar.ts';
import { type CallArea, type CallTimes, hoursFor } from '../call-times/call-times.ts';
import { callTimesOf, chooseCallTimes } from '../call-times/choice.ts';
import { describeClosed, describeLocalTimes } from '../call-times/describe-closed.ts';
import { type Hours, isWholeDay } from '../call-times/hours.ts';
import { describeHours, describeWeek } from '../call-times/notation/format-hours.ts';
import { describeWindow } from '../call-times/notation/windows.ts';
import { closedBecause, localDates, nextOpening } from '../call-times/opening.ts';
import { type Because, type CallFacts, type Gate, mayPlace, type Rule, type Verdict } from './gate.ts';

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
  because,
};

function because(facts: CallFacts): Because | undefined {
  const { at, location } = facts;
  if (!location || !callTimesFor(facts)) return undefined;
  const verdict = verdictOfCallTimes(facts);
  if (verdict.kind === 'place') return { reason: `it is ${describeLocalTimes(at, location.zones)}` };
  return {
    reason: `${verdict.reason}; no call times are set, so you are asked first`,
    isAskedAbout: true,
  };
}

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
  const { zone, holiday } = because;
  const found = holiday ? { zone, holiday: holiday.name } : { zone };
  if (until) return { kind: 'wait', until, waitsFor: 'call_times', reason, facts: found };
  const cities = location.zones.map(cityName).join(', ');
  return {
    kind: 'refuse',
    code: 'never_allowed',
    reason: `no time within 400 days is allowed in ${cities} (${times.name ?? 'call times'}: ${describeWeek(because.hours)})`,
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
  if (!times) return { text: 'calls at any hour', source: yourCallTimes };
  return {
    text: `calls only ${describeHours(hoursOf(times, facts))}, on every clock that the person may be on (${times.name ?? times.text})`,
    source: times.source ?? yourCallTimes,
  };
}

/** Returns what the call times say of public holidays and of days that the operator has closed; undefined if there are none. */
export function holidayRule(facts: CallFacts): Rule | undefined {
  const times = callTimesFor(facts);
  if (!times) return undefined;
  const { holidays } = hoursOf(times, facts);
  const source = times.source ?? yourCallTimes;
  if (isWholeDay(holidays))
    return { text: 'public holidays are days like others, unless you close them', source };
  if (holidays.length === 0) return { text: 'no calls on public holidays', source };
  return { text: `on public holidays calls only ${holidays.map(describeWindow).join(', ')}`, source };
}

function hoursOf(times: CallTimes, { location }: Pick<CallFacts, 'location'>): Hours {
  return location ? hoursFor(times, location) : times.hours;
}

/** The source of call times that follow no law. */
export const yourCallTimes = 'your call times';

/** Returns the country whose holidays must be known first; undefined if they are, or do not matter. */
function countryToFill(
  at: Date,
  times: CallTimes,
  location: CallArea,
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
    isIndefinite: true,
  };
}
