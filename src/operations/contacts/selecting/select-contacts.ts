import type { Disposition } from '../../../domain/calls/outcomes/disposition.ts';
import type { Campaign } from '../../../domain/campaigns/campaign.ts';
import type { ContactFilter } from '../../../domain/contacts/contact-filter.ts';
import { Problem } from '../../../domain/problem.ts';
import type { CampaignStore } from '../../ports/campaigns/campaign-store.ts';
import type { ContactStore, ContactSummary } from '../../ports/contact-store.ts';
import { type FindingStore, findContacts } from './find-contact.ts';
import { type FilteringStore, prepareFilter, type SelectOptions } from './prepare-filter.ts';
import { refuseUnknownNames } from './refuse-unknown.ts';

/** Those whom a campaign has not reached, and whose last call in it came to one of these outcomes, or to anything. */
export interface NotReached {
  campaign: Pick<Campaign, 'id' | 'name'>;
  outcomes: readonly Disposition[] | undefined;
}

/** The contacts that words name, as for `findContacts`; or those that meet the filter; or, with both, those of them that meet it. */
export interface ContactSelection {
  words: readonly string[];
  filter: ContactFilter | undefined;
  /** Leaves of those, or of all, only the ones whom a campaign has not reached. */
  notReached?: NotReached | undefined;
}

export type SelectingStore = FindingStore &
  FilteringStore &
  Pick<ContactStore, 'contactSummaries'> &
  Pick<CampaignStore, 'contactsToCallAgain'>;

/**
 * Selects contacts: named ones in the order of their names, others in order of id.
 *
 * @throws Problem as `findContacts`, `prepareFilter` and `refuseUnknownNames`, or `nobody_matches`
 */
export async function selectContacts(
  store: SelectingStore,
  { words, filter, notReached }: ContactSelection,
  options: SelectOptions,
): Promise<ContactSummary[]> {
  if (!filter && !notReached) return findContacts(store, words, options.country);
  const matching = notReached
    ? await amongNotReached(store, notReached, filter, options)
    : await store.contactSummaries(await prepareFilter(store, filter ?? {}, options));
  const selected = words.length === 0 ? matching : await namedAmong(store, words, matching, options.country);
  if (selected.length > 0) return selected;
  if (filter) await refuseUnknownNames(store, filter);
  throw nobodyMatches(words, notReached);
}

async function amongNotReached(
  store: SelectingStore,
  { campaign, outcomes }: NotReached,
  filter: ContactFilter | undefined,
  options: SelectOptions,
): Promise<ContactSummary[]> {
  const ids = await store.contactsToCallAgain(campaign.id, outcomes);
  if (!filter) return store.contactSummaries({ ids });
  const isNotReached = new Set(ids);
  const matching = await store.contactSummaries(await prepareFilter(store, filter, options));
  return matching.filter(({ id }) => isNotReached.has(id));
}

function nobodyMatches(words: readonly string[], notReached: NotReached | undefined): Problem {
  const who = words.length === 0 ? 'No contact' : 'None of these contacts';
  if (!notReached) return new Problem('not_found', { code: 'nobody_matches', message: `${who} matches.` });
  const { campaign, outcomes } = notReached;
  const last = outcomes ? `, with a last call that was ${outcomes.join(' or ').replaceAll('_', ' ')}` : '';
  return new Problem('not_found', {
    code: 'nobody_matches',
    message: `${who} is left to call again in the campaign ${campaign.name}${last}.`,
    facts: { campaignId: campaign.id },
  });
}

async function namedAmong(
  store: SelectingStore,
  words: readonly string[],
  matching: readonly ContactSummary[],
  country: string,
): Promise<ContactSummary[]> {
  const ids = new Set(matching.map(({ id }) => id));
  return (await findContacts(store, words, country)).filter(({ id }) => ids.has(id));
}
