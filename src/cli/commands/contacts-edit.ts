import type { Contact, ContactChanges } from '../../domain/contact.ts';
import { Problem } from '../../domain/problem.ts';
import type { Context } from '../context.ts';
import { contactFields, whom } from '../fields.ts';
import { printable } from '../printable.ts';

export interface ContactOptions {
  phone?: string | undefined;
  name?: string | undefined;
  email?: string | undefined;
  businessName?: string | undefined;
  businessWebsite?: string | undefined;
  timezone?: string | undefined;
  set?: Record<string, string> | undefined;
  doNotCall?: true | undefined;
}

/** `contacts add` */
export async function addContact(
  context: Context,
  options: ContactOptions & { phone: string; tag?: string[] | undefined },
): Promise<undefined> {
  const { settings, clock } = context;
  const { requirePhoneNumber } = await import('../../domain/phone-number.ts');
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
  return undefined;
}

/** `contacts edit` */
export async function editContact(
  context: Context,
  text: string,
  options: ContactOptions & { mayCall?: true | undefined },
): Promise<undefined> {
  const { settings, clock } = context;
  const { findContact } = await import('../../operations/find-contact.ts');
  const changes = await changesOf(options);
  if (options.phone !== undefined) {
    const { requirePhoneNumber } = await import('../../domain/phone-number.ts');
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
  if (edited) tell(context, edited, 'changed');
  return undefined;
}

/** `contacts remove` */
export async function removeContact(context: Context, text: string): Promise<undefined> {
  const { settings, terminal, output } = context;
  const { findContact } = await import('../../operations/find-contact.ts');
  const store = await context.store();
  const contact = await findContact(store, text, settings.country);
  const who = whom(contact.name, contact.phoneNumber);
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
    { success: true, message, contact: output.object(contact, contactFields) },
    () => `${terminal.paint.green('✓')} ${message}: ${who}`,
  );
  return undefined;
}

/** What the options say, an empty text clearing its field. @throws Problem for a zone that is none */
async function changesOf(options: ContactOptions): Promise<ContactChanges> {
  const { storable } = await import('../../domain/contact-text.ts');
  const cleared = (text: string) => storable(text) || null;
  const changes: ContactChanges = {};
  if (options.name !== undefined) changes.name = storable(options.name);
  if (options.email !== undefined) changes.email = await emailOf(storable(options.email));
  if (options.businessName !== undefined) changes.businessName = cleared(options.businessName);
  if (options.businessWebsite !== undefined) changes.businessWebsite = cleared(options.businessWebsite);
  if (options.timezone !== undefined) changes.timezone = await zoneOf(options.timezone.trim());
  if (options.doNotCall) changes.doNotCall = true;
  if (options.set) {
    const { snakeCase } = await import('../../domain/contact-columns.ts');
    const fields = Object.entries(options.set).map(([key, value]) => [
      fieldKey(key, snakeCase(key)),
      cleared(value),
    ]);
    changes.customFields = Object.fromEntries(fields);
  }
  return changes;
}

function fieldKey(text: string, key: string): string {
  if (key) return key;
  throw new Problem('usage', {
    code: 'invalid_field',
    message: `"${text}" cannot be the name of a field.`,
    hint: 'Use letters and digits, such as plan_tier.',
  });
}

/** A list may give several addresses, of which the first is the contact's; here it is not guessed. */
async function emailOf(text: string): Promise<string | null> {
  const { firstAddress } = await import('../../domain/email-text.ts');
  if (firstAddress(text) === text) return text || null;
  throw new Problem('usage', {
    code: 'invalid_email',
    message: `"${text}" is more than one e-mail address.`,
    hint: "Give the first here, and others with --set, such as --set 'other_email=…'.",
  });
}

async function zoneOf(text: string): Promise<string | null> {
  if (text === '') return null;
  const { canonicalTimeZone } = await import('../../domain/local-time.ts');
  const zone = canonicalTimeZone(text);
  if (zone) return zone;
  throw new Problem('usage', {
    code: 'invalid_timezone',
    message: `"${text}" is not a time zone.`,
    hint: 'Use an IANA name, such as Australia/Perth.',
  });
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
    { success: true, contact: output.object(contact, contactFields) },
    () =>
      `${terminal.paint.green('✓')} Contact ${contact.id} ${what}: ${printable(contact.name)} ${contact.phoneNumber}`,
  );
}
