import { Problem } from '../../domain/problem.ts';
import { editContact } from '../../operations/contacts/edit-contact.ts';
import type { Context } from '../context.ts';
import { type ContactOptions, inputOf, reportContact, warnOfUnread } from './contact-options.ts';
import { howToLift, warn, whoseMark } from './marks.ts';

interface EditOptions extends ContactOptions {
  doNotCall?: true | undefined;
  mayCall?: true | undefined;
}

/** `contacts edit` */
export async function edit(context: Context, text: string, options: EditOptions): Promise<void> {
  const { settings, clock } = context;
  if (options.doNotCall && options.mayCall) {
    throw new Problem('usage', {
      code: 'contradiction',
      message: '--do-not-call and --may-call contradict each other.',
    });
  }
  const doNotCall = options.doNotCall ?? (options.mayCall ? false : undefined);
  const edited = await editContact(
    await context.store(),
    text,
    { ...inputOf(options), doNotCall },
    { country: settings.country, now: clock().now() },
  );
  const { contact, keptMark, takenOver } = edited;
  reportContact(context, 'Changed', edited, keptMark ? { keptMark } : {});
  warnOfUnread(context, contact, options);
  if (keptMark) warn(context, `${keptMark} stays marked do-not-call, even if another contact has it.`);
  if (options.mayCall && contact.doNotCallAt)
    warn(
      context,
      `${contact.phoneNumber} is still not called: numbers with its beginning are on the do-not-call list.`,
    );
  if (takenOver) warn(context, `${whoseMark(contact, { markOf: null })}. ${howToLift(contact.id)}`);
}
