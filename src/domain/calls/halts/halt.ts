/** Who has halted calling: the operator, or voicebot itself after many refusals in a row. */
export const halters = ['operator', 'failures'] as const;

/** A time during which no call is placed. */
export interface Halt {
  id: number;
  by: (typeof halters)[number];
  reason: string | null;
  since: Date;
}

/**
 * Returns whether calling is halted now that Retell has refused this many calls in a row. Something is wrong with all of them then,
 * and each would lose its attempts.
 *
 * @param stopAfter the operator's setting
 */
export function isHaltedBy(refusalsInARow: number, stopAfter: number): boolean {
  return refusalsInARow >= stopAfter;
}

/** Returns the reason of a halt after refusals, which is that of the last. */
export function reasonOfRefusals(refusalsInARow: number, lastReason: string): string {
  const calls = refusalsInARow === 1 ? 'a call' : `${refusalsInARow} calls in a row`;
  return `Retell refused ${calls}, the last with: ${lastReason}`;
}

/** Describes a halt, as in `calling is halted: office closed`. */
export function describeHalt({ reason }: Pick<Halt, 'reason'>): string {
  return `calling is halted${reason ? `: ${reason}` : ''}`;
}
