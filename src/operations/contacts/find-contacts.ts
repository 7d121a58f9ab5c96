import { parseIds } from '../../domain/contacts/id-selection.ts';
import { Problem } from '../../domain/problem.ts';
import type { ContactStore, ContactSummary } from '../ports/contact-store.ts';
import { contactNotFound, type FindingStore, findContact } from './find-contact.ts';

const shownIds = 10;

/**
 * Finds the contacts that an operator names: ids, ranges, and texts as for `findContact`. Each is returned once, in the order in
 * which it was named.
 *
 * @param country how a number without `+` is read
 * @throws Problem `contact_not_found`, `ambiguous_contact`, `invalid_id`, or `nobody_chosen` if none was named
 */
export async function findContacts(
  store: FindingStore & Pick<ContactStore, 'contactSummaries'>,
  words: readonly string[],
  country: string,
): Promise<ContactSummary[]> {
  const selections = parseIds(words);
  if (selections.length === 0) {
    throw new Problem('usage', { code: 'nobody_chosen', message: 'No contact was named.' });
  }
  const ids = selections.flatMap((selection) => (selection.kind === 'id' ? selection.id : []));
  const summaries = ids.length === 0 ? [] : await store.contactSummaries({ ids });
  const byId = new Map(summaries.map((contact) => [contact.id, contact]));
  const found = new Map<number, ContactSummary>();
  for (const selection of selections) {
    const contact =
      selection.kind === 'id' ? byId.get(selection.id) : await findContact(store, selection.text, country);
    if (contact) found.set(contact.id, contact);
  }
  const missing = ids.filter((id) => !byId.has(id));
  if (missing.length > 0) throw contactNotFound(`No contact has ${idsText(missing)}.`);
  return [...found.values()];
}

/** `the id 7`, or `the ids 7, 8 and 12 more` */
function idsText(ids: readonly number[]): string {
  if (ids.length === 1) return `the id ${ids[0]}`;
  const more = ids.length - shownIds;
  return `the ids ${ids.slice(0, shownIds).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}
