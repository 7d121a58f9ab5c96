import type { Contact } from '../../domain/contacts/contact.ts';
import { type Purged, previewPurge, purgeContact } from '../../operations/contacts/purge-contact.ts';
import { findContact } from '../../operations/contacts/selecting/find-contact.ts';
import { recordingsFolder } from '../../session/connect.ts';
import { settleContact } from '../asking/contacts.ts';
import type { Context } from '../context.ts';
import { type DryRun, headline, storeFor, successView } from '../dry-run.ts';
import { contactLabel } from '../terminal/columns.ts';
import { paint, styled } from '../terminal/styled-text.ts';

const shownCalls = 10;

/** `contacts purge`: deletes what was kept of a person. */
export async function purge(context: Context, word: string | undefined, options: DryRun): Promise<void> {
  const { settings, terminal, output, clock, parts } = context;
  const text = await settleContact(context, word, { question: 'Which contact to purge?' });
  const store = await storeFor(context, options);
  const contact = await findContact(store, text, settings.country);
  const who = contactLabel(contact.name, contact.phoneNumber);
  terminal.note([
    `This deletes ${who} and, of all calls to this number, what was said, recordings, summaries, answers and variables.`,
    'What stays: when the number was called and how the calls ended, and a do-not-call mark. Backups stay as they are.',
  ]);
  if (options.dryRun) return showOnly(context, contact, await previewPurge(store, contact));
  await terminal.confirm(`Delete all this of ${who}? It cannot be undone.`, {
    default: false,
    unattended: 'refuse',
    action: `Purging contact ${contact.id} (${who})`,
  });
  const files = await parts.openRecordings(recordingsFolder(settings));
  const purged = await purgeContact(store, contact, { files, clock: clock() });
  const { calls, recordings, retellCallIds } = purged;
  output.result({ success: true, message: `Purged contact ${contact.id}`, ...purged }, () => [
    styled`${paint.green('✓')} Purged contact ${contact.id}, with what was kept of ${counted(calls, 'call')} and ${counted(recordings, 'recording')}`,
    ...whatRetellHas(retellCallIds),
  ]);
}

function showOnly({ output }: Context, { id }: Contact, purged: Purged): void {
  const { calls, recordings, retellCallIds } = purged;
  const kept = `what was kept of ${counted(calls, 'call')} and ${counted(recordings, 'recording')}`;
  const dryRun = { dryRun: true } as const;
  output.result({ ...successView(dryRun), message: `Would purge contact ${id}`, ...purged }, () => [
    headline(dryRun, '', `purge contact ${id}, with ${kept}`),
    ...whatRetellHas(retellCallIds),
  ]);
}

/** Says what this program cannot delete, and how the operator can. */
function whatRetellHas(ids: readonly string[]): string[] {
  if (ids.length === 0)
    return ['Retell has no call to this number, but may have a contact of its own: see its dashboard.'];
  const shown = ids.slice(0, shownCalls).join(', ');
  const more = ids.length > shownCalls ? `, and ${ids.length - shownCalls} more (--json lists all)` : '';
  return [
    `Retell still has ${counted(ids.length, 'call')}, and perhaps a contact of its own: ${shown}${more}`,
    'Delete them in its dashboard, or with DELETE /v2/delete-call/{call_id} of its API.',
  ];
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}
