import { dispositions } from '../../domain/calls/outcomes/disposition.ts';
import type { Group } from '../../domain/reports/grouping.ts';
import { countDefinitions, quotient, type RateName } from '../../domain/reports/rates.ts';
import type { Report } from '../../domain/reports/report.ts';
import { costCents, type Tally } from '../../domain/reports/tally.ts';
import type { MadeReport } from '../../operations/reports/make-report.ts';
import { objectOf, type View } from '../view.ts';

/** Converts a report to its JSON document. The names are a contract. @param groupFields which of `groupView`, in this order */
export function reportObject(report: MadeReport, groupFields: View<Group>): Record<string, unknown> {
  const { tally, hours, durations, attempts, callbacks, rates } = report;
  const { answered, machine } = durations;
  return {
    campaign: report.campaign,
    since: report.since,
    until: report.until,
    madeAt: report.madeAt,
    people: {
      called: tally.called,
      reached: tally.reached,
      notReached: tally.called - tally.reached,
      optedOut: tally.optedOut,
    },
    calls: {
      placed: tally.placed,
      dialled: tally.dialled,
      outcomeKnown: tally.decided,
      byDisposition: Object.fromEntries(dispositions.map((one) => [one, tally.outcomes[one]])),
      outcomeUnknown: tally.outcomes.outcome_unknown,
      inProgress: tally.outcomes.in_progress,
      unconfirmed: tally.outcomes.unconfirmed,
      notPlaced: tally.outcomes.not_placed,
      analysed: tally.analysed,
      successful: tally.successful,
    },
    cost: {
      totalCents: costCents(tally),
      callsWithCost: tally.priced,
      perCallCents: rateOf(report, 'cost_per_call'),
      perReachedCents: rateOf(report, 'cost_per_reached'),
      perSuccessCents: rateOf(report, 'cost_per_success'),
    },
    rates: rates.map(({ name, value, unit, definition }) => ({ name, value, unit, definition })),
    durations: { answered, machine },
    attempts,
    byHour: hours.byHour,
    byWeekday: hours.byWeekday,
    byHourAndWeekday: hours.byHourAndWeekday,
    calleeClocks: hours.clocks,
    callbacks,
    definitions: countDefinitions,
    by: report.by,
    groups: report.groups.map((group) => objectOf(group, groupFields)),
  };
}

/** Returns the value of a rate of a report; null if its denominator is 0. */
export function rateOf({ rates }: Pick<Report, 'rates'>, name: RateName): number | null {
  return rates.find((rate) => rate.name === name)?.value ?? null;
}

const count = (of: (tally: Tally) => number) => (group: Group) => of(group.tally);

/** The fields of a group of calls, in JSON and CSV. */
export const groupView = [
  { name: 'key', value: (group) => group.key },
  { name: 'peopleCalled', value: count((tally) => tally.called) },
  { name: 'peopleReached', value: count((tally) => tally.reached) },
  { name: 'peopleNotReached', value: count((tally) => tally.called - tally.reached) },
  { name: 'reachRate', value: ({ tally }) => quotient(tally.reached, tally.called) },
  { name: 'placed', value: count((tally) => tally.placed) },
  { name: 'outcomeKnown', value: count((tally) => tally.decided) },
  { name: 'answered', value: count((tally) => tally.outcomes.answered) },
  { name: 'answerRate', value: ({ tally }) => quotient(tally.outcomes.answered, tally.decided) },
  { name: 'machine', value: count((tally) => tally.outcomes.machine) },
  { name: 'noAnswer', value: count((tally) => tally.outcomes.no_answer) },
  { name: 'busy', value: count((tally) => tally.outcomes.busy) },
  { name: 'declined', value: count((tally) => tally.outcomes.declined) },
  { name: 'invalid', value: count((tally) => tally.outcomes.invalid) },
  { name: 'callerId', value: count((tally) => tally.outcomes.caller_id) },
  { name: 'ourSide', value: count((tally) => tally.outcomes.our_side) },
  { name: 'broke', value: count((tally) => tally.outcomes.broke) },
  { name: 'successful', value: count((tally) => tally.successful) },
  { name: 'optedOut', value: count((tally) => tally.optedOut) },
  { name: 'costCents', value: ({ tally }) => costCents(tally) },
  { name: 'costPerReachedCents', value: ({ tally }) => quotient(costCents(tally), tally.reached) },
] as const satisfies View<Group>;
