/** A whole list: its rows as they were chosen and ordered at one moment, read some at a time. */
export interface WholeList<T> {
  total: number;
  /** Reads the rows from the beginning, as they are by then; those that are gone are left out. */
  rows(): AsyncGenerator<T>;
}

/** Rows that are in memory at a time. */
const pageSize = 1000;

/** Returns the list of these rows: a million ids fit into memory, a million rows do not. @param read returns the rows with some of the ids, in their order */
export function wholeList<T>(
  ids: readonly number[],
  read: (ids: readonly number[]) => Promise<readonly T[]>,
): WholeList<T> {
  return {
    total: ids.length,
    rows: async function* () {
      for (let start = 0; start < ids.length; start += pageSize)
        yield* await read(ids.slice(start, start + pageSize));
    },
  };
}
