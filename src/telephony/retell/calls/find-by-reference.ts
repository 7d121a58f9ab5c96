import type Retell from 'retell-sdk';
import { z } from 'zod';
import type { CallReport } from '../../../domain/calls/outcomes/report.ts';
import { type Asking, parseCall, reportOf } from './call-object.ts';
import { unreadableItem, wholeList } from './whole-list.ts';

/** A listed call of which it can be said under which reference it was placed, if under any. */
const listedSchema = z.looseObject({
  call_id: z.string().min(1),
  metadata: z.looseObject({ voicebot_reference: z.string().nullish() }),
});

/** Returns the reference that a listed call bears, null for none; undefined if that cannot be read. */
function referenceOf(item: unknown): string | null | undefined {
  const parsed = listedSchema.safeParse(item);
  return parsed.success ? (parsed.data.metadata.voicebot_reference ?? null) : undefined;
}

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
  { observedAt, ...options }: Asking,
): Promise<CallReport | undefined> {
  const metadata = [{ type: 'string', op: 'eq', key: 'voicebot_reference', value: reference } as const];
  for await (const items of wholeList(client, metadata, options)) {
    const references = items.map(referenceOf);
    const [found, another] = items
      .filter((_, index) => references[index] === reference)
      .flatMap((item) => parseCall(item) ?? []);
    if (found) return { ...reportOf(found, observedAt), ...(another && { alsoPlacedAs: another.call_id }) };
    if (references.includes(undefined)) throw unreadableItem();
  }
  return undefined;
}
