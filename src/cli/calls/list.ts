import type { CallStatus } from '../../domain/calls/call-status.ts';
import type { Disposition } from '../../domain/calls/outcomes/disposition.ts';
import { campaignId } from '../../operations/campaigns/find-campaign.ts';
import { findContact } from '../../operations/contacts/find-contact.ts';
import type { Context } from '../context.ts';
import { firstRows, rowLimit } from '../options/row-limit.ts';
import { callFields } from '../terminal/columns.ts';
import { paint } from '../terminal/styled-text.ts';

interface ListOptions {
  status?: CallStatus | undefined;
  disposition?: Disposition[] | undefined;
  contact?: string | undefined;
  campaign?: string | undefined;
  limit?: number | undefined;
}

/** `calls list`: shows calls, newest first. */
export async function listCalls(context: Context, options: ListOptions): Promise<void> {
  const { status, disposition: dispositions, contact } = options;
  const store = await context.store();
  const limit = rowLimit(context, options.limit);
  const contactId = contact && (await findContact(store, contact, context.settings.country)).id;
  const rows = await store.listCalls({
    status,
    dispositions,
    contactId: contactId || undefined,
    campaignId: await campaignId(store, options.campaign),
    ...limit.query,
  });
  await context.output.list({
    key: 'calls',
    rows: firstRows(context, rows, limit),
    fields: callFields,
    empty: 'No calls yet. To call a contact now: voicebot call <contact>',
  });
  noteUnreadable(context, 'call', await store.unreadableCalls());
}

/** Says which records a list leaves out, because they cannot be read. */
export function noteUnreadable({ terminal }: Context, what: string, ids: readonly number[]): void {
  if (ids.length === 0) return;
  const [first] = ids;
  const text =
    ids.length === 1
      ? `1 ${what} is set aside, because its record cannot be read: ${first}`
      : `${ids.length} ${what}s are set aside, because their records cannot be read: ${first} and others`;
  terminal.note(paint.yellow(`! ${text}. 'voicebot doctor' says more.`));
}
