import { withoutHolidays } from '../call-times/call-calendar.ts';
import { holidayRule } from '../gates/call-times.ts';
import {
  type CallFacts,
  type Decision,
  type Gate,
  type GateName,
  promise,
  type Rule,
  undecided,
} from '../gates/gate.ts';

/** What is explained: the gates, public holidays apart from the other call times, and when a scheduled call is due. */
export type ExplainedName = GateName | 'holiday' | 'due';

/** What a decision comes to, for people. What cannot be decided waits. */
export interface ShownVerdict {
  verdict: 'place' | 'wait' | 'refuse';
  /** When its wait is over; null if it does not wait, or nobody knows. */
  until: Date | null;
  /** What it was decided from; null if the rule says all. */
  reason: string | null;
}

/** What one gate says, and by which rule. */
export interface GateVerdict extends ShownVerdict {
  gate: ExplainedName;
  rule: Rule;
  /** Whether it lets the call pass, but the operator is asked first. */
  isAskedAbout?: true;
}

/** Returns what each gate of a chain says, for people to read; a claim decides by the same verdicts. */
export function explain(gates: readonly Gate[], facts: CallFacts): GateVerdict[] {
  return gates.flatMap((gate) => {
    try {
      const decision = gate.decide(facts);
      const rule = { gate: gate.name, rule: gate.rule(facts) };
      const because = decision.reason === undefined ? gate.because?.(facts) : undefined;
      const verdict = { ...rule, ...shown(decision), ...because };
      if (gate.name !== 'call_times') return verdict;
      const holiday = holidayVerdict(verdict, decision, facts);
      if (holiday?.verdict !== 'wait') return holiday ? [verdict, holiday] : verdict;
      return [
        ...explain([gate], { ...facts, calendar: withoutHolidays(facts.calendar) }).slice(0, 1),
        holiday,
      ];
    } catch (error) {
      return { gate: gate.name, rule: unreadable, ...shown(undecided(error, facts.at)) };
    }
  });
}

/** Returns what a decision comes to. */
export function shown(decision: Decision): ShownVerdict {
  const reason = decision.reason ?? null;
  switch (decision.kind) {
    case 'wait':
      return { verdict: 'wait', until: decision.isIndefinite ? null : decision.until, reason };
    case 'undecided':
      return { verdict: 'wait', until: null, reason };
    default:
      return { verdict: decision.kind, until: null, reason };
  }
}

const unreadable: Rule = { text: 'what cannot be read is not decided, and no phone rings', source: promise };

/** Tells what public holidays close from what the hours of the week do; undefined if there are no call times. */
function holidayVerdict(
  callTimes: GateVerdict,
  decision: Decision,
  facts: CallFacts,
): GateVerdict | undefined {
  const rule = holidayRule(facts);
  if (rule === undefined) return undefined;
  const holiday = { ...callTimes, gate: 'holiday', rule } as const;
  if (isOfHoliday(decision)) return holiday;
  return { gate: 'holiday', rule, verdict: 'place', until: null, reason: 'it is none that closes the day' };
}

/** Returns whether call times wait for the end of a holiday, or for the holidays of a country to be known. */
function isOfHoliday(decision: Decision): boolean {
  const facts = (decision.kind === 'wait' && decision.facts) || {};
  return 'holiday' in facts || 'country' in facts;
}
