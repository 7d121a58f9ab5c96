import type { CallStatus } from '../call-status.ts';
import { type CallReport, nothingReported, type ReportedFacts } from './report.ts';

/** When each value was asked for, ms since 1970, by its name. One that is missing is older than all others. */
type Seen = Readonly<Record<string, number>>;

/** What is known of a call from all reports so far. */
export interface Known {
  status: CallStatus;
  facts: ReportedFacts;
  /** Retell's answers, merged field by field. */
  answer: Readonly<Record<string, unknown>>;
  seen: { facts: Seen; answer: Seen };
}

/**
 * How far a call has come. A call only moves forward, so a status needs no time. The last three contradict each other; if Retell
 * ever reports two of them of one call, the one that says most of a conversation counts, as a phone that rang must not ring again.
 */
const progress: Readonly<Record<CallStatus, number>> = {
  placing: 0,
  unknown: 0,
  not_placed: 0,
  registered: 1,
  ongoing: 2,
  not_connected: 3,
  error: 4,
  ended: 5,
};

/** Returns what a single report says. */
export function knownFrom({ status, observedAt, ...report }: CallReport): Known {
  const facts = factsOf(report);
  const answer = Object.fromEntries(Object.entries(report.answer).filter(([, value]) => isSaid(value)));
  const at = observedAt.getTime();
  return { status, facts, answer, seen: { facts: allSeen(facts, at), answer: allSeen(answer, at) } };
}

/** Returns the facts of a call or a report, without what else they have. */
export function factsOf(from: ReportedFacts): ReportedFacts {
  return factsBy((name) => from[name]);
}

function factsBy(
  factOf: <Name extends keyof ReportedFacts>(name: Name) => ReportedFacts[Name],
): ReportedFacts {
  return {
    disconnectionReason: factOf('disconnectionReason'),
    startedAt: factOf('startedAt'),
    endedAt: factOf('endedAt'),
    durationMs: factOf('durationMs'),
    agentVersion: factOf('agentVersion'),
    costCents: factOf('costCents'),
    summary: factOf('summary'),
    success: factOf('success'),
    sentiment: factOf('sentiment'),
    inVoicemail: factOf('inVoicemail'),
    customAnalysis: factOf('customAnalysis'),
    collectedVariables: factOf('collectedVariables'),
    recordingUrl: factOf('recordingUrl'),
  };
}

/**
 * Merges what is known of a call with what else is. Reports come late, repeatedly, in any order and in part, and to several runs at
 * once; whatever the order, they must end in the same state. So each value is merged by itself:
 *
 * - The status that has come further counts.
 * - Of any other value, the one that was asked for last: Retell corrects costs, repeats analyses and signs links again, and gives no
 *   version to tell old from new. A report that lacks a value says nothing of it.
 * - Of two values asked for in the same millisecond, the one whose JSON sorts last: any choice will do that everyone makes alike.
 *
 * Each of these takes the greatest in a total order, so the merge is commutative, associative and idempotent (a join of semilattices).
 */
export function merge(one: Known, another: Known): Known {
  const facts = {
    one: { values: valuesOf(one.facts), seen: one.seen.facts },
    another: { values: valuesOf(another.facts), seen: another.seen.facts },
  };
  const answers = {
    one: { values: one.answer, seen: one.seen.answer },
    another: { values: another.answer, seen: another.seen.answer },
  };
  const names = [...new Set([...Object.keys(one.answer), ...Object.keys(another.answer)])].sort();
  return {
    status: progress[one.status] >= progress[another.status] ? one.status : another.status,
    facts: factsBy((name) => (isLater(name, facts) ? another.facts[name] : one.facts[name])),
    answer: Object.fromEntries(
      names.map((name) => [name, own((isLater(name, answers) ? another : one).answer, name)]),
    ),
    seen: { facts: laterSeen(Object.keys(nothingReported), facts), answer: laterSeen(names, answers) },
  };
}

/** Values by name, with when they were asked for. */
interface Values {
  values: Readonly<Record<string, unknown>>;
  seen: Seen;
}

interface Both {
  one: Values;
  another: Values;
}

/** Returns whether of two values of this name the other's counts. */
function isLater(name: string, { one, another }: Both): boolean {
  const [value, other] = [own(one.values, name), own(another.values, name)];
  if (!isSaid(other)) return false;
  if (!isSaid(value)) return true;
  const [at, otherAt] = [own(one.seen, name) ?? 0, own(another.seen, name) ?? 0];
  return otherAt === at ? JSON.stringify(other) > JSON.stringify(value) : otherAt > at;
}

function laterSeen(names: readonly string[], both: Both): Seen {
  const entries = names.map((name) => {
    const { values, seen } = isLater(name, both) ? both.another : both.one;
    return [name, isSaid(own(values, name)) ? own(seen, name) : undefined] as const;
  });
  return Object.fromEntries(entries.flatMap(([name, at]) => (at === undefined ? [] : [[name, at]])));
}

/** Returns the value of this name, which may be `__proto__`; undefined if there is none. */
function own<T>(values: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(values, name) ? values[name] : undefined;
}

function valuesOf(facts: ReportedFacts): Readonly<Record<string, unknown>> {
  return { ...facts };
}

function allSeen(values: object, at: number): Seen {
  return Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) => (isSaid(value) ? [[name, at]] : [])),
  );
}

function isSaid(value: unknown): boolean {
  return value !== null && value !== undefined;
}

/** What was said in a call, as JSON, and when it was asked for. */
interface AskedTranscript {
  turns: string;
  observedAt: Date;
}

/** Returns whether a transcript counts instead of another: by the rule for all other values, except that an empty one says nothing. */
export function isLaterTranscript(one: AskedTranscript, another: AskedTranscript): boolean {
  const [isEmpty, isOtherEmpty] = [one.turns === '[]', another.turns === '[]'];
  if (isEmpty !== isOtherEmpty) return isOtherEmpty;
  const later = one.observedAt.getTime() - another.observedAt.getTime();
  return later > 0 || (later === 0 && one.turns > another.turns);
}
