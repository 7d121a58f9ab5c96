import {
  isUnconfirmed,
  type ScheduledCall,
  type ScheduledCallStatus,
  scheduledCallStatuses,
  scheduledToCome,
} from '../../../domain/calls/scheduled-call.ts';
import { OutageProblem } from '../../../operations/calling/outages/outage-problem.ts';
import { campaignId, campaignOf } from '../../../operations/campaigns/find-campaign.ts';
import type { ScheduledCallOrder } from '../../../operations/ports/paging/orders.ts';
import { mostCounted } from '../../../operations/ports/paging/page.ts';
import type { ScheduledCallStore } from '../../../operations/ports/scheduled-call-store.ts';
import { noSuchScheduledCall } from '../../../operations/scheduling/call-problems.ts';
import { callView } from '../../../views/call.ts';
import { scheduledCallDetailsView } from '../../../views/scheduled-call.ts';
import { objectOf } from '../../../views/view.ts';
import { settleScheduledCall } from '../../asking/scheduled-calls.ts';
import type { Context } from '../../context.ts';
import type { PageOptions } from '../../listing/page-options.ts';
import { showPage } from '../../listing/show-page.ts';
import { parseCallId } from '../../options/call-ids.ts';
import { callFields, campaignField, scheduledCallFields } from '../../terminal/columns.ts';
import { tableOf } from '../../terminal/render-fields.ts';
import { paint } from '../../terminal/styled-text.ts';
import { noteUnreadable } from '../ledger/list.ts';
import { whatComesNext } from '../planning/what-comes-next.ts';

/** `scheduled list`: shows scheduled calls, earliest first, and whether any is unconfirmed. */
export async function listScheduled(
  context: Context,
  options: PageOptions<ScheduledCallOrder['by']> & {
    status?: ScheduledCallStatus | undefined;
    all?: true | undefined;
    campaign?: string | undefined;
  },
): Promise<void> {
  const { terminal, output } = context;
  const store = await context.store();
  const ofCampaign = { campaignId: await campaignId(store, options.campaign) };
  // Programs get every status, as do people who ask for it.
  const isForProgram = output.format.json || output.format.csv;
  const isToCome = !(options.status || options.all || isForProgram);
  const statuses = options.status ? [options.status] : isToCome ? scheduledToCome : undefined;
  const rows = await showPage(context, options, {
    key: 'scheduledCalls',
    fields: scheduledCallFields,
    read: (query) => store.pageOfScheduledCalls({ ...ofCampaign, statuses }, query),
    empty: options.status
      ? `No scheduled call is ${options.status}. To list all: voicebot scheduled list --all`
      : `${isToCome ? 'No call is to come' : 'Nothing is scheduled'}. To schedule calls: voicebot schedule <ids...> --at TIME`,
  });
  if (isToCome) await noteDone(context, store, ofCampaign);
  if (terminal.isInteractive && !output.format.json)
    terminal.note((await whatComesNext(context)).map((line) => paint.dim(line)));
  noteUnreadable(context, 'scheduled call', await store.unreadableScheduledCalls());
  noteUnreadable(context, 'call', await store.unreadableCalls());
  const unconfirmed = rows.filter(isUnconfirmed);
  if (unconfirmed.length > 0) noteUnconfirmed(context, unconfirmed);
  for (const outage of await store.standingOutages(context.clock().now()))
    terminal.note(paint.yellow(`${new OutageProblem(outage).message}.`));
}

/** Says how many calls the list leaves out: `14 are done: 12 COMPLETED, 2 FAILED. To list them too: --all` */
async function noteDone(
  { terminal }: Context,
  store: Pick<ScheduledCallStore, 'countScheduledCalls'>,
  ofCampaign: { campaignId: number | undefined },
): Promise<void> {
  const done = scheduledCallStatuses.filter((status) => !scheduledToCome.includes(status));
  const counts: string[] = [];
  for (const status of done) {
    const count = await store.countScheduledCalls({ ...ofCampaign, statuses: [status] }, mostCounted + 1);
    if (count > 0) counts.push(`${count > mostCounted ? `more than ${mostCounted}` : count} ${status}`);
  }
  if (counts.length > 0) terminal.note(paint.dim(`Done: ${counts.join(', ')}. To list them too: --all`));
}

function noteUnconfirmed({ terminal, output }: Context, [first, ...others]: ScheduledCall[]): void {
  const what =
    others.length === 0
      ? `Call ${first?.id} is unconfirmed: its phone may have rung.`
      : `${others.length + 1} calls are unconfirmed: their phones may have rung.`;
  terminal.note(paint.yellow(`${what} Each run asks Retell again.`));
  terminal.note(
    paint.dim(
      output.show.advice(
        `If you know better: voicebot scheduled resolve ${first?.id} --placed call_… | --not-placed`,
      ),
    ),
  );
}

/** `scheduled show`: shows one scheduled call and its attempts. */
export async function showScheduled(context: Context, word: string | undefined): Promise<void> {
  const { output, terminal } = context;
  const store = await context.store();
  const id = parseCallId(await settleScheduledCall(context, word, 'Which scheduled call?'));
  const found = await store.scheduledCall(id);
  if (!found) throw noSuchScheduledCall([id]);
  const scheduled = { ...found, campaign: await campaignOf(store, found.campaignId) };
  const attempts = await store.listCalls({ scheduledCallId: id });
  const listed = [...scheduledCallFields, campaignField];
  const { width } = terminal;
  await output.record({
    ...{ key: 'scheduledCall', row: scheduled },
    fields: scheduledCallDetailsView.map((field) => listed.find(({ name }) => name === field.name) ?? field),
    beside: { calls: attempts.map((attempt) => objectOf(attempt, callView)) },
    lines: async () => [
      ...(await output.details(scheduled, listed)),
      ...(attempts.length > 0
        ? ['', await tableOf(attempts, callFields, { show: output.show, all: false, width })]
        : []),
    ],
  });
}
