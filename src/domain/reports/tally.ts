import { countingOf, noOutcomes, type Outcome } from './outcome.ts';
import type { ReportedCall } from './reported-call.ts';

type Person = ReportedCall['person'];

/** Counts of calls and of their people. Calls must come person by person, so that nobody has to be remembered. */
export interface Tally {
  outcomes: Record<Outcome, number>;
  /** Calls that Retell accepted; those that it dialled, as far as is known; and those of them whose outcome is known. */
  placed: number;
  dialled: number;
  decided: number;
  /** People with a dialled call, with one that a human answered, and with one in which they opted out. */
  called: number;
  reached: number;
  optedOut: number;
  /** Answered calls that were analysed, and those of them that were successful. */
  analysed: number;
  successful: number;
  /** Ten-thousandths of a cent: a sum of fractions would depend on their order. */
  cost: number;
  /** Calls whose cost is known. */
  priced: number;
  /** The last person counted as called, reached and opted out. */
  last: { called: Person | undefined; reached: Person | undefined; optedOut: Person | undefined };
}

export function emptyTally(): Tally {
  return {
    outcomes: noOutcomes(),
    ...{ placed: 0, dialled: 0, decided: 0, called: 0, reached: 0, optedOut: 0 },
    ...{ analysed: 0, successful: 0, cost: 0, priced: 0 },
    last: { called: undefined, reached: undefined, optedOut: undefined },
  };
}

const perCent = 10_000;

/** Adds a call to a tally. */
export function addCall(tally: Tally, call: ReportedCall): void {
  const { outcome, costCents } = call;
  const { isPlaced, isDialled, isDecided } = countingOf[outcome];
  tally.outcomes[outcome]++;
  if (isPlaced) tally.placed++;
  if (isDialled) tally.dialled++;
  if (isDecided) tally.decided++;
  if (outcome === 'answered' && call.success !== null) {
    tally.analysed++;
    if (call.success) tally.successful++;
  }
  if (costCents !== null) {
    tally.cost += Math.round(costCents * perCent);
    tally.priced++;
  }
  addPerson(tally, call, isDialled);
}

function addPerson(tally: Tally, { person, outcome, hasOptedOut }: ReportedCall, isDialled: boolean): void {
  const { last } = tally;
  if (isDialled && last.called !== person) {
    tally.called++;
    last.called = person;
  }
  if (outcome === 'answered' && last.reached !== person) {
    tally.reached++;
    last.reached = person;
  }
  if (hasOptedOut && last.optedOut !== person) {
    tally.optedOut++;
    last.optedOut = person;
  }
}

/** Returns the cost of a tally, US cents. */
export function costCents({ cost }: Pick<Tally, 'cost'>): number {
  return cost / perCent;
}
