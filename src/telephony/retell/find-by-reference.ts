import type Retell from 'retell-sdk';
import type { CallReport } from '../../domain/calls/call.ts';
import { parseCall, referenceOf, reportOf } from './responses.ts';
import { unreadableItem, wholeList } from './whole-list.ts';

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
  for await (const items of wholeList(client, metadata, options)) {
    const references = items.map(referenceOf);
    const [found, another] = items
      .filter((_, index) => references[index] === reference)
      .flatMap((item) => parseCall(item) ?? []);
    if (found) return { ...reportOf(found, 'registered'), ...(another && { alsoPlacedAs: another.call_id }) };
    if (references.includes(undefined)) throw unreadableItem();
  }
  return undefined;
}
