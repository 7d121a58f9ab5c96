import type { World } from '../world.ts';
import { listedCall } from './call-json.ts';
import { matches, unknownFilter } from './filters.ts';
import { type CallFilter, listCallsRequest } from './list-calls-request.ts';
import { pageOf } from './pages.ts';
import { firstIssue } from './requests.ts';
import { type Answer, refusal } from './response.ts';

/** `POST /v3/list-calls`. Refuses with 400 whatever it cannot do justice to, above all a filter it does not know. */
export function listCalls(world: World, body: unknown): Answer {
  const parsed = listCallsRequest.safeParse(body ?? {});
  if (!parsed.success) return refusal(400, firstIssue(parsed.error));
  const request = parsed.data;
  const limit = request.limit ?? 50;
  if (limit < 1) return refusal(400, 'limit: must be at least 1');
  const criteria = request.filter_criteria ?? {};
  const unknown = unknownFilter(criteria);
  if (unknown !== undefined) {
    return refusal(400, `filter_criteria.${unknown}: the simulator does not know this filter`);
  }
  const all = found(world, criteria);
  const page = pageOf(all, {
    order: request.sort_order ?? 'descending',
    limit,
    skip: request.skip ?? 0,
    cursor: request.pagination_key,
  });
  if (!page) return refusal(400, 'pagination_key: not one that was given out');
  return {
    status: 200,
    body: request.include_total === true ? { ...page, total: all.length } : page,
    happened: `listed ${page.items.length} of ${all.length} calls`,
  };
}

/** The calls that are listed by now and meet the filters. A call without a start stands where it was created. */
function found(world: World, criteria: CallFilter) {
  const now = world.clock.now();
  return world.book.calls
    .filter((call) => now - call.createdAt >= world.listingDelayMs)
    .map((call) => ({ call, item: listedCall(call, now) }))
    .filter(({ item }) => matches(item, criteria))
    .map(({ call, item }) => ({
      item,
      position: [item.start_timestamp ?? call.createdAt, call.ordinal] as const,
    }));
}
