import {
  isUnconfirmed,
  type ScheduledCall,
  type ScheduledCallStatus,
} from '../../../domain/calls/scheduled-call.ts';
import { OutageProblem } from '../../../operations/calling/outages/outage-problem.ts';
import { campaignId, campaignOf } from '../../../operations/campaigns/find-campaign.ts';
import type { ScheduledCallOrder } from '../../../operations/ports/paging/orders.ts';
import { noSuchScheduledCall } from '../../../operations/scheduling/call-problems.ts';
import { callView } from '../../../views/call.ts';
import { scheduledCallDetailsView } from '../../../views/scheduled-call.ts';
import { objectOf } from '../../../views/view.ts';
import type { Context } from '../../context.ts';
import type { PageOptions } from '../../listing/page-options.ts';
import { showPage } from '../../listing/show-page.ts';
import { parseCallId } from '../../options/call-ids.ts';
import { callFields, campaignField, scheduledCallFields } from '../../terminal/columns.ts';
import { paint } from '../../terminal/styled-text.ts';
import { noteUnreadable } from '../ledger/list.ts';
import { whatComesNext } from '../planning/what-comes-next.ts';

/** `scheduled list`: shows scheduled calls, earliest first, and whether any is unconfirmed. */
export async function listScheduled(
  context: Context,
  options: PageOptions<ScheduledCallOrder['by']> & {
    status?: ScheduledCallStatus | undefined;
    campaign?: string | undefined;
  },
): Promise<void> {
  const store = await context.store();
  const which = { status: options.status, campaignId: await campaignId(store, options.campaign) };
  const rows = await showPage(context, options, {
    key: 'scheduledCalls',
    fields: scheduledCallFields,
    read: (query) => store.pageOfScheduledCalls(which, query),
    empty: options.status
      ? `No scheduled call is ${options.status}. To list all: voicebot scheduled list`
      : 'Nothing is scheduled. To schedule calls: voicebot schedule <ids...> --at TIME',
  });
  if (context.terminal.isInteractive && !context.output.format.json)
    context.terminal.note((await whatComesNext(context)).map((line) => paint.dim(line)));
  noteUnreadable(context, 'scheduled call', await store.unreadableScheduledCalls());
  noteUnreadable(context, 'call', await store.unreadableCalls());
  const unconfirmed = rows.filter(isUnconfirmed);
  if (unconfirmed.length > 0) noteUnconfirmed(context, unconfirmed);
  for (const outage of await store.standingOutages(context.clock().now()))
    context.terminal.note(paint.yellow(`${new OutageProblem(outage).message}.`));
}

function noteUnconfirmed({ terminal }: Context, [first, ...others]: ScheduledCall[]): void {
  const what =
    others.length === 0
      ? `Call ${first?.id} is unconfirmed: its phone may have rung.`
      : `${others.length + 1} calls are unconfirmed: their phones may have rung.`;
  terminal.note(paint.yellow(`${what} Each run asks Retell again.`));
  terminal.note(
    paint.dim(`If you know better: voicebot scheduled resolve ${first?.id} --placed call_… | --not-placed`),
  );
}

/** `scheduled show`: shows one scheduled call and its attempts. */
export async function showScheduled(context: Context, text: string): Promise<void> {
  const { output, terminal } = context;
  const store = await context.store();
  const id = parseCallId(text);
  const found = await store.scheduledCall(id);
  if (!found) throw noSuchScheduledCall([id]);
  const scheduled = { ...found, campaign: await campaignOf(store, found.campaignId) };
  const attempts = await store.listCalls({ scheduledCallId: id });
  await output.record(
    {
      scheduledCall: objectOf(scheduled, scheduledCallDetailsView),
      calls: attempts.map((attempt) => objectOf(attempt, callView)),
    },
    () => output.details(scheduled, [...scheduledCallFields, campaignField]),
  );
  if (!output.format.json && attempts.length > 0) {
    terminal.out('');
    await output.list({ key: 'calls', rows: attempts, fields: callFields, empty: '' });
  }
}
