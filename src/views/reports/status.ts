import { statusOfCampaign } from '../../domain/campaigns/campaign.ts';
import type { CampaignWithProgress } from '../../operations/ports/campaigns/campaign-store.ts';
import type { Lines } from '../../operations/ports/telephony.ts';
import type { Status } from '../../operations/status/read-status.ts';
import { scheduledCallView } from '../scheduled-call.ts';
import { objectOf } from '../view.ts';

/** What is going on, with the account's lines (null if Retell was not asked or did not say) and the campaigns that are not over. */
export function statusView(
  { due, overdue, next, inProgress, unconfirmed, halt, lastRunAt }: Status,
  campaigns: readonly CampaignWithProgress[],
  lines: Pick<Lines, 'limit' | 'inUse' | 'reservedForInbound'> | null,
): Record<string, unknown> {
  const [first] = next;
  return {
    due,
    overdue,
    next: first
      ? objectOf({ ...first.scheduled, contact: first.contact && nameOf(first.contact) }, scheduledCallView)
      : null,
    inProgress,
    unconfirmed,
    halted: halt !== null,
    haltReason: halt?.reason ?? null,
    lastRun: lastRunAt && { at: lastRunAt },
    lines: lines && { limit: lines.limit, inUse: lines.inUse, reservedForInbound: lines.reservedForInbound },
    campaigns: campaigns.map((campaign) => ({
      id: campaign.id,
      name: campaign.name,
      status: statusOfCampaign(campaign, campaign.progress, halt !== null),
      pending: campaign.progress.pending,
      reached: campaign.progress.reached,
      contacts: campaign.progress.contacts,
    })),
  };
}

function nameOf({ name, phoneNumber }: { name: string; phoneNumber: string }) {
  return { name, phoneNumber };
}
