import { addContact } from '../../operations/contacts/add-contact.ts';
import type { Context } from '../context.ts';
import { type ContactOptions, inputOf, reportContact } from './contact-options.ts';

interface AddOptions extends ContactOptions {
  phone: string;
  tag?: string[] | undefined;
  doNotCall?: true | undefined;
}

/** `contacts add` */
export async function add(context: Context, options: AddOptions): Promise<void> {
  const { settings, clock } = context;
  const { phone, tag, doNotCall } = options;
  const contact = await addContact(
    await context.store(),
    { ...inputOf(options), phoneNumber: phone, tags: tag, doNotCall },
    { country: settings.country, now: clock().now() },
  );
  reportContact(context, contact, 'Added');
}
