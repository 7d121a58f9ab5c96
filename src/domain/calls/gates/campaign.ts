import { describePause } from '../../campaigns/campaign.ts';
import { type CallFacts, type Gate, mayPlace, type Verdict } from './gate.ts';

/** When a call of a paused campaign is decided again, ms. No one knows when it is resumed, and then its calls are laid out again. */
const wait = 60 * 60_000;

/** Makes the calls of a campaign wait while it is paused. */
export const campaign: Gate = {
  name: 'campaign',
  rule: () => ({ text: 'no call of a paused campaign is placed', source: 'operator' }),
  decide,
  because: ({ campaign }) => campaign && { reason: `the campaign ${campaign.name} is not paused` },
};

function decide({ at, campaign }: CallFacts): Verdict {
  if (!campaign?.pause) return mayPlace;
  return {
    kind: 'wait',
    until: new Date(at.getTime() + wait),
    waitsFor: 'campaign',
    reason: describePause(campaign.name, campaign.pause),
    isIndefinite: true,
  };
}
