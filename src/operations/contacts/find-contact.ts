import type { Contact } from '../../domain/contacts/contact.ts';
import { parseIds } from '../../domain/contacts/id-selection.ts';
import { Problem } from '../../domain/problem.ts';
import type { ContactStore } from '../ports/contact-store.ts';

export type FindingStore = Pick<ContactStore, 'contact' | 'contactByPhoneNumber' | 'contactsNamed'>;

const shownCandidates = 5;

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

export function contactNotFound(message: string): Problem {
  return new Problem('not_found', { code: 'contact_not_found', message });
}

async function contactById(store: FindingStore, id: number): Promise<Contact> {
  const contact = await store.contact(id);
  if (contact) return contact;
  throw contactNotFound(`No contact has the id ${id}.`);
}

async function phoneNumberIn(text: string, country: string): Promise<string | undefined> {
  // A text with letters is a name, which does not need the rules of phone numbers to be loaded.
  if (/\p{L}/u.test(text) || !/\d/.test(text)) return undefined;
  const { parsePhoneNumber } = await import('../../domain/contacts/phone-number.ts');
  const reading = parsePhoneNumber(text, country);
  return reading.ok ? reading.number : undefined;
}

async function contactNamed(store: FindingStore, text: string): Promise<Contact> {
  const candidates = text === '' ? [] : await store.contactsNamed(text, shownCandidates + 1);
  const [first, ...others] = candidates;
  if (!first) throw contactNotFound(`No contact is named "${text}".`);
  if (others.length === 0) return first;
  const shown = candidates
    .slice(0, shownCandidates)
    .map(({ id, name, phoneNumber }) => `${id} (${name}, ${phoneNumber})`);
  throw new Problem('usage', {
    code: 'ambiguous_contact',
    message: `"${text}" matches more than one contact.`,
    facts: { candidates: `${shown.join(', ')}${candidates.length > shown.length ? ', …' : ''}` },
  });
}
