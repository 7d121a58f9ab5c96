import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import { z } from 'zod';
import { type CallStatus, callStatuses } from '../../domain/call.ts';
import { Problem } from '../../domain/problem.ts';
import { callId } from '../call-ids.ts';
import type { Context } from '../context.ts';
import { callFields } from '../fields.ts';
import { limitOption } from '../option-values.ts';
import type { Run } from '../run.ts';
import { limited, shownLimit } from '../shown-limit.ts';
import { resolveLedgerCall } from './scheduled-resolve.ts';

interface ListOptions {
  status?: CallStatus | undefined;
  contact?: string | undefined;
  limit?: number | undefined;
}

export function addCallsCommand(program: CommandUnknownOpts, run: Run): void {
  const calls = program
    .command('calls')
    .helpCommand(false)
    .description('see every call placed or attempted, and what became of it');
  calls
    .command('list')
    .description('attempts, newest first')
    .option('--status <status>', `only those that are ${callStatuses.join(', ')}`, statusOption)
    .option('--contact <contact>', 'only those to this contact')
    .option('--limit <n>', 'at most so many; 0 for all', limitOption)
    .action((options) => run((context) => list(context, options)));
  calls
    .command('show')
    .description('one attempt')
    .argument('<id>')
    .action((id) => run((context) => show(context, id)));
  calls
    .command('resolve')
    .description('say what became of an attempt whose fate is unknown')
    .argument('<id>')
    .option('--placed <call_id>', 'it was placed: its id at Retell')
    .option('--not-placed', 'it was not placed')
    .action((id, options) => run((context) => resolveLedgerCall(context, id, options)));
}

function statusOption(text: string): CallStatus {
  const parsed = z.enum(callStatuses).safeParse(text.toLowerCase());
  if (parsed.success) return parsed.data;
  throw new Problem('usage', {
    code: 'unknown_status',
    message: `There is no status "${text}".`,
    hint: `The statuses are: ${callStatuses.join(', ')}.`,
  });
}

async function list(context: Context, { status, contact, limit }: ListOptions): Promise<undefined> {
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
  const { findContact } = await import('../../operations/find-contact.ts');
  return (await findContact(await store(), text, settings.country)).id;
}

async function show({ store, output }: Context, text: string): Promise<undefined> {
  const id = callId(text);
  const call = await (await store()).call(id);
  if (!call) {
    throw new Problem('not_found', {
      code: 'call_not_found',
      message: `There is no call with the id ${id}.`,
      hint: "'voicebot calls list' shows what there is.",
    });
  }
  output.result({ call: output.object(call, callFields) }, () => output.details(call, callFields));
  return undefined;
}
