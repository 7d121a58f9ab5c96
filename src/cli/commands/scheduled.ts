import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import { z } from 'zod';
import { Problem } from '../../domain/problem.ts';
import { isOfUnknownFate, type ScheduledCall, scheduledCallStatuses } from '../../domain/scheduled-call.ts';
import { callId } from '../call-ids.ts';
import type { Context } from '../context.ts';
import { callFields, scheduledCallFields } from '../fields.ts';
import { limitOption, smallCountOption } from '../option-values.ts';
import type { Run } from '../run.ts';
import { limited, shownLimit } from '../shown-limit.ts';
import { cancelScheduled } from './scheduled-cancel.ts';
import { noSuchScheduledCall, resolveScheduled } from './scheduled-resolve.ts';
import { retryScheduled } from './scheduled-retry.ts';

export function addScheduledCommand(program: CommandUnknownOpts, run: Run): void {
  const scheduled = program
    .command('scheduled')
    .helpCommand(false)
    .description('see and cancel what is scheduled');
  scheduled
    .command('list')
    .description('scheduled calls in order of time')
    .option('--status <status>', `only those that are ${scheduledCallStatuses.join(', ')}`, statusOption)
    .option('--limit <n>', 'at most so many; 0 for all', limitOption)
    .action((options) => run((context) => list(context, options)));
  scheduled
    .command('show')
    .description('one scheduled call and its attempts')
    .argument('<id>')
    .action((id) => run((context) => show(context, id)));
  scheduled
    .command('cancel')
    .description('cancel calls that are still PENDING')
    .argument('[ids...]', 'ids, ranges (3-9), or - for a list on standard input')
    .option('--all', 'every call that is PENDING')
    .action((ids, options) => run((context) => cancelScheduled(context, ids, options)));
  scheduled
    .command('resolve')
    .description('say what became of a call whose fate is unknown')
    .argument('<id>')
    .option('--placed <call_id>', 'it was placed: its id at Retell')
    .option('--not-placed', 'it was not placed; it has failed then, and is not tried again by itself')
    .action((id, options) => run((context) => resolveScheduled(context, id, options)));
  scheduled
    .command('retry')
    .description('give calls that have FAILED new attempts')
    .argument('<ids...>', 'ids, ranges (3-9), or - for a list on standard input')
    .option('--at <time>', 'when, as for schedule (default: as soon as possible)')
    .option('--max-attempts <n>', 'how many new attempts (default: VOICEBOT_MAX_ATTEMPTS)', smallCountOption)
    .action((ids, options) => run((context) => retryScheduled(context, ids, options)));
}

function statusOption(text: string) {
  const parsed = z.enum(scheduledCallStatuses).safeParse(text.toUpperCase());
  if (parsed.success) return parsed.data;
  throw new Problem('usage', {
    code: 'unknown_status',
    message: `There is no status "${text}".`,
    hint: `The statuses are: ${scheduledCallStatuses.join(', ')}.`,
  });
}

async function list(
  context: Context,
  {
    status,
    limit,
  }: { status?: (typeof scheduledCallStatuses)[number] | undefined; limit?: number | undefined },
): Promise<undefined> {
  const bound = shownLimit(context, limit);
  const rows = await (await context.store()).listScheduledCalls({
    ...(status ? { status } : {}),
    ...bound.query,
  });
  await context.output.list({
    key: 'scheduledCalls',
    rows: limited(context, rows, bound),
    fields: scheduledCallFields,
    empty: "Nothing is scheduled. 'voicebot schedule <ids...> --at TIME' schedules calls.",
  });
  const unknown = rows.filter(isOfUnknownFate);
  if (unknown.length > 0) tellUnknown(context, unknown);
  return undefined;
}

function tellUnknown({ terminal }: Context, [first, ...others]: ScheduledCall[]): void {
  const which = others.length === 0 ? `Call ${first?.id} is` : `${others.length + 1} calls are`;
  terminal.note(
    terminal.paintErr.yellow(
      `${which} of unknown fate: the phone may have rung. Each run asks Retell again.`,
    ),
  );
  terminal.note(
    terminal.paintErr.dim(
      `If you know better: voicebot scheduled resolve ${first?.id} --placed call_… | --not-placed`,
    ),
  );
}

async function show(context: Context, text: string): Promise<undefined> {
  const { output, terminal } = context;
  const store = await context.store();
  const id = callId(text);
  const scheduled = await store.scheduledCall(id);
  if (!scheduled) throw noSuchScheduledCall([id]);
  const attempts = await store.listCalls({ scheduledCallId: id });
  output.result(
    {
      scheduledCall: output.object(scheduled, scheduledCallFields),
      calls: attempts.map((attempt) => output.object(attempt, callFields)),
    },
    () => output.details(scheduled, scheduledCallFields),
  );
  if (!output.format.json && attempts.length > 0) {
    terminal.out('');
    await output.list({ key: 'calls', rows: attempts, fields: callFields, empty: '' });
  }
  return undefined;
}
