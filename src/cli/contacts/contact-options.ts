import type { Contact } from '../../domain/contacts/contact.ts';
import { locationOf } from '../../domain/contacts/location/location.ts';
import type { ContactInput } from '../../operations/contacts/read-contact-input.ts';
import { contactView } from '../../views/contact.ts';
import { objectOf } from '../../views/view.ts';
import type { Context } from '../context.ts';
import { contactLabel } from '../terminal/columns.ts';
import { paint, styled } from '../terminal/styled-text.ts';
import { warn } from './marks.ts';

/** The options that `contacts add` and `contacts edit` share. */
export interface ContactOptions {
  phone?: string | undefined;
  name?: string | undefined;
  email?: string | undefined;
  businessName?: string | undefined;
  businessWebsite?: string | undefined;
  timezone?: string | undefined;
  state?: string | undefined;
  postcode?: string | undefined;
  set?: Record<string, string> | undefined;
}

export function inputOf({ phone, set, state, postcode, ...fields }: ContactOptions): ContactInput {
  const { name, email, businessName, businessWebsite, timezone } = fields;
  const address = {
    ...(state === undefined ? {} : { state }),
    ...(postcode === undefined ? {} : { postcode }),
  };
  const customFields = set || Object.keys(address).length > 0 ? { ...set, ...address } : undefined;
  return { phoneNumber: phone, name, email, businessName, businessWebsite, timezone, customFields };
}

/** Warns of a state or postcode that was given, and says nothing of the time zone: only Australia's and the USA's are read. */
export function warnOfUnread(context: Context, contact: Contact, { state, postcode }: ContactOptions): void {
  const { zonesFrom } = locationOf({ ...contact, timezone: null });
  for (const [part, text] of Object.entries({ state, postcode }))
    if (text?.trim() && !zonesFrom.some((source) => source === part))
      warn(
        context,
        `"${text}" is not a ${part} of Australia or the USA that fits ${contact.phoneNumber}, so it says nothing of the time zone.`,
      );
}

/** Prints the contact that was added or changed, and warns of custom fields that never reach the agent. */
export function reportContact(
  context: Context,
  done: string,
  { contact, hiddenFields }: { contact: Contact; hiddenFields: readonly string[] },
  more: object,
): void {
  const hidden = hiddenFields.length > 0 ? { hiddenFields } : {};
  context.output.result(
    { success: true, contact: objectOf(contact, contactView), ...more, ...hidden },
    () =>
      styled`${paint.green('✓')} ${done} contact ${contact.id}: ${contactLabel(contact.name, contact.phoneNumber)}`,
  );
  for (const field of hiddenFields)
    warn(
      context,
      `The field ${field} never reaches your agent, which gets another {{${field}}}. Use another name, such as my_${field}.`,
    );
}
