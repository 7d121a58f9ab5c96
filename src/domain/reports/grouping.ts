import { offsetPeriodAt } from '../time/offset-periods.ts';
import type { Grouping } from './groupings.ts';
import type { ReportedCall } from './reported-call.ts';
import { addCall, emptyTally, type Tally } from './tally.ts';

/** A group of calls. A call of a contact with several tags is in several groups. */
export interface Group {
  /** As `09:00`, `2026-12-08`, or the agent, tag or number; null for calls without a known hour or a tag. */
  key: string | null;
  tally: Tally;
}

type RawKey = string | number | null;

/** Tallies each group of calls apart. */
export class GroupTallies {
  readonly #grouping: Grouping;
  readonly #zone: string;
  readonly #tallies = new Map<RawKey, Tally>();

  /** @param zone the operator's, for days */
  constructor(grouping: Grouping, zone: string) {
    this.#grouping = grouping;
    this.#zone = zone;
  }

  add(call: ReportedCall): void {
    if (this.#grouping === 'hour') this.#addTo(call.hourOfWeek === null ? null : call.hourOfWeek % 24, call);
    else if (this.#grouping === 'day') this.#addTo(dayOf(call.requestedAt, this.#zone), call);
    else if (call.labels.length === 0) this.#addTo(null, call);
    else for (const label of call.labels) this.#addTo(label, call);
  }

  /** Returns the groups: hours and days in order of time, the others by the number of calls. Those without a key come last. */
  groups(): Group[] {
    const isTime = this.#grouping === 'hour' || this.#grouping === 'day';
    const entries = [...this.#tallies].toSorted(([a, one], [b, other]) => {
      if (a === null || b === null) return Number(a === null) - Number(b === null);
      if (isTime) return Number(a) - Number(b);
      return other.placed - one.placed || String(a).localeCompare(String(b), 'en');
    });
    return entries.map(([key, tally]) => ({ key: this.#format(key), tally }));
  }

  #addTo(key: RawKey, call: ReportedCall): void {
    let tally = this.#tallies.get(key);
    if (!tally) {
      tally = emptyTally();
      this.#tallies.set(key, tally);
    }
    addCall(tally, call);
  }

  #format(key: RawKey): string | null {
    if (typeof key !== 'number') return key;
    if (this.#grouping === 'hour') return `${String(key).padStart(2, '0')}:00`;
    return new Date(key * dayMs).toISOString().slice(0, 10);
  }
}

const dayMs = 86_400_000;

/** Returns the day that a zone's calendar shows, in days since 1 January 1970. */
function dayOf(time: number, zone: string): number {
  return Math.floor((time + offsetPeriodAt(time, zone).offset) / dayMs);
}
