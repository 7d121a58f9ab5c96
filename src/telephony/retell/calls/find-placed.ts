import type Retell from 'retell-sdk';
import type { PlacedCall } from '../../../operations/ports/ledger-store.ts';
import { type Asking, parseCall, reportOf } from './call-object.ts';
import { attemptOf, filtersFor } from './metadata.ts';
import { unreadableItem, wholeList } from './whole-list.ts';

/**
 * Asks Retell for every call that was placed for a scheduled call.
 *
 * @throws TelephonyProblem `unreadable` if the list proves nothing
 */
export async function findPlaced(
  client: Retell,
  { database, scheduledCallId }: { database: string; scheduledCallId: number },
  { observedAt, ...options }: Asking,
): Promise<PlacedCall[]> {
  const found: PlacedCall[] = [];
  for await (const items of wholeList(client, filtersFor(database, scheduledCallId), options)) {
    for (const item of items) {
      const [listed, call] = [attemptOf(item), parseCall(item)];
      if (!listed || !call) throw unreadableItem();
      const isOurs = listed.database === database && listed.scheduledCallId === String(scheduledCallId);
      if (!isOurs) continue;
      if (listed.reference === null) throw unreadableItem();
      found.push({
        reference: listed.reference,
        attempt: listed.attempt,
        report: reportOf(call, observedAt),
      });
    }
  }
  return found;
}
