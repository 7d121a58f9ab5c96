import { type AttemptsRow, meanAttempts } from './attempts.ts';
import type { CallbackCounts } from './callbacks.ts';
import { costCents, type Tally } from './tally.ts';

/** A quotient of two counts of a report, and in words how it is defined: without the denominator, any rate is disputed. */
export interface Rate {
  name: string;
  /** For people. */
  label: string;
  /** `share` of 1 · US `cents` · `calls` */
  unit: 'share' | 'cents' | 'calls';
  /** null if the denominator is 0. */
  value: number | null;
  definition: string;
}

/** What rates are made of. */
export interface RateSources {
  tally: Tally;
  attempts: readonly AttemptsRow[];
  callbacks: CallbackCounts;
}

interface RateDefinition extends Omit<Rate, 'value'> {
  value: (sources: RateSources) => number | null;
}

/** Every rate of a report, in the order in which it is shown. */
export const rateDefinitions = [
  {
    name: 'reach_rate',
    label: 'Reach rate',
    unit: 'share',
    value: ({ tally }) => quotient(tally.reached, tally.called),
    definition: 'people reached ÷ people called',
  },
  {
    name: 'answer_rate',
    label: 'Answer rate',
    unit: 'share',
    value: ({ tally }) => quotient(tally.outcomes.answered, tally.decided),
    definition: 'calls answered by a person ÷ calls that Retell dialled and whose outcome is known',
  },
  {
    name: 'machine_rate',
    label: 'Voicemail rate',
    unit: 'share',
    value: ({ tally }) => quotient(tally.outcomes.machine, tally.decided),
    definition:
      'calls answered by voicemail or a menu ÷ calls that Retell dialled and whose outcome is known',
  },
  {
    name: 'success_rate',
    label: 'Success rate',
    unit: 'share',
    value: ({ tally }) => quotient(tally.successful, tally.analysed),
    definition: 'answered calls that the analysis calls successful ÷ answered calls that were analysed',
  },
  {
    name: 'opt_out_rate',
    label: 'Opt-out rate',
    unit: 'share',
    value: ({ tally }) => quotient(tally.optedOut, tally.called),
    definition: 'people who asked in a call not to be called again ÷ people called',
  },
  {
    name: 'callbacks_kept_rate',
    label: 'Callbacks kept',
    unit: 'share',
    value: ({ callbacks: { kept, late, broken } }) => quotient(kept, kept + late + broken),
    definition: 'callbacks placed within the tolerance ÷ callbacks kept, late or broken',
  },
  {
    name: 'attempts_until_reached',
    label: 'Calls until reached',
    unit: 'calls',
    value: ({ attempts }) => meanAttempts(attempts),
    definition: 'calls dialled to people reached, up to the first that they answered ÷ people reached',
  },
  {
    name: 'cost_per_call',
    label: 'Cost per call',
    unit: 'cents',
    value: ({ tally }) => quotient(costCents(tally), tally.placed),
    definition: 'cost of all calls ÷ calls placed',
  },
  {
    name: 'cost_per_reached',
    label: 'Cost per person reached',
    unit: 'cents',
    value: ({ tally }) => quotient(costCents(tally), tally.reached),
    definition: 'cost of all calls, also of those that nobody answered ÷ people reached',
  },
  {
    name: 'cost_per_success',
    label: 'Cost per success',
    unit: 'cents',
    value: ({ tally }) => quotient(costCents(tally), tally.successful),
    definition: 'cost of all calls ÷ successful calls',
  },
] as const satisfies readonly RateDefinition[];

export type RateName = (typeof rateDefinitions)[number]['name'];

/** What the counts of a report count, in words. */
export const countDefinitions = {
  called:
    'people with at least one call that Retell dialled; someone whose contact was removed counts by number',
  reached: 'people with at least one call that a person answered',
  notReached: 'people called, none of whose calls was answered by a person so far',
  placed: 'calls that Retell accepted; those under “our side” it did not dial',
  successful: 'calls answered by a person that the analysis calls successful',
  cost: 'what Retell has charged so far, in US dollars',
  hours: 'the hour and weekday on the clock of the person called, when the call was placed',
} as const;

/** Returns every rate of a report. */
export function ratesOf(sources: RateSources): Rate[] {
  return rateDefinitions.map(({ value, ...rate }) => ({ ...rate, value: value(sources) }));
}

/** Returns a quotient; null if it has none. */
export function quotient(numerator: number, denominator: number): number | null {
  return denominator === 0 ? null : numerator / denominator;
}
