import { hiddenFields } from '../../domain/calls/variables/hidden-fields.ts';
import type { Contact, ContactChanges, ContactDraft } from '../../domain/contacts/contact.ts';
import type { SavePolicy } from '../../domain/contacts/merging/merge.ts';
import { requirePhoneNumber } from '../../domain/contacts/phone-number.ts';
import type { TakenOverMark } from '../../domain/contacts/suppression/do-not-call.ts';
import type { ContactStore } from '../ports/contact-store.ts';
import { type ContactInput, phoneNumberTaken, readContactInput } from './read-contact-input.ts';
import { contactNotFound } from './selecting/find-contact.ts';

export interface NewContactInput extends ContactInput {
  phoneNumber: string;
}

const refuseDuplicates: SavePolicy = { onDuplicate: 'error', overwriteEmpty: false, onNewOwner: 'reject' };

/**
 * Adds a contact.
 *
 * @returns the contact; the do-not-call mark that it takes over, if it does; the custom fields that never reach the agent
 * @param country how a number without `+` is read
 * @throws Problem `invalid_phone_number`, `phone_number_taken`, or as `readContactInput`
 */
export async function addContact(
  store: Pick<ContactStore, 'saveContacts' | 'contactByPhoneNumber'>,
  input: NewContactInput,
  { country, now }: { country: string; now: Date },
): Promise<{ contact: Contact; takenOver: TakenOverMark | undefined; hiddenFields: string[] }> {
  const phoneNumber = requirePhoneNumber(input.phoneNumber, country);
  const draft = draftOf(phoneNumber, readContactInput(input));
  const [saved] = await store.saveContacts([draft], now, refuseDuplicates);
  if (saved?.result === 'duplicate' && saved.known) throw phoneNumberTaken(phoneNumber, saved.known);
  const contact = await store.contactByPhoneNumber(phoneNumber);
  if (contact)
    return { contact, takenOver: saved?.takenOver, hiddenFields: hiddenFields(draft.customFields) };
  throw contactNotFound(`The contact with the number ${phoneNumber} was removed again.`);
}

function draftOf(phoneNumber: string, changes: ContactChanges): ContactDraft {
  const {
    name,
    email,
    businessName,
    businessWebsite,
    timezone,
    customFields = {},
    tags,
    doNotCall,
  } = changes;
  const draft: ContactDraft = { phoneNumber, customFields: {} };
  if (name) draft.name = name;
  if (email) draft.email = email;
  if (businessName) draft.businessName = businessName;
  if (businessWebsite) draft.businessWebsite = businessWebsite;
  if (timezone) draft.timezone = timezone;
  if (tags) draft.tags = tags;
  if (doNotCall) draft.doNotCall = true;
  for (const [key, value] of Object.entries(customFields))
    if (value !== null) draft.customFields[key] = value;
  return draft;
}
