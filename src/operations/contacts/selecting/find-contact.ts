import type { Contact } from '../../../domain/contacts/contact.ts';
import { parseIds } from '../../../domain/contacts/id-selection.ts';
import { Problem } from '../../../domain/problem.ts';
import type { ContactStore, ContactSummary } from '../../ports/contact-store.ts';

export type FindingStore = Pick<
  ContactStore,
  'contact' | 'contactByPhoneNumber' | 'contactsNamed' | 'contactsNearlyNamed'
>;

const shownCandidates = 5;
const shownNear = 3;
const shownIds = 10;

/**
 * Finds the contact that an operator means: an id, a phone number in any format, or a name or e-mail that fits exactly one.
 *
 * @param country how a number without `+` is read
 * @throws Problem `contact_not_found`, or `ambiguous_contact` with the candidates
 */
export async function findContact(store: FindingStore, text: string, country: string): Promise<Contact> {
  const [selection, ...more] = parseIds([text]);
  if (selection?.kind === 'id' && more.length === 0) return contactById(store, selection.id);
  const number = await phoneNumberIn(text, country);
  if (number === undefined) return contactNamed(store, text.trim());
  const contact = await store.contactByPhoneNumber(number);
  if (contact) return contact;
  throw contactNotFound(`No contact has the number ${number}.`);
}

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

export function contactNotFound(message: string, near = ''): Problem {
  return new Problem('not_found', { code: 'contact_not_found', message, facts: { near } });
}

async function contactById(store: FindingStore, id: number): Promise<Contact> {
  const contact = await store.contact(id);
  if (contact) return contact;
  throw contactNotFound(`No contact has the id ${id}.`);
}

async function phoneNumberIn(text: string, country: string): Promise<string | undefined> {
  // A text with letters is a name, which does not need the rules of phone numbers to be loaded.
  if (/\p{L}/u.test(text) || !/\d/.test(text)) return undefined;
  const { parsePhoneNumber } = await import('../../../domain/contacts/phone-number.ts');
  const reading = parsePhoneNumber(text, country);
  return reading.ok ? reading.number : undefined;
}

async function contactNamed(store: FindingStore, text: string): Promise<Contact> {
  const candidates = text === '' ? [] : await store.contactsNamed(text, shownCandidates + 1);
  const [first, ...others] = candidates;
  if (!first) {
    const near = text === '' ? [] : await store.contactsNearlyNamed(text, shownNear);
    throw contactNotFound(`No contact is named "${text}".`, near.map(labelOf).join(' or '));
  }
  if (others.length === 0) return first;
  const shown = candidates.slice(0, shownCandidates).map(labelOf);
  throw new Problem('usage', {
    code: 'ambiguous_contact',
    message: `"${text}" matches more than one contact.`,
    facts: { candidates: `${shown.join(', ')}${candidates.length > shown.length ? ', …' : ''}` },
  });
}

function labelOf({ id, name, phoneNumber }: Contact): string {
  return `${id} (${name}, ${phoneNumber})`;
}

/** `the id 7`, or `the ids 7, 8 and 12 more` */
function idsText(ids: readonly number[]): string {
  if (ids.length === 1) return `the id ${ids[0]}`;
  const more = ids.length - shownIds;
  return `the ids ${ids.slice(0, shownIds).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}
