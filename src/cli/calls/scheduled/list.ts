import {
  isUnconfirmed,
  type ScheduledCall,
  type ScheduledCallStatus,
} from '../../../domain/calls/scheduled-call.ts';
import { noSuchScheduledCall } from '../../../operations/scheduling/call-problems.ts';
import { callView } from '../../../views/call.ts';
import { scheduledCallView } from '../../../views/scheduled-call.ts';
import { objectOf } from '../../../views/view.ts';
import type { Context } from '../../context.ts';
import { callId } from '../../options/call-ids.ts';
import { limited, shownLimit } from '../../options/shown-limit.ts';
import { callFields, scheduledCallFields } from '../../terminal/columns.ts';

/** `scheduled list` */
export async function listScheduled(
  context: Context,
  { status, limit }: { status?: ScheduledCallStatus | undefined; limit?: number | undefined },
): Promise<void> {
  const bound = shownLimit(context, limit);
  const rows = await (await context.store()).listScheduledCalls({ status, ...bound.query });
  await context.output.list({
    key: 'scheduledCalls',
    rows: limited(context, rows, bound),
    fields: scheduledCallFields,
    empty: 'Nothing is scheduled. To schedule calls: voicebot schedule <ids...> --at TIME',
  });
  const unconfirmed = rows.filter(isUnconfirmed);
  if (unconfirmed.length > 0) noteUnconfirmed(context, unconfirmed);
}

function noteUnconfirmed({ terminal }: Context, [first, ...others]: ScheduledCall[]): void {
  const which = others.length === 0 ? `Call ${first?.id} is` : `${others.length + 1} calls are`;
  terminal.note(
    terminal.paintErr.yellow(`${which} unconfirmed: the phone may have rung. Each run asks Retell again.`),
  );
  terminal.note(
    terminal.paintErr.dim(
      `If you know better: voicebot scheduled resolve ${first?.id} --placed call_… | --not-placed`,
    ),
  );
}

/** `scheduled show` */
export async function showScheduled(context: Context, text: string): Promise<void> {
  const { output, terminal } = context;
  const store = await context.store();
  const id = callId(text);
  const scheduled = await store.scheduledCall(id);
  if (!scheduled) throw noSuchScheduledCall([id]);
  const attempts = await store.listCalls({ scheduledCallId: id });
  output.result(
    {
      scheduledCall: objectOf(scheduled, scheduledCallView),
      calls: attempts.map((attempt) => objectOf(attempt, callView)),
    },
    () => output.details(scheduled, scheduledCallFields),
  );
  if (!output.format.json && attempts.length > 0) {
    terminal.out('');
    await output.list({ key: 'calls', rows: attempts, fields: callFields, empty: '' });
  }
}
