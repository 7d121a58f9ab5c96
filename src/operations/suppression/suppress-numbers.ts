import type { Suppression } from '../../domain/contacts/suppression/suppression.ts';
import type { Clock } from '../../domain/time/clock.ts';
import type { SuppressionStore } from '../ports/brakes/suppression-store.ts';

/** What entering numbers in the do-not-call list has done. */
export interface SuppressResult {
  /** The entries, as they stand now, in the order of the request. */
  entries: Suppression[];
  /** How many of them were not listed before. */
  added: number;
  /** Ids of the calls that were cancelled. */
  cancelled: number[];
}

/**
 * Puts numbers, or beginnings of numbers, on the do-not-call list, and cancels every call to them that has not been placed.
 *
 * @param phoneNumbers as `requireListedNumber` returns them
 */
export async function suppressNumbers(
  store: Pick<SuppressionStore, 'suppress' | 'suppressions'>,
  phoneNumbers: readonly string[],
  why: Pick<Suppression, 'source' | 'reason' | 'addedBy'>,
  clock: Pick<Clock, 'now'>,
): Promise<SuppressResult> {
  const now = clock.now();
  const distinct = [...new Set(phoneNumbers)];
  const drafts = distinct.map((phoneNumber) => ({ ...why, phoneNumber, createdAt: now }));
  const { added, cancelled } = await store.suppress(drafts, now);
  return { entries: await store.suppressions(distinct), added, cancelled };
}
