import { type CampaignStatus, statusOfCampaign } from '../../domain/campaigns/campaign.ts';
import { formatCents } from '../../domain/money.ts';
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
  contacts: [{ header: 'People', dropOrder: 4 }],
  reached: [{ header: 'Reached' }],
  pending: [{ header: 'To come' }],
  failed: [{ header: 'Failed', dropOrder: 2 }],
  costCents: [
    {
      header: 'Cost',
      cell: (row) => (row.progress.costCents === 0 ? '' : formatCents(row.progress.costCents)),
      dropOrder: 3,
    },
  ],
  maxCostCents: [
    {
      header: 'Cap',
      cell: (row) => (row.maxCostCents === null ? '' : formatCents(row.maxCostCents)),
      dropOrder: 4,
    },
  ],
  endsAt: [
    {
      header: 'Last call',
      cell: (row, show) => (row.progress.endsAt ? show.time(row.progress.endsAt) : ''),
      dropOrder: 1,
    },
  ],
});

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
