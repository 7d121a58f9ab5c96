import type Retell from 'retell-sdk';
import { APIError } from 'retell-sdk/core/error';
import type { CallReport } from '../../../domain/calls/outcomes/report.ts';
import type { ListedReports } from '../../../operations/ports/telephony.ts';
import { pageSchema, parse } from '../responses.ts';
import { type Asking, parseCall, reportOf } from './call-object.ts';

/** The most pages that are read of what was asked for in one request, should Retell's be smaller. */
const maxPages = 20;

async function listById(
  client: Retell,
  ids: readonly string[],
  options: Retell.RequestOptions,
  key: { pagination_key?: string } = {},
) {
  const response: unknown = await client.call.list(
    { filter_criteria: { call_id: { type: 'enum', op: 'in', value: [...ids] } }, limit: ids.length, ...key },
    options,
  );
  return parse(pageSchema, response);
}

/** Returns which of these calls Retell certainly does not list. A list that goes on, or has an item that cannot be read, proves nothing. */
export async function notListed(
  client: Retell,
  ids: readonly string[],
  options: Retell.RequestOptions,
): Promise<string[]> {
  const { items, has_more, pagination_key } = await listById(client, ids, options);
  const listed = items.map((item) => parseCall(item)?.call_id);
  if ((has_more ?? pagination_key) || listed.includes(undefined)) return [];
  return ids.filter((id) => !listed.includes(id));
}

/** The fewest calls that a list is asked about if Retell refuses more. */
const fewest = 25;

/** The statuses with which a list of too many ids may be refused; the specification has no limit. */
const tooMany: ReadonlySet<unknown> = new Set([400, 413, 422]);

/** How many calls Retell is asked about at once: as many as there are, until it refuses some as too many. */
export interface IdsAtOnce {
  most: number;
}

/** Returns what Retell lists of these calls. Whatever else it lists is left out. */
export async function reportsOf(
  client: Retell,
  ids: readonly string[],
  asking: Asking,
  atOnce: IdsAtOnce,
): Promise<ListedReports> {
  const all: { reports: CallReport[]; unreadable: number } = { reports: [], unreadable: 0 };
  for (let from = 0; from < ids.length; ) {
    const some = ids.slice(from, from + atOnce.most);
    try {
      const { reports, unreadable } = await reportsOfSome(client, some, asking);
      all.reports.push(...reports);
      all.unreadable += unreadable;
      from += some.length;
    } catch (error) {
      if (some.length <= fewest || !(error instanceof APIError && tooMany.has(error.status))) throw error;
      atOnce.most = Math.ceil(some.length / 2);
    }
  }
  return all;
}

async function reportsOfSome(
  client: Retell,
  ids: readonly string[],
  { observedAt, ...options }: Asking,
): Promise<ListedReports> {
  const missing = new Set(ids);
  const reports: CallReport[] = [];
  let unreadable = 0;
  let key: { pagination_key?: string } = {};
  for (let read = 0; read < maxPages; read++) {
    const { items, has_more, pagination_key } = await listById(client, ids, options, key);
    for (const item of items) {
      const call = parseCall(item);
      if (!call) unreadable++;
      else if (missing.delete(call.call_id)) reports.push(reportOf(call, observedAt));
    }
    if (!has_more || !pagination_key || items.length === 0 || missing.size === 0) break;
    key = { pagination_key };
  }
  return { reports, unreadable };
}
