import type { Contact } from '../../domain/contacts/contact.ts';
import { parseIds, type Selection } from '../../domain/contacts/id-selection.ts';
import { Problem } from '../../domain/problem.ts';
import type { ContactStore, ContactSummary } from '../ports/contact-store.ts';

const shownCandidates = 5;

/**
 * The contact that an operator means: an id, a phone number in any format, or a name or e-mail that fits exactly one.
 *
 * @param country how a number without `+` is read
 * @throws Problem `contact_not_found`, or `ambiguous_contact` with the candidates
 */
export async function findContact(store: ContactStore, text: string, country: string): Promise<Contact> {
  const [selection, ...more] = parseIds([text]);
  if (selection?.kind === 'id' && more.length === 0) return contactById(store, selection.id);
  const number = await phoneNumberIn(text, country);
  if (number) {
    const contact = await store.contactByPhoneNumber(number);
    if (contact) return contact;
    throw notFound(`No contact has the number ${number}.`);
  }
  return contactCalled(store, text.trim());
}

/**
 * The contacts that `<ids...>` names, in that order, each once.
 *
 * @throws Problem `contact_not_found`, `ambiguous_contact`, `invalid_id`, or `nobody_chosen`
 */
export async function findContacts(
  store: ContactStore,
  words: string[],
  country: string,
): Promise<ContactSummary[]> {
  const found = new Map<number, ContactSummary>();
  const missing: number[] = [];
  const selections = parseIds(words);
  const known = await byId(store, selections);
  for (const selection of selections) {
    if (selection.kind === 'other') {
      const contact = await findContact(store, selection.text, country);
      found.set(contact.id, contact);
      continue;
    }
    const contact = known.get(selection.id);
    if (contact) found.set(contact.id, contact);
    else missing.push(selection.id);
  }
  if (missing.length > 0) throw notFound(`No contact has ${idsText(missing)}.`);
  if (found.size === 0) {
    throw new Problem('usage', {
      code: 'nobody_chosen',
      message: 'No contact was named.',
    });
  }
  return [...found.values()];
}

async function byId(
  store: ContactStore,
  selections: readonly Selection[],
): Promise<Map<number, ContactSummary>> {
  const ids = selections.flatMap((one) => (one.kind === 'id' ? one.id : []));
  const contacts = ids.length === 0 ? [] : await store.contactSummaries({ ids });
  return new Map(contacts.map((contact) => [contact.id, contact]));
}

/** `id 7`, or `the ids 7, 8 and 12 more`. */
function idsText(ids: readonly number[]): string {
  if (ids.length === 1) return `the id ${ids[0]}`;
  const shown = ids.slice(0, 10);
  const more = ids.length - shown.length;
  return `the ids ${shown.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

async function contactById(store: ContactStore, id: number): Promise<Contact> {
  const contact = await store.contact(id);
  if (!contact) throw notFound(`No contact has the id ${id}.`);
  return contact;
}

/** A word with letters is a name; reading it as a number would only cost time. */
async function phoneNumberIn(text: string, country: string): Promise<string | undefined> {
  if (/\p{L}/u.test(text) || !/\d/.test(text)) return undefined;
  const { parsePhoneNumber } = await import('../../domain/contacts/phone-number.ts');
  const reading = parsePhoneNumber(text, country);
  return reading.ok ? reading.number : undefined;
}

async function contactCalled(store: ContactStore, text: string): Promise<Contact> {
  const candidates = text === '' ? [] : await store.contactsNamed(text, shownCandidates + 1);
  const [first, ...others] = candidates;
  if (!first) throw notFound(`No contact is called "${text}".`);
  if (others.length === 0) return first;
  const shown = candidates
    .slice(0, shownCandidates)
    .map((one) => `${one.id} (${one.name}, ${one.phoneNumber})`);
  throw new Problem('usage', {
    code: 'ambiguous_contact',
    message: `"${text}" fits more than one contact.`,
    facts: { candidates: `${shown.join(', ')}${candidates.length > shown.length ? ', …' : ''}` },
  });
}

function notFound(message: string): Problem {
  return new Problem('not_found', {
    code: 'contact_not_found',
    message,
  });
}
