import type { Suppression } from '../../domain/contacts/suppression/suppression.ts';
import type { Clock } from '../../domain/time/clock.ts';
import type { SuppressionStore } from '../ports/brakes/suppression-store.ts';
import type { RetellContact, Telephony } from '../ports/telephony.ts';

export interface SyncOptions {
  telephony: Telephony;
  clock: Clock;
  /** Once it aborts, the page in progress is finished and no other begins. */
  signal: AbortSignal;
  onProgress: (contacts: number) => void;
}

export interface SyncResult {
  /** Retell's contacts that were looked at. */
  contacts: number;
  /** Numbers that Retell has marked, and that were not on the list. */
  entered: number;
  /** Retell's contacts whose numbers are on the list, and that it had not marked. */
  marked: number;
  /** Ids of the calls that were cancelled. */
  cancelled: number[];
  isStopped: boolean;
}

/** Retell allows 15 list requests in 10 s, and 100 others: this far apart, ms. */
const pauseOfPages = 800;
const pauseOfUpdates = 110;

/** Retell's numbers are E.164; anything else is no number that could be called. */
const e164 = /^\+[1-9]\d{6,14}$/;

/**
 * Brings the do-not-call list and the marks of Retell's contacts together: what either of them has marked, both have. Contacts are not
 * created at Retell.
 *
 * @throws Problem if Retell cannot be asked; what was done until then stays
 */
export async function syncWithRetell(
  store: Pick<SuppressionStore, 'suppress' | 'suppressionOf'>,
  { telephony, clock, signal, onProgress }: SyncOptions,
): Promise<SyncResult> {
  const result: SyncResult = { contacts: 0, entered: 0, marked: 0, cancelled: [], isStopped: false };
  for (let after: string | undefined; ; ) {
    const { contacts, next } = await telephony.listContacts(after);
    const usable = contacts.filter(({ phoneNumber }) => e164.test(phoneNumber));
    const now = clock.now();
    const marked = usable.filter(({ doNotCall }) => doNotCall);
    const { added, cancelled } = await store.suppress(
      marked.map(({ phoneNumber }) => entryFromRetell(phoneNumber, now)),
      now,
    );
    result.contacts += contacts.length;
    result.entered += added;
    result.cancelled.push(...cancelled);
    for (const { id } of await listedHere(store, usable)) {
      await telephony.markContact(id);
      result.marked++;
      await clock.sleep(pauseOfUpdates, signal);
    }
    onProgress(result.contacts);
    if (next === undefined) return result;
    if (signal.aborted) return { ...result, isStopped: true };
    after = next;
    await clock.sleep(pauseOfPages, signal);
  }
}

/** Returns the entry of a number that Retell's own contact is marked for. */
export function entryFromRetell(phoneNumber: string, now: Date): Suppression {
  return {
    phoneNumber,
    source: 'retell',
    reason: 'marked do-not-call at Retell',
    addedBy: null,
    createdAt: now,
  };
}

async function listedHere(
  store: Pick<SuppressionStore, 'suppressionOf'>,
  contacts: readonly RetellContact[],
): Promise<RetellContact[]> {
  const listed: RetellContact[] = [];
  for (const contact of contacts)
    if (!contact.doNotCall && (await store.suppressionOf(contact.phoneNumber))) listed.push(contact);
  return listed;
}
