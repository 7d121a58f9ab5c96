import type { Clock } from '../../domain/time/clock.ts';
import type { CampaignStore, CampaignWithProgress } from '../ports/campaigns/campaign-store.ts';
import { checkName, type FindingCampaigns, findCampaign, nameTaken } from './find-campaign.ts';

/** Pauses a campaign at once, also in runs that are going on. @returns the campaign as it stands now */
export async function pauseCampaign(
  store: FindingCampaigns & Pick<CampaignStore, 'pauseCampaign'>,
  which: string,
  reason: string | null,
  clock: Pick<Clock, 'now'>,
): Promise<CampaignWithProgress> {
  const { id } = await findCampaign(store, which);
  await store.pauseCampaign(id, { by: 'operator', reason, since: clock.now() });
  return findCampaign(store, String(id));
}

/**
 * Lifts the pause of a campaign. What has become overdue is laid out again at its planned spacing: it must not ring all at once.
 *
 * @param spacing of calls whose own is not known, ms
 * @returns the campaign, whether it was paused, and how many calls were overdue
 */
export async function resumeCampaign(
  store: FindingCampaigns & Pick<CampaignStore, 'resumeCampaign'>,
  which: string,
  { spacing, clock }: { spacing: number; clock: Pick<Clock, 'now'> },
): Promise<{ campaign: CampaignWithProgress; wasPaused: boolean; overdue: number }> {
  const found = await findCampaign(store, which);
  if (!found.pause) return { campaign: found, wasPaused: false, overdue: 0 };
  const overdue = await store.resumeCampaign(found.id, { now: clock.now(), spacing });
  return { campaign: await findCampaign(store, String(found.id)), wasPaused: true, overdue };
}

/** How many calls to cancel in one transaction, and the pause between two, ms: others must be able to write meanwhile. */
const batchSize = 2000;
const breath = 5;

/**
 * Cancels all the `PENDING` calls of a campaign. It is paused first, so that none is placed meanwhile; if this is cut short, it stays so.
 *
 * @returns the campaign, and how many calls were cancelled
 */
export async function cancelCampaign(
  store: FindingCampaigns & Pick<CampaignStore, 'pauseCampaign' | 'cancelCallsOf' | 'endCampaign'>,
  which: string,
  clock: Clock,
): Promise<{ campaign: CampaignWithProgress; cancelled: number }> {
  const { id } = await findCampaign(store, which);
  await store.pauseCampaign(id, { by: 'operator', reason: null, since: clock.now() });
  let cancelled = 0;
  for (;;) {
    const batch = await store.cancelCallsOf(id, batchSize, clock.now());
    cancelled += batch.cancelled.length;
    if (batch.cancelled.length < batchSize) break;
    await clock.sleep(breath);
  }
  await store.endCampaign(id, clock.now());
  return { campaign: await findCampaign(store, String(id)), cancelled };
}

/**
 * Caps what a campaign may cost, or lifts its cap. Calls that waited for the cap are laid out again, as after a pause.
 *
 * @param maxCostCents null for no cap
 * @param spacing of calls whose own is not known, ms
 */
export async function capCampaign(
  store: FindingCampaigns & Pick<CampaignStore, 'capCampaign'>,
  which: string,
  maxCostCents: number | null,
  { spacing, clock }: { spacing: number; clock: Pick<Clock, 'now'> },
): Promise<CampaignWithProgress> {
  const { id } = await findCampaign(store, which);
  await store.capCampaign(id, maxCostCents, { now: clock.now(), spacing });
  return findCampaign(store, String(id));
}

/** Gives a campaign another name. @throws Problem `bad_campaign_name`, `campaign_exists` */
export async function renameCampaign(
  store: FindingCampaigns & Pick<CampaignStore, 'renameCampaign'>,
  which: string,
  text: string,
): Promise<CampaignWithProgress> {
  const name = checkName(text);
  const { id } = await findCampaign(store, which);
  if (!(await store.renameCampaign(id, name))) throw nameTaken(name);
  return findCampaign(store, String(id));
}
