/** How many programs to run at once: enough to keep two cores busy. */
const concurrency = 3;

/** Calls `work` for each item, a few at a time. @returns the results in the same order */
export async function mapAFewAtOnce<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<R[]> {
  const waiting = [...items.entries()];
  const results: R[] = [];
  const worker = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) results[next[0]] = await work(next[1]);
  };
  await Promise.all(Array.from({ length: concurrency }, worker));
  return results;
}
