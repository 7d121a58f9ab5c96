import type { Contact } from '../../domain/contacts/contact.ts';
import { Problem } from '../../domain/problem.ts';
import { contactView } from '../../views/contact.ts';
import { objectOf } from '../../views/view.ts';
import type { Context } from '../context.ts';
import { whom } from '../terminal/columns.ts';
import { printable } from '../terminal/printable.ts';
import { type ContactOptions, changesOf } from './contact-options.ts';

/** `contacts add` */
export async function addContact(
  context: Context,
  options: ContactOptions & { phone: string; tag?: string[] | undefined },
): Promise<void> {
  const { settings, clock } = context;
  const { requirePhoneNumber } = await import('../../domain/contacts/phone-number.ts');
  const phoneNumber = requirePhoneNumber(options.phone, settings.country);
  const { customFields = {}, doNotCall, ...changes } = await changesOf(options);
  const store = await context.store();
  const known = await store.contactByPhoneNumber(phoneNumber);
  if (known) throw alreadyThere(known);
  const given = Object.entries({ ...changes, phoneNumber }).filter(([, value]) => value !== null);
  const custom = Object.entries(customFields).filter((entry): entry is [string, string] => entry[1] !== null);
  const draft = {
    ...Object.fromEntries(given),
    phoneNumber,
    customFields: Object.fromEntries(custom),
    tags: options.tag ?? [],
    ...(doNotCall ? { doNotCall } : {}),
  };
  await store.saveContacts([draft], clock().now());
  const contact = await store.contactByPhoneNumber(phoneNumber);
  if (contact) tell(context, contact, 'added');
}

/** `contacts edit` */
export async function editContact(
  context: Context,
  text: string,
  options: ContactOptions & { mayCall?: true | undefined },
): Promise<void> {
  const { settings, clock } = context;
  const { findContact } = await import('../../operations/contacts/find-contact.ts');
  const changes = await changesOf(options);
  if (options.phone !== undefined) {
    const { requirePhoneNumber } = await import('../../domain/contacts/phone-number.ts');
    changes.phoneNumber = requirePhoneNumber(options.phone, settings.country);
  }
  if (options.doNotCall && options.mayCall) {
    throw new Problem('usage', {
      code: 'contradiction',
      message: '--do-not-call and --may-call contradict each other.',
    });
  }
  if (options.mayCall) changes.doNotCall = false;
  if (Object.keys(changes).length === 0) {
    throw new Problem('usage', {
      code: 'nothing_to_change',
      message: 'Nothing was said that could be changed.',
      hint: "Add --name, --phone, --timezone …; 'voicebot contacts edit --help' has them all.",
    });
  }
  const store = await context.store();
  const contact = await findContact(store, text, settings.country);
  const edited = await store.editContact(contact.id, changes, clock().now());
  if (edited.kind === 'number_taken') throw alreadyThere(edited.by);
  if (edited.kind === 'edited') tell(context, edited.contact, 'changed');
}

/** `contacts remove` */
export async function removeContact(context: Context, text: string): Promise<void> {
  const { settings, terminal, output } = context;
  const { findContact } = await import('../../operations/contacts/find-contact.ts');
  const store = await context.store();
  const contact = await findContact(store, text, settings.country);
  const who = whom(contact.name, contact.phoneNumber);
  if (contact.doNotCallAt)
    terminal.note(
      terminal.paintErr.yellow(
        `${who} is marked do-not-call; a later import would bring the number back without it.`,
      ),
    );
  await terminal.confirm(`Remove contact ${contact.id}, ${who}?`, { proposal: false, unasked: 'refuse' });
  const { waiting } = await store.removeContact(contact.id);
  if (waiting.length > 0) {
    throw new Problem('refused', {
      code: 'contact_has_calls',
      message: `Calls to ${who} are scheduled or under way: ${waiting.slice(0, 10).join(', ')}.`,
      hint: `First 'voicebot scheduled cancel ${waiting.slice(0, 10).join(' ')}', or resolve those of unknown fate.`,
    });
  }
  const message = 'Contact removed';
  output.result(
    { success: true, message, contact: objectOf(contact, contactView) },
    () => `${terminal.paint.green('✓')} ${message}: ${who}`,
  );
}

function alreadyThere({ id, name, phoneNumber }: Contact): Problem {
  return new Problem('refused', {
    code: 'phone_number_taken',
    message: `${phoneNumber} is already contact ${id}${name ? ` (${name})` : ''}.`,
    hint: `Change it with 'voicebot contacts edit ${id}'.`,
  });
}

function tell({ output, terminal }: Context, contact: Contact, what: string): void {
  output.result(
    { success: true, contact: objectOf(contact, contactView) },
    () =>
      `${terminal.paint.green('✓')} Contact ${contact.id} ${what}: ${printable(contact.name)} ${contact.phoneNumber}`,
  );
}
