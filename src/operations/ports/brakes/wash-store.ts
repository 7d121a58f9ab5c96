import type { OverdueCall } from '../../../domain/calls/scheduling/spread-overdue.ts';
import type { Suppression } from '../../../domain/contacts/suppression/suppression.ts';
import type { Suppressed } from './suppression-store.ts';

/** A file with the result of washing numbers against a do-not-call register. */
export interface WashRecord {
  /** The label of the file. */
  file: string;
  register: string;
  washedAt: Date;
}

/** Numbers that were washed. */
export interface WashStore {
  /** Records a wash, or finds the one with the same file, register and date. @returns its id */
  beginWash(wash: WashRecord, now: Date): Promise<number>;
  /**
   * Records which numbers were washed, unless a later wash has them, and enters those that the register lists in the do-not-call list,
   * as `suppress` does.
   */
  recordWash(
    washId: number,
    result: { washed: readonly string[]; washedAt: Date; listed: readonly Suppression[] },
    now: Date,
  ): Promise<Suppressed>;
  /** Returns the calls to numbers of a wash that wait for one, in the order in which they would be placed. */
  callsWaitingForWash(washId: number): Promise<OverdueCall[]>;
}
