import { toldAt } from '../calls/call-book.ts';
import type { World } from '../world.ts';
import { listedCall } from './call-json.ts';
import { matches, unknownFilter } from './filters.ts';
import { type CallFilter, listCallsRequest } from './list-calls-request.ts';
import { pageOf } from './pages.ts';
import { firstIssue } from './requests.ts';
import { errorResponse, type JsonResponse } from './response.ts';

/** Handles `POST /v3/list-calls`. Refuses with 400 what it cannot honour, such as a filter it does not support. */
export function listCalls(world: World, workspace: string, body: unknown): JsonResponse {
  const parsed = listCallsRequest.safeParse(body ?? {});
  if (!parsed.success) return errorResponse(400, firstIssue(parsed.error));
  const request = parsed.data;
  const limit = request.limit ?? 50;
  if (limit < 1) return errorResponse(400, 'limit: must be at least 1');
  const criteria = request.filter_criteria ?? {};
  const unknown = unknownFilter(criteria);
  if (unknown !== undefined) {
    return errorResponse(400, `filter_criteria.${unknown}: the simulator does not support this filter`);
  }
  const ids = criteria.call_id?.type === 'enum' ? criteria.call_id.value.length : 0;
  if (ids > world.mostIds)
    return errorResponse(400, `filter_criteria.call_id: must be at most ${world.mostIds} ids`);
  const matching = matchingCalls(world, workspace, criteria);
  const page = pageOf(matching, {
    order: request.sort_order ?? 'descending',
    limit,
    skip: request.skip ?? 0,
    cursor: request.pagination_key,
  });
  if (!page) return errorResponse(400, 'pagination_key: not from an earlier page');
  return {
    status: 200,
    body: request.include_total === true ? { ...page, total: matching.length } : page,
    logText: `listed calls: ${page.items.length} of ${matching.length}`,
  };
}

/** Returns the workspace's calls listed so far that meet the filters. A call without a start is sorted by its creation. */
function matchingCalls(world: World, workspace: string, criteria: CallFilter) {
  const now = world.clock.now();
  return world.book.calls
    .filter((call) => world.knows(workspace, call) && now - call.createdAt >= world.listingDelayMs)
    .map((call) => ({ call, item: listedCall(call, toldAt(call, now - world.listLagMs)) }))
    .filter(({ item }) => matches(item, criteria))
    .flatMap(({ call, item }) => {
      const listed = { item, sortKey: [item.start_timestamp ?? call.createdAt, call.index] as const };
      return call.course.scripted.isToldTwice ? [listed, listed] : [listed];
    });
}
