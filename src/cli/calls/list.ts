import type { CallStatus } from '../../domain/calls/call.ts';
import { Problem } from '../../domain/problem.ts';
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
export async function listCalls(
  context: Context,
  { status, contact, limit }: ListOptions,
): Promise<undefined> {
  const store = await context.store();
  const bound = shownLimit(context, limit);
  const rows = await store.listCalls({
    ...(status ? { status } : {}),
    ...(contact ? { contactId: await contactIdOf(context, contact) } : {}),
    ...bound.query,
  });
  await context.output.list({
    key: 'calls',
    rows: limited(context, rows, bound),
    fields: callFields,
    empty: "No calls yet. 'voicebot call <contact>' phones somebody now.",
  });
  return undefined;
}

async function contactIdOf({ store, settings }: Context, text: string): Promise<number> {
  const { findContact } = await import('../../operations/contacts/find-contact.ts');
  return (await findContact(await store(), text, settings.country)).id;
}

/** `calls show` */
export async function showCall({ store, output }: Context, text: string): Promise<undefined> {
  const id = callId(text);
  const call = await (await store()).call(id);
  if (!call) {
    throw new Problem('not_found', {
      code: 'call_not_found',
      message: `There is no call with the id ${id}.`,
      hint: "'voicebot calls list' shows what there is.",
    });
  }
  output.result({ call: objectOf(call, callView) }, () => output.details(call, callFields));
  return undefined;
}
