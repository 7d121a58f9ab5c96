/** A call whose time passed without being placed. */
export interface OverdueCall {
  id: number;
  dueAt: Date;
  /** The time between it and the next call of its plan, ms; null if that is not known. */
  spacing: number | null;
}

/**
 * Lays overdue calls out again from `now`, in their order: each follows the one before as soon after it as it was due, but no later than
 * their spacing asks. So their phones ring no closer together than was planned, whatever held them up.
 *
 * @param overdue in the order in which they were due
 * @param spacing of calls whose own is not known, ms
 */
export function spreadOverdue(
  overdue: readonly OverdueCall[],
  { now, spacing }: { now: Date; spacing: number },
): { id: number; at: Date }[] {
  let at = now.getTime();
  return overdue.map((call, index) => {
    const before = overdue[index - 1];
    if (before) at += Math.min(call.dueAt.getTime() - before.dueAt.getTime(), before.spacing ?? spacing);
    return { id: call.id, at: new Date(at) };
  });
}

/** A pending call of a campaign that goes on after a pause. */
export interface ResumedCall extends OverdueCall {
  /** When it is due now; null if the pause held it up. */
  ownTime: Date | null;
}

/**
 * Lays out the calls of a resumed campaign: those that were held up as {@link spreadOverdue} does; and those whose time would come among them follow in
 * their turn, or the phones would ring closer together than was planned. Calls whose time comes later keep it.
 *
 * @param calls in the order in which they were planned
 * @param spacing of calls whose own is not known, ms
 * @returns the calls whose time changes
 */
export function spreadResumed(
  calls: readonly ResumedCall[],
  { now, spacing }: { now: Date; spacing: number },
): { id: number; at: Date }[] {
  let at = now.getTime();
  let before: ResumedCall | undefined;
  return calls.flatMap((call) => {
    const gap = before && Math.min(call.dueAt.getTime() - before.dueAt.getTime(), before.spacing ?? spacing);
    const turn = at + (gap ?? 0);
    if (call.ownTime && (before === undefined || call.ownTime.getTime() >= turn)) return [];
    at = turn;
    before = call;
    return { id: call.id, at: new Date(at) };
  });
}
