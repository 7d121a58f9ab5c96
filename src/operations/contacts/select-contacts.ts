import type { ContactFilter } from '../../domain/contacts/contact-filter.ts';
import { Problem } from '../../domain/problem.ts';
import type { ContactStore, ContactSummary } from '../ports/contact-store.ts';
import { type FindingStore, findContacts } from './find-contact.ts';
import { type FilteringStore, prepareFilter, type SelectOptions } from './prepare-filter.ts';

/** The contacts that words name, as for `findContacts`; or those that meet the filter; or, with both, those of them that meet it. */
export interface ContactSelection {
  words: readonly string[];
  filter: ContactFilter | undefined;
}

export type SelectingStore = FindingStore & FilteringStore & Pick<ContactStore, 'contactSummaries'>;

/**
 * Selects contacts: named ones in the order of their names, others in order of id.
 *
 * @throws Problem as `findContacts` and `prepareFilter`, or `nobody_matches`
 */
export async function selectContacts(
  store: SelectingStore,
  { words, filter }: ContactSelection,
  options: SelectOptions,
): Promise<ContactSummary[]> {
  if (!filter) return findContacts(store, words, options.country);
  const matching = await store.contactSummaries(await prepareFilter(store, filter, options));
  const selected = words.length === 0 ? matching : await namedAmong(store, words, matching, options.country);
  if (selected.length > 0) return selected;
  throw new Problem('not_found', {
    code: 'nobody_matches',
    message: words.length === 0 ? 'No contact matches.' : 'None of these contacts matches.',
  });
}

async function namedAmong(
  store: SelectingStore,
  words: readonly string[],
  matching: readonly ContactSummary[],
  country: string,
): Promise<ContactSummary[]> {
  const ids = new Set(matching.map(({ id }) => id));
  return (await findContacts(store, words, country)).filter(({ id }) => ids.has(id));
}
