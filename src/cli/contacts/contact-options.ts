import type { Contact } from '../../domain/contacts/contact.ts';
import type { ContactInput } from '../../operations/contacts/read-contact-input.ts';
import { contactView } from '../../views/contact.ts';
import { objectOf } from '../../views/view.ts';
import type { Context } from '../context.ts';
import { contactLabel } from '../terminal/columns.ts';
import { paint, styled } from '../terminal/styled-text.ts';

/** The options that `contacts add` and `contacts edit` share. */
export interface ContactOptions {
  phone?: string | undefined;
  name?: string | undefined;
  email?: string | undefined;
  businessName?: string | undefined;
  businessWebsite?: string | undefined;
  timezone?: string | undefined;
  set?: Record<string, string> | undefined;
}

export function inputOf({ phone, set, ...fields }: ContactOptions): ContactInput {
  const { name, email, businessName, businessWebsite, timezone } = fields;
  return { phoneNumber: phone, name, email, businessName, businessWebsite, timezone, customFields: set };
}

/** Prints the contact that was added or changed. */
export function reportContact({ output }: Context, contact: Contact, done: string, more: object): void {
  output.result(
    { success: true, contact: objectOf(contact, contactView), ...more },
    () =>
      styled`${paint.green('✓')} ${done} contact ${contact.id}: ${contactLabel(contact.name, contact.phoneNumber)}`,
  );
}
