import type Retell from 'retell-sdk';
import type { CallReport } from '../../domain/calls/call.ts';
import { TelephonyProblem } from '../../operations/ports/telephony-trouble.ts';
import { pageSchema, parse, parseCall, referenceOf, reportOf } from './responses.ts';

/** How many calls a page may have, and how many pages are read at most. A server that filters needs one page. */
const perPage = 100;
const maxPages = 10;

/**
 * Asks Retell for the call with this reference. That there is none is an answer only of whole pages, read to the end, of whose every
 * item it is known which reference it bears: the request of a call that is not there may be sent again.
 *
 * @returns the call, with the id of another under the same reference if its page has one; undefined if Retell lists none
 * @throws TelephonyProblem `unreadable` if the list proves nothing
 */
export async function findByReference(
  client: Retell,
  reference: string,
  options: Retell.RequestOptions,
): Promise<CallReport | undefined> {
  const metadata = [{ type: 'string', op: 'eq', key: 'voicebot_reference', value: reference } as const];
  let key: { pagination_key?: string } = {};
  for (let read = 0; read < maxPages; read++) {
    const response: unknown = await client.call.list(
      { filter_criteria: { metadata }, limit: perPage, ...key },
      options,
    );
    const { items, has_more, pagination_key } = parse(pageSchema, response);
    const references = items.map(referenceOf);
    const [found, another] = items
      .filter((_, index) => references[index] === reference)
      .flatMap((item) => parseCall(item) ?? []);
    if (found) return { ...reportOf(found, 'registered'), ...(another && { alsoPlacedAs: another.call_id }) };
    if (references.includes(undefined)) throw unreadable('it lists a call without an id or its metadata');
    if (!(has_more ?? pagination_key)) return undefined;
    if (items.length === 0 || !pagination_key)
      throw unreadable('a page of its list does not say what follows');
    key = { pagination_key };
  }
  throw unreadable('its list does not end');
}

function unreadable(why: string): TelephonyProblem {
  return new TelephonyProblem('unreadable', `Retell cannot be asked whether it placed a call: ${why}`);
}
