import type { Contact } from '../../domain/contacts/contact.ts';
import type { ContactFilter } from '../../domain/contacts/contact-filter.ts';
import { Problem } from '../../domain/problem.ts';
import type { ContactStore, ContactSummary } from '../ports/contact-store.ts';
import { findContacts } from './find-contacts.ts';

const pageSize = 1000;

/**
 * The contacts that ids and numbers name, or that meet a filter, or of those named the ones that meet it.
 *
 * @param country how a number without `+` is read
 * @throws Problem as `findContacts`; `nobody_chosen` for neither, `nobody_matches` for a filter that nobody meets
 */
export async function selectContacts(
  store: ContactStore,
  words: string[],
  filter: ContactFilter | undefined,
  country: string,
): Promise<ContactSummary[]> {
  if (!filter) return findContacts(store, words, country);
  const meeting = await store.contactSummaries(filter);
  const chosen = words.length === 0 ? meeting : await ofThese(store, words, meeting, country);
  if (chosen.length > 0) return chosen;
  throw new Problem('not_found', {
    code: 'nobody_matches',
    message: words.length === 0 ? 'No contact matches that.' : 'None of these contacts matches that.',
  });
}

/** All contacts, or those that meet the filter, in order of id, read a page at a time. */
export async function* everyContact(store: ContactStore, filter?: ContactFilter): AsyncGenerator<Contact> {
  if (!filter) yield* wholeList(store);
  const ids = filter ? await store.contactIds(filter) : [];
  for (let from = 0; from < ids.length; from += pageSize)
    yield* await store.listContacts({ ids: ids.slice(from, from + pageSize) });
}

async function* wholeList(store: ContactStore): AsyncGenerator<Contact> {
  let afterId = 0;
  for (;;) {
    const page = await store.listContacts({ afterId, limit: pageSize });
    yield* page;
    const last = page.at(-1);
    if (!last || page.length < pageSize) return;
    afterId = last.id;
  }
}

async function ofThese(
  store: ContactStore,
  words: string[],
  meeting: readonly ContactSummary[],
  country: string,
): Promise<ContactSummary[]> {
  const ids = new Set(meeting.map(({ id }) => id));
  return (await findContacts(store, words, country)).filter(({ id }) => ids.has(id));
}
