import type { ImportStore } from '../ports/import-store.ts';
import type { ListFile, ListHead, ReadHeadOptions } from '../ports/list-file.ts';
import { type Mapping, rememberedMapping } from './map-columns.ts';

/** What an operator sees of a list before it is imported. */
export interface ListToMap extends ListHead {
  /** The mapping that was agreed on for a list with the same headers; undefined if there was none. */
  remembered: Mapping | undefined;
}

/**
 * Reads a list to its end, and returns what its columns are settled from. Changes nothing: `importRows` is the next step, now or
 * in another request.
 *
 * @returns undefined if `signal` aborts first
 * @throws Problem for a list that is broken anywhere
 */
export async function readList(
  store: ImportStore,
  list: ListFile,
  options: ReadHeadOptions,
): Promise<ListToMap | undefined> {
  const head = await list.readHead(options);
  if (!head || options.signal.aborted) return undefined;
  return { ...head, remembered: await rememberedMapping(store, head.headers) };
}
