import type { CallStatus } from '../../../domain/calls/call-status.ts';
import type { Disposition } from '../../../domain/calls/outcomes/disposition.ts';
import { Problem } from '../../../domain/problem.ts';
import { campaignId } from '../../../operations/campaigns/find-campaign.ts';
import { findContact } from '../../../operations/contacts/selecting/find-contact.ts';
import type { CallFilter } from '../../../operations/ports/outcomes/call-list-store.ts';
import type { Store } from '../../../operations/ports/store.ts';
import type { Context } from '../../context.ts';
import { parsePastInstant } from '../../options/past-instant.ts';

/** The parsed values of the options that select calls. */
export interface FilterOptions {
  status?: CallStatus | undefined;
  disposition?: Disposition[] | undefined;
  contact?: string | undefined;
  campaign?: string | undefined;
  agent?: string | undefined;
  since?: string | undefined;
  until?: string | undefined;
  /** US cents. */
  minCost?: number | undefined;
  maxCost?: number | undefined;
  search?: string | undefined;
}

/**
 * Returns which calls the options select.
 *
 * @throws Problem if there is no such contact or campaign, a time cannot be read, or no call can be in a range
 */
export async function readFilter(
  context: Context,
  store: Store,
  options: FilterOptions,
): Promise<CallFilter> {
  const { status, disposition: dispositions, contact, agent: agentId, minCost, maxCost, search } = options;
  const since = options.since === undefined ? undefined : parsePastInstant(context, options.since);
  const until = options.until === undefined ? undefined : parsePastInstant(context, options.until, true);
  requireRange('--since', options.since, '--until', options.until, !since || !until || since < until);
  requireRange('--min-cost', minCost, '--max-cost', maxCost, (minCost ?? 0) <= (maxCost ?? Infinity));
  return {
    status,
    dispositions,
    contactId:
      contact === undefined ? undefined : (await findContact(store, contact, context.settings.country)).id,
    campaignId: await campaignId(store, options.campaign),
    agentId,
    since,
    until,
    minCostCents: minCost,
    maxCostCents: maxCost,
    search,
  };
}

function requireRange(
  first: string,
  from: string | number | undefined,
  last: string,
  to: string | number | undefined,
  isRange: boolean,
): void {
  if (isRange) return;
  const shown = [from, to].map((value) => (typeof value === 'number' ? value / 100 : `"${value}"`));
  throw new Problem('usage', {
    code: 'empty_range',
    message: `No call can be between ${first} ${shown[0]} and ${last} ${shown[1]}.`,
    hint: `${first} must come before ${last}.`,
  });
}
