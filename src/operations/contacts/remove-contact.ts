import type { Contact } from '../../domain/contacts/contact.ts';
import { Problem } from '../../domain/problem.ts';
import type { ContactStore } from '../ports/contact-store.ts';
import { contactNotFound } from './selecting/find-contact.ts';

const shownCalls = 10;

/**
 * Removes a contact. Its past calls stay in the ledger.
 *
 * @throws Problem `contact_has_calls` if calls to it are scheduled or under way, or `contact_not_found`
 */
export async function removeContact(
  store: Pick<ContactStore, 'removeContact'>,
  contact: Contact,
): Promise<void> {
  const { id } = contact;
  const { removed, waiting } = await store.removeContact(id);
  if (waiting.length > 0) throw contactHasCalls(contact, waiting);
  if (!removed) throw contactNotFound(`No contact has the id ${id}.`);
}

/** Returns the problem for a contact to whom these calls are scheduled or under way. */
export function contactHasCalls(
  { name, phoneNumber }: Pick<Contact, 'name' | 'phoneNumber'>,
  waiting: readonly number[],
): Problem {
  const shown = waiting.slice(0, shownCalls);
  return new Problem('refused', {
    code: 'contact_has_calls',
    message: `Calls to ${`${name} ${phoneNumber}`.trim()} are scheduled or under way: ${shown.join(', ')}${shown.length < waiting.length ? ` and ${waiting.length - shown.length} more` : ''}.`,
    facts: { scheduledCallIds: shown.join(' ') },
  });
}
