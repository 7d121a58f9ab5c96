import type { Suppression } from '../../domain/contacts/suppression/suppression.ts';
import type { SuppressionStore } from '../ports/brakes/suppression-store.ts';

/** Entries that are in memory at a time. */
const pageSize = 1000;

/** Yields every entry of the do-not-call list, in order of number. */
export async function* allSuppressions(
  store: Pick<SuppressionStore, 'suppressionsAfter'>,
): AsyncGenerator<Suppression> {
  for (let after = ''; ; ) {
    const page = await store.suppressionsAfter(after, pageSize);
    yield* page;
    const last = page.at(-1);
    if (!last || page.length < pageSize) return;
    after = last.phoneNumber;
  }
}
