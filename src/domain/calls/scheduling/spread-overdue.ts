/** A call whose time passed without being placed. */
export interface OverdueCall {
  id: number;
  /** When it was planned, together with the calls of its plan. */
  plannedAt: Date;
  /** The time between it and the next call of its plan, ms; null if that is not known. */
  spacing: number | null;
}

/**
 * Lays overdue calls out again from `now`: the first of each plan now, the others after it at their planned spacing, in their order.
 * Whatever held them up, their phones do not all ring at once, and no plan waits for another.
 *
 * @param overdue in the order in which they were due
 * @param spacing of calls whose own is not known, ms
 */
export function spreadOverdue(
  overdue: readonly OverdueCall[],
  { now, spacing }: { now: Date; spacing: number },
): { id: number; at: Date }[] {
  const nextOf = new Map<number, number>();
  return overdue.map((call) => {
    const plan = call.plannedAt.getTime();
    const at = nextOf.get(plan) ?? now.getTime();
    nextOf.set(plan, at + (call.spacing ?? spacing));
    return { id: call.id, at: new Date(at) };
  });
}
