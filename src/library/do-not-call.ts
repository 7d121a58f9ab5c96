import { requireListedNumber } from '../domain/contacts/suppression/listed-number.ts';
import type { Suppression } from '../domain/contacts/suppression/suppression.ts';
import type { Unsuppressed } from '../operations/ports/brakes/suppression-store.ts';
import { allSuppressions } from '../operations/suppression/all-suppressions.ts';
import { suppressNumbers } from '../operations/suppression/suppress-numbers.ts';
import { unsuppressNumbers } from '../operations/suppression/unsuppress-numbers.ts';
import type { Session } from '../session/session.ts';
import { suppressionView } from '../views/suppression.ts';
import { objectOf } from '../views/view.ts';
import type { SuppressionObject } from './objects.ts';
import { type PageOf, type PageOptions, readPageOf } from './paging/paging.ts';

/** Numbers that are never called, in any format, and beginnings of numbers: `+6113*`. */
export interface DoNotCall {
  /** All entries, in order of number. */
  list(): AsyncIterable<SuppressionObject>;
  /** A page of them. */
  page(options?: PageOptions<'phoneNumber'>): Promise<PageOf<SuppressionObject>>;
  /** Adds numbers, and cancels every call to them that has not been placed. */
  add(
    numbers: readonly string[],
    why?: { reason?: string | undefined; addedBy?: string | undefined },
  ): Promise<{ entries: SuppressionObject[]; added: number; cancelled: number[] }>;
  /** @throws Problem `not_listed` if none was on the list */
  remove(numbers: readonly string[]): Promise<Unsuppressed>;
}

/** Returns the operations on the do-not-call list of a session. @internal */
export function doNotCallOf({ settings, store, clock }: Session): DoNotCall {
  const read = (numbers: readonly string[]) =>
    numbers.map((number) => requireListedNumber(number, settings.country));
  const show = (entry: Suppression) => objectOf(entry, suppressionView);
  return {
    async *list() {
      for await (const entry of allSuppressions(await store())) yield show(entry);
    },
    page: async (options = {}) => {
      const kept = await store();
      const about = { profile: settings.profile, list: 'dnc', filter: {} };
      return readPageOf(about, options, (query) => kept.pageOfSuppressions(query), show);
    },
    add: async (numbers, { reason, addedBy } = {}) => {
      const why = { source: 'operator', reason: reason?.trim() || null, addedBy: addedBy ?? null } as const;
      const result = await suppressNumbers(await store(), read(numbers), why, clock());
      return { ...result, entries: result.entries.map(show) };
    },
    remove: async (numbers) => unsuppressNumbers(await store(), read(numbers), clock()),
  };
}
