import type { Halt } from '../../../domain/calls/halts/halt.ts';
import type { OverdueCall } from '../../../domain/calls/scheduling/spread-overdue.ts';

/** Halts, which all runs share: while one stands, no call is claimed. */
export interface HaltStore {
  standingHalt(): Promise<Halt | undefined>;
  /** Halts calling. A halt that stands is kept, with the new reason if there is one. @returns the halt that stands now */
  haltCalls(order: Pick<Halt, 'by' | 'reason'>, now: Date): Promise<Halt>;
  /** Records that a run tells the operator of a halt. @returns false if one already has */
  reportHalt(id: number, now: Date): Promise<boolean>;
  /** Returns every call that is due at `now`, in the order in which they are placed. */
  overdueCalls(now: Date): Promise<OverdueCall[]>;
  /** Sets when these calls are due, as far as they are still `PENDING`. */
  layOutCalls(times: readonly { id: number; at: Date }[], now: Date): Promise<void>;
  /** Lifts a halt, and counts refusals from 0 again. */
  liftHalt(id: number, now: Date): Promise<void>;
}
