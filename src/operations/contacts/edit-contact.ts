import { hiddenFields } from '../../domain/calls/variables/hidden-fields.ts';
import { Problem } from '../../domain/problem.ts';
import type { ContactStore, EditResult } from '../ports/contact-store.ts';
import { type ContactInput, phoneNumberTaken, readContactInput } from './read-contact-input.ts';
import { contactNotFound, type FindingStore, findContact } from './selecting/find-contact.ts';

/**
 * Changes the contact that an operator means. Fields that the input leaves out stay as they are.
 *
 * @returns what was changed, and which of these custom fields never reach the agent
 * @param text as for `findContact`
 * @param country how a number without `+` is read
 * @throws Problem `nothing_to_change`, `invalid_phone_number`, `phone_number_taken`, or as `findContact` and `readContactInput`
 */
export async function editContact(
  store: FindingStore & Pick<ContactStore, 'editContact'>,
  text: string,
  input: ContactInput,
  { country, now }: { country: string; now: Date },
): Promise<Extract<EditResult, { kind: 'edited' }> & { hiddenFields: string[] }> {
  const changes = readContactInput(input);
  if (input.phoneNumber !== undefined) {
    const { requirePhoneNumber } = await import('../../domain/contacts/phone-number.ts');
    changes.phoneNumber = requirePhoneNumber(input.phoneNumber, country);
  }
  if (Object.keys(changes).length === 0) {
    throw new Problem('usage', { code: 'nothing_to_change', message: "You didn't say what to change." });
  }
  const { id } = await findContact(store, text, country);
  const result = await store.editContact(id, changes, now);
  switch (result.kind) {
    case 'edited':
      return { ...result, hiddenFields: hiddenFields(changes.customFields) };
    case 'number_taken':
      throw phoneNumberTaken(result.by.phoneNumber, result.by);
    case 'missing':
      throw contactNotFound(`No contact has the id ${id}.`);
  }
}
