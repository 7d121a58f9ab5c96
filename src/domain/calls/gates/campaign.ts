import { describeBudget, reservationFor } from '../../campaigns/budget.ts';
import { describePause } from '../../campaigns/campaign.ts';
import { type CallFacts, type Gate, mayPlace, type Verdict } from './gate.ts';

/** When a call of a paused campaign is decided again, ms. No one knows when it is resumed, and then its calls are laid out again. */
const wait = 60 * 60_000;

/** When a call is decided again that waits for others of its campaign to end, ms. */
const waitForOthers = 5 * 60_000;

/** Makes the calls of a campaign wait while it is paused, and while one more may cost more than its cap. */
export const campaign: Gate = {
  name: 'campaign',
  rule: ({ campaign }) =>
    campaign?.budget && !campaign.pause
      ? { text: 'a call may not cost more than the cap of its campaign leaves', source: 'operator' }
      : { text: 'no call of a paused campaign is placed', source: 'operator' },
  decide,
  because: ({ campaign }) => campaign && { reason: because(campaign) },
};

type CampaignFacts = NonNullable<CallFacts['campaign']>;

function decide({ at, campaign }: CallFacts): Verdict {
  if (campaign?.pause)
    return {
      kind: 'wait',
      until: new Date(at.getTime() + wait),
      waitsFor: 'campaign',
      reason: describePause(campaign.name, campaign.pause),
      isIndefinite: true,
    };
  return campaign?.budget ? withinBudget(at, campaign.name, campaign.budget) : mayPlace;
}

function withinBudget(at: Date, name: string, budget: NonNullable<CampaignFacts['budget']>): Verdict {
  const reservation = reservationFor(budget);
  if (reservation.kind === 'fits') return mayPlace;
  const { isForever } = reservation;
  return {
    kind: 'wait',
    until: new Date(at.getTime() + (isForever ? wait : waitForOthers)),
    waitsFor: 'campaign',
    reason: describeBudget(name, budget),
    ...(isForever ? { isIndefinite: true } : {}),
  };
}

function because({ name, budget }: CampaignFacts): string {
  return budget ? describeBudget(name, budget) : `the campaign ${name} is not paused`;
}
