import type { Disposition } from '../../../../domain/calls/outcomes/disposition.ts';
import { formatRedialRules, type RedialRule } from '../../../../domain/calls/redial/redial-rules.ts';
import { Problem } from '../../../../domain/problem.ts';
import {
  checkName,
  type FindingCampaigns,
  findCampaign,
  requireFreeName,
} from '../../../../operations/campaigns/find-campaign.ts';
import type { NotReached } from '../../../../operations/contacts/selecting/select-contacts.ts';
import type { Settings } from '../../../../settings/definitions.ts';

/** Reads the name that the operator gives to a new campaign. @throws Problem `bad_campaign_name`, `campaign_exists` */
export async function readName(
  store: FindingCampaigns,
  text: string | undefined,
): Promise<string | undefined> {
  if (text === undefined) return undefined;
  const name = checkName(text);
  await requireFreeName(store, name);
  return name;
}

/**
 * Reads which campaign has not reached those to call, and what their last calls must have come to.
 *
 * @throws Problem `campaign_not_found`, `missing_campaign`
 */
export async function readNotReached(
  store: FindingCampaigns,
  { campaign, lastOutcome }: { campaign?: string | undefined; lastOutcome?: Disposition[] | undefined },
): Promise<NotReached | undefined> {
  if (campaign !== undefined) return { campaign: await findCampaign(store, campaign), outcomes: lastOutcome };
  if (lastOutcome === undefined) return undefined;
  throw new Problem('usage', {
    code: 'missing_campaign',
    message: '--last-outcome does not say of which campaign.',
    hint: 'Add --campaign NAME. To list them: voicebot campaigns list',
  });
}

/** Returns what follows the result of `schedule`: `, in the campaign Spring`. */
export function inCampaign(campaign: { name: string } | undefined): string {
  return campaign ? `, in the campaign ${campaign.name}` : '';
}

/** Returns the redial rules of a new campaign, as they are recorded; null for none. */
export function readRedial(
  settings: Pick<Settings, 'redial'>,
  option: readonly RedialRule[] | undefined,
): string | null {
  const rules = option ?? settings.redial;
  return rules.length === 0 ? null : formatRedialRules(rules);
}
