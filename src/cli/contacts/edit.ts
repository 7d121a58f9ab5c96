import { requirePhoneNumber } from '../../domain/contacts/phone-number.ts';
import { Problem } from '../../domain/problem.ts';
import { editContact } from '../../operations/contacts/edit-contact.ts';
import { type ContactInput, readContactInput } from '../../operations/contacts/read-contact-input.ts';
import { findContact } from '../../operations/contacts/selecting/find-contact.ts';
import { canAsk, refusalOf } from '../asking/can-ask.ts';
import { settleContact } from '../asking/contacts.ts';
import type { Context } from '../context.ts';
import { type ContactOptions, inputOf, reportContact, warnOfUnread } from './contact-options.ts';
import { howToLift, warn, whoseMark } from './marks.ts';

interface EditOptions extends ContactOptions {
  doNotCall?: true | undefined;
  mayCall?: true | undefined;
}

/** `contacts edit` */
export async function edit(context: Context, word: string | undefined, options: EditOptions): Promise<void> {
  const { settings, clock } = context;
  if (options.doNotCall && options.mayCall) {
    throw new Problem('usage', {
      code: 'contradiction',
      message: '--do-not-call and --may-call contradict each other.',
    });
  }
  const doNotCall = options.doNotCall ?? (options.mayCall ? false : undefined);
  const text = await settleContact(context, word, { question: 'Which contact to change?' });
  const edited = await editContact(
    await context.store(),
    text,
    { ...(await settleChanges(context, text, options)), doNotCall },
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

/** The fields that the operator can be asked for. */
const askedFields = [
  { field: 'name', label: 'Name' },
  { field: 'phoneNumber', label: 'Phone number' },
  { field: 'email', label: 'E-mail' },
  { field: 'businessName', label: 'Business' },
  { field: 'businessWebsite', label: 'Website' },
  { field: 'timezone', label: 'Time zone' },
] as const;

/** Returns what the options say, or, if they say nothing and the operator can be asked, one field as they change it. */
async function settleChanges(context: Context, text: string, options: EditOptions): Promise<ContactInput> {
  if (Object.keys(options).length > 0 || !canAsk(context)) return inputOf(options);
  const { settings, terminal } = context;
  const contact = await findContact(await context.store(), text, settings.country);
  const choices = askedFields.map(({ field, label }) => ({
    value: field,
    name: `${label}: ${contact[field] || '–'}`,
  }));
  const chosen = await terminal.choose(`What to change of ${contact.name || contact.phoneNumber}?`, choices);
  const { field, label } = askedFields.find((one) => one.field === chosen) ?? askedFields[0];
  const check = (input: string) =>
    refusalOf(() =>
      field === 'phoneNumber'
        ? requirePhoneNumber(input, settings.country)
        : readContactInput({ [field]: input }),
    );
  return { [field]: await terminal.input(`${label}?`, contact[field] ?? undefined, { check }) };
}
