import type Retell from 'retell-sdk';
import { TelephonyProblem } from '../../../operations/ports/telephony-trouble.ts';
import { pageSchema, parse } from '../responses.ts';

/** How many calls a page may have, and how many pages are read at most. A server that filters needs one page. */
const perPage = 100;
const maxPages = 10;

type MetadataFilter = { type: 'string'; op: 'eq'; key: string; value: string };

/**
 * Reads the calls with this metadata, a page at a time, to the end. What is in none of the pages is not in Retell's list, as long as
 * every item could be read.
 *
 * @throws TelephonyProblem `unreadable` if a page is not whole, or does not say what follows
 */
export async function* wholeList(
  client: Retell,
  metadata: MetadataFilter[],
  options: Retell.RequestOptions,
): AsyncGenerator<unknown[]> {
  let key: { pagination_key?: string } = {};
  for (let read = 0; read < maxPages; read++) {
    const response: unknown = await client.call.list(
      { filter_criteria: { metadata }, limit: perPage, ...key },
      options,
    );
    const { items, has_more, pagination_key } = parse(pageSchema, response);
    yield items;
    if (!(has_more ?? pagination_key)) return;
    if (items.length === 0 || !pagination_key)
      throw unreadable('a page of its list does not say what follows');
    key = { pagination_key };
  }
  throw unreadable('its list does not end');
}

function unreadable(why: string): TelephonyProblem {
  return new TelephonyProblem('unreadable', `Retell cannot be asked whether it placed a call: ${why}`);
}

/** Returns the problem of a list with an item of which it cannot be said which call it is. */
export function unreadableItem(): TelephonyProblem {
  return unreadable('it lists a call without an id or its metadata');
}
