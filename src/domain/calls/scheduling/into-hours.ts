/** A call of a plan. */
export interface PlannedCall<T> {
  contact: T;
  /** When it was planned. */
  at: Date;
}

/** A call of a plan, at a time at which it is allowed. */
export interface LaidOutCall<T> extends PlannedCall<T> {
  /** When it was planned, if it had to move; undefined if it did not. */
  movedFrom?: Date;
}

export interface LaidOut<T> {
  /** In the order in which their phones ring. */
  calls: LaidOutCall<T>[];
  /** Those for whom there is no allowed time at all. */
  unreachable: T[];
}

/** Returns the first allowed moment at or after `at`; null if there is none. */
export type NextOpening<T> = (contact: T, at: Date) => Date | null;

/**
 * Moves the calls of a plan that fall outside the hours of their callees, each to its own next opening. Those that move to the same
 * opening keep their order and spacing among themselves; what no longer fits moves on to the next. Nobody waits for another's clock,
 * and calls that are allowed stay where they are.
 *
 * @param calls in order of time
 * @param every the spacing, ms
 * @param groupOf what two contacts have in common if they are allowed at the same times
 */
export function moveIntoHours<T>(
  calls: readonly PlannedCall<T>[],
  every: number,
  nextOpening: NextOpening<T>,
  groupOf: (contact: T) => unknown,
): LaidOut<T> {
  const laidOut: LaidOutCall<T>[] = [];
  const unreachable: T[] = [];
  /** The next free time after each opening. */
  const freeFrom = new Map<number, number>();
  /** For each group, the latest opening that a call was moved to: those before it are full. */
  const latest = new Map<unknown, number>();

  const findTime = (contact: T, opening: number): number | undefined => {
    for (let opens = opening; ; ) {
      const time = freeFrom.get(opens) ?? opens;
      const next = nextOpening(contact, new Date(time))?.getTime();
      if (next === undefined) return undefined;
      if (next === time) {
        freeFrom.set(opens, time + every);
        latest.set(groupOf(contact), opens);
        return time;
      }
      opens = next;
    }
  };

  for (const { contact, at } of calls) {
    const opens = nextOpening(contact, at)?.getTime();
    if (opens === at.getTime()) {
      laidOut.push({ contact, at });
      continue;
    }
    const opening = opens === undefined ? undefined : Math.max(opens, latest.get(groupOf(contact)) ?? 0);
    const time = opening === undefined ? undefined : findTime(contact, opening);
    if (time === undefined) unreachable.push(contact);
    else laidOut.push({ contact, at: new Date(time), movedFrom: at });
  }
  laidOut.sort((a, b) => a.at.getTime() - b.at.getTime());
  return { calls: laidOut, unreachable };
}
