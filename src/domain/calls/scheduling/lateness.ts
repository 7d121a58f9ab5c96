/** What is overdue by more than this, because no run came, is laid out again, ms. */
export const overdueAfter = 30 * 60_000;

/**
 * Returns since when a call is late: when voicebot last meant to place it. That is when it was due, or when a later run found it due and
 * could not place it yet, for example because no line was free.
 *
 * @param lastRunAt when the last run before this one looked at what was due; null if that is not known. One to come is that of a clock that was
 * ahead, and says nothing.
 */
function lateSince(dueAt: Date, lastRunAt: Date | null, now: Date): Date {
  return lastRunAt && lastRunAt > dueAt && lastRunAt <= now ? lastRunAt : dueAt;
}

/** Returns whether a call is too late to be placed. Times in ms. */
export function isMissed(dueAt: Date, now: Date, lastRunAt: Date | null, maxLateness: number): boolean {
  return now.getTime() - lateSince(dueAt, lastRunAt, now).getTime() > maxLateness;
}
