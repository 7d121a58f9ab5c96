import { type CampaignStatus, statusOfCampaign } from '../../domain/campaigns/campaign.ts';
import { campaignView } from '../../views/campaign.ts';
import { withColumns } from '../terminal/render-fields.ts';
import { type Printable, paint } from '../terminal/styled-text.ts';

/** The fields of a campaign, with their table columns. */
export const campaignFields = withColumns(campaignView, {
  id: [{ header: 'ID' }],
  name: [{ header: 'Campaign', shrinks: true }],
  status: [
    {
      header: 'Status',
      cell: (row) => paintStatus(statusOfCampaign(row, row.progress, row.isHalted)),
    },
  ],
  contacts: [{ header: 'People' }],
  reached: [{ header: 'Reached' }],
  pending: [{ header: 'To come' }],
  failed: [{ header: 'Failed', dropOrder: 2 }],
  costCents: [{ header: 'Cost', cell: (row) => formatCents(row.progress.costCents), dropOrder: 3 }],
  endsAt: [
    {
      header: 'Last call',
      cell: (row, show) => (row.progress.endsAt ? show.time(row.progress.endsAt) : ''),
      dropOrder: 1,
    },
  ],
});

/** Formats an amount of US cents, as Retell charges them: `$1.25`. */
function formatCents(cents: number): string {
  return cents === 0 ? '' : `$${(cents / 100).toFixed(2)}`;
}

function paintStatus(status: CampaignStatus): Printable {
  const colours = {
    running: paint.cyan,
    paused: paint.yellow,
    halted: paint.red,
    finished: paint.green,
    cancelled: paint.dim,
  };
  return colours[status](status);
}
