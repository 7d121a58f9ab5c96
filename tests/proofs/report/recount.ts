import { DateTime } from 'luxon';
import type { SimulatedCall } from '../../../src/telephony/simulator/calls/simulated-call.ts';
import type { Person, SimulatedCampaign } from './campaign.ts';

/** A call as far as Retell tells of it, which may be less than what became of it. */
interface KnownCall {
  person: Person;
  agentId: string;
  fromNumber: string;
  at: DateTime;
  /** null if Retell never tells. */
  disposition: string | null;
  success: boolean | null;
  optOut: boolean;
  costCents: number;
  talkMs: number | null;
}

const hangUps = ['user_hangup', 'agent_hangup', 'call_transfer', 'inactivity'];

/** Without an analysis, a machine that only that recognises counts as a person. */
function known({ reason, outcome, startedAt, endedAt, ...call }: SimulatedCall, person: Person): KnownCall {
  if (!reason || !outcome) throw new Error(`call ${call.callId} is not over`);
  const isAnalysed = outcome.isTold && outcome.analysedAt !== null;
  const guessed = hangUps.includes(reason) ? 'answered' : outcome.disposition;
  return {
    person,
    agentId: call.agentId,
    fromNumber: call.fromNumber,
    at: DateTime.fromJSDate(call.createdAt),
    disposition: outcome.isTold ? (isAnalysed ? outcome.disposition : guessed) : null,
    success: isAnalysed ? outcome.successful : null,
    optOut: isAnalysed && outcome.optOut,
    costCents: outcome.isTold ? outcome.costCents : 0,
    talkMs: outcome.isTold && startedAt && endedAt ? endedAt.getTime() - startedAt.getTime() : null,
  };
}

const isDialled = ({ disposition }: KnownCall) => disposition !== 'our_side';
const isDecided = (call: KnownCall) => call.disposition !== null && isDialled(call);
const isAnswered = ({ disposition }: KnownCall) => disposition === 'answered';
const peopleOf = (calls: readonly KnownCall[]) => new Set(calls.map(({ person }) => person.number)).size;
const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0);
const quotient = (a: number, b: number) => (b === 0 ? null : a / b);

/** Counts calls and people. */
function counts(calls: readonly KnownCall[]) {
  const answered = calls.filter(isAnswered);
  const analysed = answered.filter(({ success }) => success !== null);
  return {
    called: peopleOf(calls.filter(isDialled)),
    reached: peopleOf(answered),
    optedOut: peopleOf(calls.filter(({ optOut }) => optOut)),
    placed: calls.length,
    decided: calls.filter(isDecided).length,
    answered: answered.length,
    analysed: analysed.length,
    successful: analysed.filter(({ success }) => success).length,
    costCents: sum(calls.map(({ costCents }) => costCents)),
  };
}

const answersOf = (calls: readonly KnownCall[]) => {
  const decided = calls.filter(isDecided);
  const answered = decided.filter(isAnswered).length;
  return { calls: decided.length, answered, rate: quotient(answered, decided.length) };
};

const dispositions = [
  ...['answered', 'machine', 'busy', 'no_answer', 'declined', 'invalid', 'caller_id', 'our_side', 'broke'],
];

/** Computes what a report must say of a campaign, from the simulator's own log alone. */
export function recount({ people, calls: all }: SimulatedCampaign) {
  const byNumber = new Map(people.map((person) => [person.number, person]));
  const calls = all.map((call) => {
    const person = byNumber.get(call.toNumber);
    if (!person) throw new Error(`${call.toNumber} is nobody's`);
    return known(call, person);
  });
  const total = counts(calls);
  const { reached, called, costCents } = total;
  const local = calls.map((call) => ({ ...call, local: call.at.setZone(call.person.zone) }));
  const hours = [...new Set(local.filter(isDecided).map((call) => call.local.hour))];
  const attempts = attemptsUntilReached(calls);
  const [talks, messages] = [
    calls.filter(isAnswered),
    calls.filter((call) => call.disposition === 'machine'),
  ];
  return {
    people: { called, reached, notReached: called - reached, optedOut: total.optedOut },
    calls: {
      placed: total.placed,
      outcomeKnown: total.decided,
      byDisposition: Object.fromEntries(
        dispositions.map((one) => [one, calls.filter(({ disposition }) => disposition === one).length]),
      ),
      notPlaced: 0,
      unconfirmed: 0,
      analysed: total.analysed,
      successful: total.successful,
    },
    cost: {
      totalCents: costCents,
      perCallCents: quotient(costCents, total.placed),
      perReachedCents: quotient(costCents, reached),
      perSuccessCents: quotient(costCents, total.successful),
    },
    rates: {
      reach_rate: quotient(reached, called),
      answer_rate: quotient(total.answered, total.decided),
      success_rate: quotient(total.successful, total.analysed),
      opt_out_rate: quotient(total.optedOut, called),
      attempts_until_reached: quotient(sum(attempts), reached),
    },
    durations: { answered: lengths(talks), machine: lengths(messages) },
    attempts: Object.fromEntries(
      [...new Set(attempts)].map((count) => [count, attempts.filter((one) => one === count).length]),
    ),
    byHour: Object.fromEntries(
      hours.map((hour) => [hour, answersOf(local.filter((call) => call.local.hour === hour))]),
    ),
    byWeekday: Object.fromEntries(
      [1, 2, 3, 4, 5, 6, 7].map((day) => [
        day,
        answersOf(local.filter((call) => call.local.weekday === day)),
      ]),
    ),
    callbacks: callbacks(all, byNumber),
    groups: {
      day: grouped(calls, ({ at }) => [at.setZone('Australia/Sydney').toISODate()]),
      hour: grouped(local, (call) => [`${String(call.local.hour).padStart(2, '0')}:00`]),
      agent: grouped(calls, ({ agentId }) => [agentId]),
      'from-number': grouped(calls, ({ fromNumber }) => [fromNumber]),
      tag: grouped(calls, ({ person }) => (person.tags.length > 0 ? person.tags : [null])),
    },
  };
}

function attemptsUntilReached(calls: readonly KnownCall[]): number[] {
  const reached = new Set(calls.filter(isAnswered).map(({ person }) => person));
  return [...reached].map((person) => {
    const own = calls.filter((call) => call.person === person && isDialled(call));
    return own.toSorted((a, b) => a.at.toMillis() - b.at.toMillis()).findIndex(isAnswered) + 1;
  });
}

function lengths(calls: readonly KnownCall[]) {
  const talks = calls.flatMap(({ talkMs }) => talkMs ?? []).toSorted((a, b) => a - b);
  const totalMs = sum(talks);
  return {
    calls: talks.length,
    totalMs,
    meanMs: quotient(totalMs, talks.length),
    medianMs:
      talks.length === 0 ? null : Math.round((talks[Math.ceil(talks.length / 2) - 1] ?? 0) / 1000) * 1000,
    longestMs: talks.at(-1) ?? null,
  };
}

/** A callback is kept if the number was called again within a quarter of an hour from the promised time. */
function callbacks(all: readonly SimulatedCall[], byNumber: ReadonlyMap<string, Person>) {
  const asked = all.filter(({ outcome }) => outcome?.isTold && outcome.analysedAt && outcome.callback);
  const kept = asked.filter(({ toNumber, outcome, createdAt }) => {
    const zone = byNumber.get(toNumber)?.zone;
    const at = outcome?.callback?.at;
    if (!at) return false;
    const promised = DateTime.fromSQL(at, { zone: zone ?? 'utc' }).toMillis();
    return all.some((call) => {
      const late = call.createdAt.getTime() - promised;
      return call.toNumber === toNumber && call.createdAt > createdAt && late >= 0 && late <= tolerance;
    });
  });
  return { asked: asked.length, kept: kept.length };
}

const tolerance = 15 * 60_000;

function grouped<T extends KnownCall>(calls: readonly T[], keysOf: (call: T) => readonly (string | null)[]) {
  const keys = [...new Set(calls.flatMap((call) => [...keysOf(call)]))];
  return Object.fromEntries(
    keys.map((key) => {
      const { called, reached, placed, decided, answered, successful, optedOut, costCents } = counts(
        calls.filter((call) => keysOf(call).includes(key)),
      );
      return [
        String(key),
        {
          ...{ peopleCalled: called, peopleReached: reached, peopleNotReached: called - reached },
          ...{ reachRate: quotient(reached, called), placed, outcomeKnown: decided, answered },
          ...{ answerRate: quotient(answered, decided), successful, optedOut, costCents },
        },
      ];
    }),
  );
}
