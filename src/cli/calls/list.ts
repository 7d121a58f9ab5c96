import type { CallStatus } from '../../domain/calls/call.ts';
import { findContact } from '../../operations/contacts/find-contact.ts';
import { noSuchCall } from '../../operations/scheduling/call-problems.ts';
import { callView } from '../../views/call.ts';
import { objectOf } from '../../views/view.ts';
import type { Context } from '../context.ts';
import { callId } from '../options/call-ids.ts';
import { limited, shownLimit } from '../options/shown-limit.ts';
import { callFields } from '../terminal/columns.ts';

interface ListOptions {
  status?: CallStatus | undefined;
  contact?: string | undefined;
  limit?: number | undefined;
}

/** `calls list` */
export async function listCalls(context: Context, { status, contact, limit }: ListOptions): Promise<void> {
  const store = await context.store();
  const bound = shownLimit(context, limit);
  const contactId = contact && (await findContact(store, contact, context.settings.country)).id;
  const rows = await store.listCalls({ status, contactId: contactId || undefined, ...bound.query });
  await context.output.list({
    key: 'calls',
    rows: limited(context, rows, bound),
    fields: callFields,
    empty: 'No calls yet. To call a contact now: voicebot call <contact>',
  });
}

/** `calls show` */
export async function showCall({ store, output }: Context, text: string): Promise<void> {
  const id = callId(text);
  const call = await (await store()).call(id);
  if (!call) throw noSuchCall(id);
  output.result({ call: objectOf(call, callView) }, () => output.details(call, callFields));
}
