import {
  cancelCampaign,
  capCampaign,
  pauseCampaign,
  renameCampaign,
  resumeCampaign,
} from '../operations/campaigns/change-campaign.ts';
import { findCampaign } from '../operations/campaigns/find-campaign.ts';
import type { CampaignWithProgress } from '../operations/ports/campaigns/campaign-store.ts';
import type { CampaignOrder } from '../operations/ports/paging/orders.ts';
import type { Session } from '../session/session.ts';
import { campaignView } from '../views/campaign.ts';
import { objectOf } from '../views/view.ts';
import type { CampaignObject } from './objects.ts';
import { type PageOf, type PageOptions, readPageOf } from './paging/paging.ts';

/** Calls that were scheduled together. A campaign is named by its id or its name. @throws Problem `campaign_not_found` */
export interface Campaigns {
  list(options?: PageOptions<CampaignOrder['by']>): Promise<PageOf<CampaignObject>>;
  show(which: string | number): Promise<CampaignObject>;
  /** Pauses it at once, also in runs that are going on. */
  pause(which: string | number, reason?: string): Promise<CampaignObject>;
  /** Goes on with it; what has become overdue is placed as far apart as planned. */
  resume(which: string | number): Promise<CampaignObject>;
  /** Cancels all its calls that are PENDING. */
  cancel(which: string | number): Promise<CampaignObject>;
  /** @param maxCostCents US cents; null for any */
  cap(which: string | number, maxCostCents: number | null): Promise<CampaignObject>;
  rename(which: string | number, name: string): Promise<CampaignObject>;
}

/** Returns the operations on the campaigns of a session. @internal */
export function campaignsOf({ settings, store, clock }: Session): Campaigns {
  const shower = async () => {
    const isHalted = (await (await store()).standingHalt()) !== undefined;
    return (campaign: CampaignWithProgress) => objectOf({ ...campaign, isHalted }, campaignView);
  };
  const shown = async (campaign: CampaignWithProgress) => (await shower())(campaign);
  const pacing = () => ({ spacing: settings.interval, clock: clock() });
  return {
    list: async (options = {}) => {
      const [kept, shown] = [await store(), await shower()];
      const about = { profile: settings.profile, list: 'campaigns', filter: {} };
      return readPageOf(about, options, (query) => kept.pageOfCampaigns(query), shown);
    },
    show: async (which) => shown(await findCampaign(await store(), String(which))),
    pause: async (which, reason) =>
      shown(await pauseCampaign(await store(), String(which), reason?.trim() || null, clock())),
    resume: async (which) => shown((await resumeCampaign(await store(), String(which), pacing())).campaign),
    cancel: async (which) => shown((await cancelCampaign(await store(), String(which), clock())).campaign),
    cap: async (which, cents) => shown(await capCampaign(await store(), String(which), cents, pacing())),
    rename: async (which, name) => shown(await renameCampaign(await store(), String(which), name)),
  };
}
