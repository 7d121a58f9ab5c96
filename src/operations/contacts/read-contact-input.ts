import type { Contact, ContactChanges } from '../../domain/contacts/contact.ts';
import { firstAddress, storable } from '../../domain/contacts/contact-text.ts';
import { snakeCase } from '../../domain/contacts/custom-fields.ts';
import { distinctTags, requireTag } from '../../domain/contacts/tags.ts';
import { Problem } from '../../domain/problem.ts';
import { requireTimeZone } from '../../domain/time/time-zone.ts';

/** The fields of a contact as an operator types them. Empty text clears a field. */
export interface ContactInput {
  /** In any format. */
  phoneNumber?: string | undefined;
  name?: string | undefined;
  email?: string | undefined;
  businessName?: string | undefined;
  businessWebsite?: string | undefined;
  timezone?: string | undefined;
  customFields?: Readonly<Record<string, string>> | undefined;
  /** All that the contact has afterwards. */
  tags?: readonly string[] | undefined;
  doNotCall?: boolean | undefined;
}

/**
 * Reads every field but the phone number, for which a large module would have to be loaded.
 *
 * @throws Problem `invalid_email`, `invalid_timezone`, `invalid_tag`, `not_custom` or `invalid_field`
 */
export function readContactInput(input: ContactInput): ContactChanges {
  const changes: ContactChanges = {};
  if (input.name !== undefined) changes.name = storable(input.name);
  if (input.email !== undefined) changes.email = oneAddress(storable(input.email));
  if (input.businessName !== undefined) changes.businessName = textOrNull(input.businessName);
  if (input.businessWebsite !== undefined) changes.businessWebsite = textOrNull(input.businessWebsite);
  if (input.timezone !== undefined)
    changes.timezone = input.timezone.trim() ? requireTimeZone(input.timezone) : null;
  if (input.tags !== undefined) changes.tags = distinctTags(input.tags.map(requireTag));
  if (input.doNotCall !== undefined) changes.doNotCall = input.doNotCall;
  if (input.customFields) {
    const fields = Object.entries(input.customFields).map(([name, value]) => [
      fieldKey(name),
      textOrNull(value),
    ]);
    changes.customFields = Object.fromEntries(fields);
  }
  return changes;
}

export function phoneNumberTaken(phoneNumber: string, { id, name }: Pick<Contact, 'id' | 'name'>): Problem {
  return new Problem('refused', {
    code: 'phone_number_taken',
    message: `${phoneNumber} already belongs to contact ${id}${name ? ` (${name})` : ''}.`,
    facts: { contactId: id },
  });
}

function textOrNull(text: string): string | null {
  return storable(text) || null;
}

/** Built-in fields that an operator might look for among the custom ones, and then rely on. */
const notCustom: ReadonlySet<string> = new Set(['do_not_call', 'tags']);

function fieldKey(name: string): string {
  const key = snakeCase(name);
  if (notCustom.has(key)) {
    throw new Problem('usage', { code: 'not_custom', message: `"${name}" is a built-in field.` });
  }
  if (key) return key;
  throw new Problem('usage', {
    code: 'invalid_field',
    message: `"${name}" cannot be the name of a field.`,
    hint: 'Use letters and digits, such as plan_tier.',
  });
}

/** A list's cell may hold several addresses, of which the first counts. Here the operator decides. */
function oneAddress(text: string): string | null {
  if (firstAddress(text) === text) return text || null;
  throw new Problem('usage', {
    code: 'invalid_email',
    message: `"${text}" is more than one e-mail address.`,
  });
}
