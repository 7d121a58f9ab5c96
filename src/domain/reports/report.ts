import { type AttemptsRow, AttemptsTally } from './attempts.ts';
import type { CallbackCounts } from './callbacks.ts';
import { type CalleeHours, CalleeHoursTally } from './callee-hours.ts';
import { type Durations, DurationTally } from './durations.ts';
import { type Group, GroupTallies } from './grouping.ts';
import type { Grouping } from './groupings.ts';
import { type Rate, ratesOf } from './rates.ts';
import type { ReportedCall } from './reported-call.ts';
import { addCall, emptyTally, type Tally } from './tally.ts';

/** How calls went. */
export interface Report {
  tally: Tally;
  rates: Rate[];
  hours: CalleeHours;
  /** How long conversations lasted, and calls that a machine answered. */
  durations: { answered: Durations; machine: Durations };
  attempts: AttemptsRow[];
  callbacks: CallbackCounts;
  by: Grouping;
  groups: Group[];
}

/** Makes a report in one pass over calls, which must come person by person, each person's in order of time. */
export class ReportTally {
  readonly #by: Grouping;
  readonly #tally = emptyTally();
  readonly #hours = new CalleeHoursTally();
  readonly #attempts = new AttemptsTally();
  readonly #durations = { answered: new DurationTally(), machine: new DurationTally() };
  readonly #groups: GroupTallies;

  /** @param zone the operator's, for days */
  constructor(by: Grouping, zone: string) {
    this.#by = by;
    this.#groups = new GroupTallies(by, zone);
  }

  add(call: ReportedCall): void {
    addCall(this.#tally, call);
    this.#groups.add(call);
    this.#hours.add(call);
    this.#attempts.add(call);
    const { outcome, durationMs } = call;
    if (durationMs !== null && (outcome === 'answered' || outcome === 'machine'))
      this.#durations[outcome].add(durationMs);
  }

  report(callbacks: CallbackCounts): Report {
    const attempts = this.#attempts.rows();
    const { answered, machine } = this.#durations;
    return {
      tally: this.#tally,
      rates: ratesOf({ tally: this.#tally, attempts, callbacks }),
      hours: this.#hours.result(),
      durations: { answered: answered.result(), machine: machine.result() },
      attempts,
      callbacks,
      by: this.#by,
      groups: this.#groups.groups(),
    };
  }
}
