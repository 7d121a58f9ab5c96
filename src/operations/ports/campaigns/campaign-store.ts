import type { Disposition } from '../../../domain/calls/outcomes/disposition.ts';
import type { Budget } from '../../../domain/campaigns/budget.ts';
import type { Campaign, CampaignProgress, Pause } from '../../../domain/campaigns/campaign.ts';
import type { CampaignOrder } from '../paging/orders.ts';
import type { Page, PageQuery } from '../paging/page.ts';
import type { CancelResult } from '../scheduled-call-store.ts';

/** A campaign, and how far it has come. */
export type CampaignWithProgress = Campaign & { progress: CampaignProgress };

/** How many of a campaign's calls came to what; null stands for those of which that is not known yet. */
export type CountByDisposition = ReadonlyMap<Disposition | null, number>;

export interface CampaignStore {
  /** Returns a page of campaigns, the newest first unless the query says otherwise. */
  pageOfCampaigns(query: PageQuery<CampaignOrder['by']>): Promise<Page<CampaignWithProgress>>;
  /** Returns the campaign with this id or name. */
  campaign(which: { id: number } | { name: string }): Promise<CampaignWithProgress | undefined>;
  /** Returns the id of the campaign with this id or name, without counting its calls. */
  campaignId(which: { id: number } | { name: string }): Promise<number | undefined>;
  /** Returns the names of the campaigns with these ids that exist. */
  campaignNames(ids: readonly number[]): Promise<ReadonlyMap<number, string>>;
  /** Returns the ids of the contacts of a campaign whom `isToCallAgain` allows, in ascending order. */
  contactsToCallAgain(campaignId: number, outcomes: readonly Disposition[] | undefined): Promise<number[]>;
  dispositionsOf(campaignId: number): Promise<CountByDisposition>;
  /** Pauses a campaign. A pause that stands is kept, with the new reason if there is one. */
  pauseCampaign(id: number, pause: Pause): Promise<void>;
  /**
   * Lifts the pause of a campaign, and lays its overdue calls out again at their planned spacing.
   *
   * @param spacing of calls whose own is not known, ms
   * @returns how many were overdue
   */
  resumeCampaign(id: number, when: { now: Date; spacing: number }): Promise<number>;
  /** Cancels up to `next` of the `PENDING` calls of a campaign, in order of time. */
  cancelCallsOf(id: number, next: number, now: Date): Promise<CancelResult>;
  /** Records that nothing of a campaign is left to be placed, and lifts its pause. */
  endCampaign(id: number, now: Date): Promise<void>;
  /**
   * Caps what a campaign may cost, US cents, or lifts its cap (null). Calls that are under way reserve what they may cost; those that were
   * held up are laid out again, unless it is paused.
   *
   * @param spacing of calls whose own is not known, ms
   */
  capCampaign(id: number, maxCostCents: number | null, when: { now: Date; spacing: number }): Promise<void>;
  /** Returns what one more call of an agent may cost, and all else that its campaign's cap depends on; null if it has no cap. */
  budgetOf(campaignId: number): Promise<Budget | null>;
  /** Returns what a call of an agent may cost at most, US cents; null if none has shown a rate. @param maxDuration for how long it may talk, ms */
  worstCaseOf(agentId: string, maxDuration: number | undefined): Promise<number | null>;
  /** Returns the agents of campaigns with a cap and calls to come, if Retell was last asked about them before `before`, or never. */
  agentsToAskAbout(before: Date): Promise<string[]>;
  /** Records for how long an agent may talk, ms; undefined if Retell does not know it. */
  recordMaxDuration(agentId: string, maxDuration: number | undefined, now: Date): Promise<void>;
  /** @returns false if another campaign has the name */
  renameCampaign(id: number, name: string): Promise<boolean>;
}
