import { formatCents } from '../../domain/money.ts';
import {
  cancelCampaign,
  capCampaign,
  pauseCampaign,
  renameCampaign,
  resumeCampaign,
} from '../../operations/campaigns/change-campaign.ts';
import { checkName, findCampaign } from '../../operations/campaigns/find-campaign.ts';
import type { CampaignWithProgress } from '../../operations/ports/campaigns/campaign-store.ts';
import type { Store } from '../../operations/ports/store.ts';
import { campaignView } from '../../views/campaign.ts';
import { objectOf } from '../../views/view.ts';
import { settleCampaign } from '../asking/campaigns.ts';
import { canAsk, missingArgument, refusalOf } from '../asking/can-ask.ts';
import type { Context } from '../context.ts';
import { type DryRun, headline, successView } from '../dry-run.ts';
import { paint, styled } from '../terminal/styled-text.ts';
import { budgetLines } from './budget-lines.ts';

/** `campaigns pause` */
export async function pause(
  context: Context,
  word: string | undefined,
  { reason }: { reason?: string | undefined },
): Promise<void> {
  const { store: open, output, clock } = context;
  const which = await settleCampaign(context, word);
  const store = await open();
  const campaign = await pauseCampaign(store, which, reason?.trim() || null, clock());
  const { name, progress } = campaign;
  output.result(await campaignResult(store, campaign), () => [
    styled`${paint.green('✓')} ${name} is paused: ${callsThat(progress.pending, 'waits', 'wait')}.`,
    paint.dim(
      output.show.advice(
        `Calls already placed go on. To go on with it: voicebot campaigns resume ${campaign.id}`,
      ),
    ),
  ]);
}

/** `campaigns resume` */
export async function resume(context: Context, word: string | undefined): Promise<void> {
  const { store: open, output, clock, settings } = context;
  const which = await settleCampaign(context, word);
  const store = await open();
  const { campaign, wasPaused, overdue } = await resumeCampaign(store, which, {
    spacing: settings.interval,
    clock: clock(),
  });
  output.result({ ...(await campaignResult(store, campaign)), wasPaused, overdue }, () => {
    if (!wasPaused) return `${campaign.name} was not paused.`;
    const later =
      overdue > 0 ? `: ${callsThat(overdue, 'is', 'are')} placed from now on, as far apart as planned` : '';
    return styled`${paint.green('✓')} ${campaign.name} goes on${later}.`;
  });
}

/** `campaigns cancel` */
export async function cancel(context: Context, word: string | undefined, options: DryRun): Promise<void> {
  const { store: open, output, clock, terminal } = context;
  const which = await settleCampaign(context, word);
  const store = await open();
  const found = await findCampaign(store, which);
  const { id, name, progress } = found;
  if (options.dryRun) {
    const document = { ...(await campaignResult(store, found)), cancelledCalls: progress.pending };
    const would = `cancel ${name}: ${callsThat(progress.pending, 'would', 'would')} not be placed`;
    output.result({ ...document, ...successView(options) }, () => headline(options, '', would));
    return;
  }
  await terminal.confirm(`Cancel the ${callsThat(progress.pending, '', '').trim()} to come in ${name}?`, {
    default: false,
    unattended: 'refuse',
    action: 'Cancelling a campaign',
  });
  const { campaign, cancelled } = await cancelCampaign(store, String(id), clock());
  output.result(
    { ...(await campaignResult(store, campaign)), cancelledCalls: cancelled },
    () => styled`${paint.green('✓')} ${name} is cancelled: ${callsThat(cancelled, 'is', 'are')} not placed.`,
  );
}

/** `campaigns edit` */
export async function edit(
  context: Context,
  word: string | undefined,
  maxCost: number | 'off',
): Promise<void> {
  const { store: open, output, clock, settings } = context;
  const which = await settleCampaign(context, word);
  const store = await open();
  const cents = maxCost === 'off' ? null : maxCost;
  const when = { spacing: settings.interval, clock: clock() };
  const campaign = await capCampaign(store, which, cents, when);
  const budget = await store.budgetOf(campaign.id);
  output.result(await campaignResult(store, campaign), () => [
    styled`${paint.green('✓')} ${campaign.name} may cost ${cents === null ? 'any amount' : `up to ${formatCents(cents)}`}.`,
    ...(budget ? budgetLines(budget).map(paint.dim) : []),
  ]);
}

/** `campaigns rename` */
export async function rename(
  context: Context,
  word: string | undefined,
  newName: string | undefined,
): Promise<void> {
  const { store: open, output } = context;
  const which = await settleCampaign(context, word);
  const store = await open();
  const campaign = await renameCampaign(store, which, newName ?? (await askForName(context, which)));
  output.result(
    await campaignResult(store, campaign),
    () => styled`${paint.green('✓')} Campaign ${campaign.id} is called ${campaign.name}.`,
  );
}

/** @throws Problem `missing_argument` */
async function askForName(context: Context, which: string): Promise<string> {
  if (!canAsk(context)) throw missingArgument('name');
  const { name } = await findCampaign(await context.store(), which);
  const check = (text: string) => refusalOf(() => checkName(text));
  return context.terminal.input('What is its new name?', name, { check });
}

async function campaignResult(store: Store, campaign: CampaignWithProgress) {
  const isHalted = (await store.standingHalt()) !== undefined;
  return { success: true, campaign: objectOf({ ...campaign, isHalted }, campaignView) };
}

/** Returns a number of calls with its verb: `1 call waits`, `3 calls wait`. */
function callsThat(count: number, one: string, several: string): string {
  return count === 1 ? `1 call ${one}` : `${count} calls ${several}`;
}
