import { findCampaign } from '../../operations/campaigns/find-campaign.ts';
import type { CountByDisposition } from '../../operations/ports/campaigns/campaign-store.ts';
import type { CampaignOrder } from '../../operations/ports/paging/orders.ts';
import { campaignDetailsView } from '../../views/campaign.ts';
import { settleCampaign } from '../asking/campaigns.ts';
import type { Context } from '../context.ts';
import type { PageOptions } from '../listing/page-options.ts';
import { showPage } from '../listing/show-page.ts';
import { type Printable, paint, styled } from '../terminal/styled-text.ts';
import { budgetLines } from './budget-lines.ts';
import { campaignFields } from './columns.ts';

/** `campaigns list` */
export async function listCampaigns(
  context: Context,
  options: PageOptions<CampaignOrder['by']>,
): Promise<void> {
  const store = await context.store();
  const isHalted = (await store.standingHalt()) !== undefined;
  await showPage(context, options, {
    key: 'campaigns',
    fields: campaignFields,
    read: async (query) => {
      const page = await store.pageOfCampaigns(query);
      return { ...page, rows: page.rows.map((campaign) => ({ ...campaign, isHalted })) };
    },
    empty:
      'There is no campaign yet. Each schedule makes one: voicebot schedule <ids...> --at TIME --name NAME',
  });
}

/** `campaigns show` */
export async function showCampaign(context: Context, word: string | undefined): Promise<void> {
  const { output } = context;
  const which = await settleCampaign(context, word);
  const store = await context.store();
  const campaign = await findCampaign(store, which);
  const shown = { ...campaign, isHalted: (await store.standingHalt()) !== undefined };
  const outcomes = await store.dispositionsOf(campaign.id);
  const byDisposition = Object.fromEntries(
    [...outcomes].flatMap(([disposition, calls]) => (disposition ? [[disposition, calls]] : [])),
  );
  const budget = await store.budgetOf(campaign.id);
  await output.record({
    ...{ key: 'campaign', row: { ...shown, byDisposition, budget } },
    fields: campaignDetailsView.map(
      (field) => campaignFields.find(({ name }) => name === field.name) ?? field,
    ),
    lines: async () => [
      ...(await output.details(shown, campaignFields)),
      ...(budget ? ['', paint.bold('Its cap'), ...budgetLines(budget).map((line) => `  ${line}`)] : []),
      ...outcomeLines(outcomes),
    ],
  });
}

/** Returns a line for each outcome, the most frequent first. */
function outcomeLines(outcomes: CountByDisposition): Printable[] {
  const rows = [...outcomes].toSorted(([, a], [, b]) => b - a);
  if (rows.length === 0) return [];
  const width = Math.max(...rows.map(([, calls]) => String(calls).length));
  return [
    '',
    paint.bold('What came of its calls'),
    ...rows.map(
      ([disposition, calls]) =>
        styled`  ${String(calls).padStart(width)}  ${disposition?.replaceAll('_', ' ') ?? 'not known yet'}`,
    ),
  ];
}
