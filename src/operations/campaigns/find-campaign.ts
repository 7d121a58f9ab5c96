import { describeLabelProblem, problemOfLabel } from '../../domain/label.ts';
import { nearestNames } from '../../domain/nearest-names.ts';
import { Problem } from '../../domain/problem.ts';
import type { CampaignStore, CampaignWithProgress } from '../ports/campaigns/campaign-store.ts';

/** Where the names of campaigns are read. */
export type NamingCampaigns = Pick<CampaignStore, 'pageOfCampaigns'>;

/** Where a campaign is found by its id or name. */
export type FindingCampaigns = NamingCampaigns & Pick<CampaignStore, 'campaign'>;

/** Finds a campaign by its id or its name. @throws Problem `campaign_not_found` */
export async function findCampaign(store: FindingCampaigns, text: string): Promise<CampaignWithProgress> {
  const found = await store.campaign(whichCampaign(text));
  if (found) return found;
  throw await campaignNotFound(store, text);
}

/** Returns what an operator's word for a campaign means: its id if it is a number, otherwise its name. */
export function whichCampaign(text: string): { id: number } | { name: string } {
  const word = text.trim();
  return /^\d+$/.test(word) ? { id: Number(word) } : { name: word };
}

/** Returns the problem that there is no such campaign, with the name for which it may be a slip. */
export async function campaignNotFound(store: NamingCampaigns, text: string): Promise<Problem> {
  const { rows } = await store.pageOfCampaigns({});
  const [near = ''] = nearestNames(
    text,
    rows.map(({ name }) => name),
  );
  return new Problem('not_found', {
    code: 'campaign_not_found',
    message: `There is no campaign ${JSON.stringify(text.trim())}.`,
    facts: { near },
  });
}

/** Returns the id of the campaign with this id or name; undefined if none is asked for. @throws Problem `campaign_not_found` */
export async function campaignId(
  store: NamingCampaigns & Pick<CampaignStore, 'campaignId'>,
  text: string | undefined,
): Promise<number | undefined> {
  if (text === undefined) return undefined;
  const id = await store.campaignId(whichCampaign(text));
  if (id === undefined) throw await campaignNotFound(store, text);
  return id;
}

/** A campaign as it is named beside a call. */
export interface NamedCampaign {
  id: number;
  name: string;
}

/** Returns the campaign of a call, by name; null if it has none. */
export async function campaignOf(
  store: Pick<CampaignStore, 'campaignNames'>,
  id: number | null,
): Promise<NamedCampaign | null> {
  const name = id === null ? undefined : (await store.campaignNames([id])).get(id);
  return id === null || name === undefined ? null : { id, name };
}

/** Returns the name of a new or renamed campaign. @throws Problem `bad_campaign_name` */
export function checkName(text: string): string {
  const problem = problemOfLabel(text);
  if (problem === undefined) return text.trim();
  const message = describeLabelProblem('a campaign', problem);
  throw new Problem('usage', { code: 'bad_campaign_name', message });
}

/** @throws Problem `campaign_exists` if a campaign has this name */
export async function requireFreeName(store: Pick<CampaignStore, 'campaign'>, name: string): Promise<void> {
  const known = await store.campaign({ name });
  if (known) throw nameTaken(known.name);
}

/** Returns the problem that a campaign has this name already. */
export function nameTaken(name: string): Problem {
  return new Problem('refused', {
    code: 'campaign_exists',
    message: `There is a campaign ${JSON.stringify(name)} already.`,
  });
}
