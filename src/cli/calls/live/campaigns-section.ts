import { statusOfCampaign } from '../../../domain/campaigns/campaign.ts';
import { formatCents } from '../../../domain/money.ts';
import type { Reader } from '../../../domain/time/time-display.ts';
import type { CampaignWithProgress } from '../../../operations/ports/campaigns/campaign-store.ts';
import type { Status } from '../../../operations/status/read-status.ts';
import { paint } from '../../terminal/styled-text.ts';
import { briefly, type Section } from './sections.ts';

/** Returns how far the campaigns have come that are not over. */
export function campaignsSection(
  campaigns: readonly CampaignWithProgress[],
  { at, halt }: Status,
  reader: Reader,
): Section {
  const isHalted = halt !== null;
  return {
    title: 'Campaigns',
    count: '',
    rows: campaigns.length,
    columns: [
      { header: '', cells: campaigns.map(({ name }) => name), shrinks: true },
      { header: '', cells: campaigns.map(({ progress }) => bar(doneShare(progress), 10)), dropOrder: 2 },
      {
        header: '',
        cells: campaigns.map((one) => {
          const status = statusOfCampaign(one, one.progress, isHalted);
          return status === 'running' ? `${one.progress.pending} to come` : paint.yellow(status);
        }),
      },
      {
        header: '',
        cells: campaigns.map(({ progress }) => `${progress.reached} of ${progress.contacts} reached`),
      },
      {
        header: '',
        cells: campaigns.map(({ progress: { costCents }, maxCostCents }) =>
          [
            costCents === 0 && maxCostCents === null ? '' : formatCents(costCents),
            maxCostCents === null ? '' : `of ${formatCents(maxCostCents)}`,
          ]
            .filter(Boolean)
            .join(' '),
        ),
        dropOrder: 3,
      },
      {
        header: '',
        cells: campaigns.map(({ progress: { endsAt } }) =>
          endsAt ? `until ${briefly(endsAt, at, reader)}` : '',
        ),
        dropOrder: 1,
      },
    ],
  };
}

/** Returns a bar of blocks: `███████░░░`. */
function bar(share: number, width: number): string {
  const filled = Math.round(Math.min(1, Math.max(0, share)) * width);
  return '█'.repeat(filled) + '░'.repeat(width - filled);
}

function doneShare({
  pending,
  inProgress,
  placed,
  failed,
  cancelled,
}: CampaignWithProgress['progress']): number {
  const done = placed + failed + cancelled;
  return done / Math.max(1, done + pending + inProgress);
}
