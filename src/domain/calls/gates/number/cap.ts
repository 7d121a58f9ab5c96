import { textOfChoice } from '../../call-times/choice.ts';
import { latestRing, mayHaveRung } from '../../outcomes/recent-call.ts';
import { type CallFacts, type Gate, mayPlace, ownSettings, type Rule, type Verdict } from '../gate.ts';

const day = 24 * 60 * 60_000;

/** Makes a call wait while its number has had as many calls in 24 hours as it may have. */
export const cap: Gate = { name: 'cap', rule, decide };

/** States of the US with a limit for telemarketing calls to one person in 24 hours. */
const statutes: Readonly<Record<string, { calls: number; source: string }>> = {
  FL: { calls: 3, source: 'Florida Statutes §501.616(6)' },
  OK: { calls: 3, source: '15 Oklahoma Statutes §775C' },
};

type CapFacts = Pick<CallFacts, 'policy' | 'exceptions' | 'location'>;

/**
 * Returns how many calls the number may have in 24 hours, and who says so; undefined for as many as are planned. The operator's setting
 * counts; without one, the limit of a state that the person may be in, if the US call times hold.
 */
export function capOf({
  policy,
  exceptions,
  location,
}: CapFacts): { calls: number; source: string } | undefined {
  const { maxCallsPerDay: calls } = policy;
  if (calls !== undefined) return { calls, source: ownSettings };
  const held = policy.callTimes?.holds ? textOfChoice(policy.callTimes.choice) : undefined;
  if ((exceptions.callTimes ?? held) !== 'us' || location?.country !== 'US') return undefined;
  return location.regions?.flatMap((region) => statutes[region] ?? []).sort((a, b) => a.calls - b.calls)[0];
}

function rule(facts: CallFacts): Rule {
  const limit = capOf(facts);
  if (!limit) return { text: 'any number of calls to one number', source: ownSettings };
  const { calls, source } = limit;
  return { text: `at most ${calls} ${calls === 1 ? 'call' : 'calls'} to one number in 24 hours`, source };
}

function decide(facts: CallFacts): Verdict {
  const { at, recentCalls, exceptions } = facts;
  const limit = capOf(facts);
  if (!limit) return mayPlace;
  const earliest = at.getTime() - day;
  const rings = recentCalls
    .filter(mayHaveRung)
    .map((call) => latestRing(call).getTime())
    .filter((ring) => ring > earliest)
    .sort((a, b) => a - b);
  const had = `its number has had ${rings.length} ${rings.length === 1 ? 'call' : 'calls'} in 24 hours`;
  const last = rings[rings.length - limit.calls];
  if (last === undefined) return { kind: 'place', reason: had };
  if (exceptions.allowRepeat !== null)
    return { kind: 'place', reason: `${had}; repeated because: ${exceptions.allowRepeat}` };
  return {
    kind: 'wait',
    until: new Date(last + day),
    waitsFor: 'cap',
    reason: `${had}, and may have ${limit.calls} (${limit.source})`,
  };
}

/** Returns when a call was first requested, at the earliest, that may have rung within 24 hours before `at`. */
export function earliestCounted(at: Date): Date {
  // A request may be sent again, and ring, for an hour.
  return new Date(at.getTime() - day - day / 24);
}
