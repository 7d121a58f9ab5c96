import { type Budget, callsAtOnce } from '../domain/campaigns/budget.ts';
import { statusOfCampaign } from '../domain/campaigns/campaign.ts';
import type { CampaignWithProgress } from '../operations/ports/campaigns/campaign-store.ts';
import type { View } from './view.ts';

/** A campaign, and whether calling is halted on its database. */
export type ShownCampaign = CampaignWithProgress & { isHalted: boolean };

/** The fields of a campaign. */
export const campaignView = [
  { name: 'id', value: (row) => row.id },
  { name: 'name', value: (row) => row.name },
  { name: 'status', value: (row) => statusOfCampaign(row, row.progress, row.isHalted) },
  { name: 'contacts', value: (row) => row.progress.contacts },
  { name: 'reached', value: (row) => row.progress.reached },
  { name: 'pending', value: (row) => row.progress.pending },
  { name: 'inProgress', value: (row) => row.progress.inProgress },
  { name: 'placed', value: (row) => row.progress.placed },
  { name: 'failed', value: (row) => row.progress.failed },
  { name: 'cancelled', value: (row) => row.progress.cancelled },
  { name: 'costCents', value: (row) => row.progress.costCents },
  { name: 'maxCostCents', value: (row) => row.maxCostCents },
  { name: 'endsAt', value: (row) => row.progress.endsAt },
  { name: 'pausedBy', value: (row) => row.pause?.by ?? null },
  { name: 'pauseReason', value: (row) => row.pause?.reason ?? null },
  { name: 'pausedAt', value: (row) => row.pause?.since ?? null },
  { name: 'cancelledAt', value: (row) => row.cancelledAt },
  { name: 'createdAt', value: (row) => row.createdAt },
] as const satisfies View<ShownCampaign>;

/** The fields of a campaign that is shown by itself: those of a list, how many of its calls had each outcome, and its budget. */
export const campaignDetailsView = [
  ...campaignView,
  { name: 'byDisposition', value: (row) => row.byDisposition, parts: 'any' },
  { name: 'budget', value: ({ budget }) => budget && budgetView(budget), parts: 'any' },
] as const satisfies View<
  ShownCampaign & { byDisposition: Readonly<Record<string, number>>; budget: Budget | null }
>;

/** The budget of a campaign with a cap, with how many calls it lets run at once: null if one must go first, or no cost is foreseen. */
export function budgetView(budget: Budget): Budget & { callsAtOnce: number | null } {
  const atOnce = callsAtOnce(budget);
  return { ...budget, callsAtOnce: Number.isFinite(atOnce) ? atOnce : null };
}
