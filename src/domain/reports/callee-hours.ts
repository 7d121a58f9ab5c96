import { countingOf } from './outcome.ts';
import type { ReportedCall } from './reported-call.ts';

export const weekdays = [
  ...(['monday', 'tuesday', 'wednesday', 'thursday'] as const),
  ...(['friday', 'saturday', 'sunday'] as const),
] as const;

export type Weekday = (typeof weekdays)[number];

/** Calls whose outcome is known, and those of them that a human answered. */
export interface Answers {
  calls: number;
  answered: number;
  /** null if there were no calls. */
  rate: number | null;
}

/** When calls were placed and answered, by the callees' own clocks. */
export interface CalleeHours {
  /** By hour of the day, from the first to the last with calls; and by day of the week. */
  byHour: (Answers & { hour: number })[];
  byWeekday: (Answers & { weekday: Weekday })[];
  /** By both, where there were calls. */
  byHourAndWeekday: (Answers & { weekday: Weekday; hour: number })[];
  /** How many of these calls went by the callee's own clock, by one that was assumed of several, and by none. */
  clocks: { own: number; assumed: number; unknown: number };
}

const hoursOfWeek = 7 * 24;

/** Counts calls whose outcome is known by the hour of their callee's week. */
export class CalleeHoursTally {
  readonly #calls = new Float64Array(hoursOfWeek);
  readonly #answered = new Float64Array(hoursOfWeek);
  readonly #clocks = { own: 0, assumed: 0, unknown: 0 };

  add({ outcome, hourOfWeek, clock }: ReportedCall): void {
    if (!countingOf[outcome].isDecided) return;
    if (hourOfWeek === null || clock === null) {
      this.#clocks.unknown++;
      return;
    }
    this.#clocks[clock === 'callee' ? 'own' : 'assumed']++;
    this.#calls[hourOfWeek] = (this.#calls[hourOfWeek] ?? 0) + 1;
    if (outcome === 'answered') this.#answered[hourOfWeek] = (this.#answered[hourOfWeek] ?? 0) + 1;
  }

  result(): CalleeHours {
    const cells = Array.from({ length: hoursOfWeek }, (_, index) => index);
    const filled = cells.filter((index) => this.#calls[index]);
    const hours = filled.map((index) => index % 24);
    const first = Math.min(...hours);
    const span = hours.length === 0 ? 0 : Math.max(...hours) - first + 1;
    return {
      byHour: Array.from({ length: span }, (_, index) => first + index).map((hour) => ({
        hour,
        ...this.#sum(cells.filter((index) => index % 24 === hour)),
      })),
      byWeekday: weekdays.map((weekday, day) => ({
        weekday,
        ...this.#sum(cells.slice(24 * day, 24 * day + 24)),
      })),
      byHourAndWeekday: filled.map((index) => ({
        weekday: weekdays[Math.floor(index / 24)] ?? 'monday',
        hour: index % 24,
        ...this.#sum([index]),
      })),
      clocks: this.#clocks,
    };
  }

  #sum(cells: readonly number[]): Answers {
    const calls = cells.reduce((sum, index) => sum + (this.#calls[index] ?? 0), 0);
    const answered = cells.reduce((sum, index) => sum + (this.#answered[index] ?? 0), 0);
    return { calls, answered, rate: calls === 0 ? null : answered / calls };
  }
}
