import { addContact } from '../../operations/contacts/add-contact.ts';
import type { Context } from '../context.ts';
import { type ContactOptions, inputOf, reportContact, warnOfUnread } from './contact-options.ts';
import { howToLift, markOfView, warn, whoseMark } from './marks.ts';

interface AddOptions extends ContactOptions {
  phone: string;
  tag?: string[] | undefined;
  doNotCall?: true | undefined;
}

/** `contacts add` */
export async function add(context: Context, options: AddOptions): Promise<void> {
  const { settings, clock } = context;
  const { phone, tag, doNotCall } = options;
  const added = await addContact(
    await context.store(),
    { ...inputOf(options), phoneNumber: phone, tags: tag, doNotCall },
    { country: settings.country, now: clock().now() },
  );
  const { contact, takenOver } = added;
  reportContact(context, 'Added', added, takenOver ? { markOf: markOfView(takenOver) } : {});
  warnOfUnread(context, contact, options);
  if (takenOver) warn(context, `${whoseMark(contact, takenOver)}. ${howToLift(contact.id)}`);
}
