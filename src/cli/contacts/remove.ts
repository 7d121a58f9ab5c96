import { removeContact } from '../../operations/contacts/remove-contact.ts';
import { findContact } from '../../operations/contacts/selecting/find-contact.ts';
import { contactView } from '../../views/contact.ts';
import { objectOf } from '../../views/view.ts';
import { settleContact } from '../asking/contacts.ts';
import type { Context } from '../context.ts';
import { type DryRun, headline, storeFor, successView } from '../dry-run.ts';
import { contactLabel } from '../terminal/columns.ts';
import { paint } from '../terminal/styled-text.ts';

/** `contacts remove` */
export async function remove(context: Context, word: string | undefined, options: DryRun): Promise<void> {
  const { settings, terminal, output } = context;
  const text = await settleContact(context, word, { question: 'Which contact to remove?' });
  const store = await storeFor(context, options);
  const contact = await findContact(store, text, settings.country);
  const who = contactLabel(contact.name, contact.phoneNumber);
  if (contact.doNotCallAt) {
    const warning = `${who} is marked do-not-call. The mark stays with the number: a contact that gets it is marked again.`;
    terminal.note(paint.yellow(warning));
  }
  if (!options.dryRun)
    await terminal.confirm(`Remove contact ${contact.id}, ${who}?`, {
      default: false,
      unattended: 'refuse',
      action: `Removing contact ${contact.id} (${who})`,
    });
  await removeContact(store, contact);
  const message = `${options.dryRun ? 'Would remove' : 'Removed'} contact ${contact.id}`;
  output.result({ ...successView(options), message, contact: objectOf(contact, contactView) }, () =>
    headline(options, `Removed contact ${contact.id}: ${who}`, `remove contact ${contact.id}: ${who}`),
  );
}
