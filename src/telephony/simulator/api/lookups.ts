import { z } from 'zod';
import { toldAt } from '../calls/call-book.ts';
import { usualMaxDurationMs } from '../calls/course.ts';
import type { World } from '../world.ts';
import { fullCall } from './call-json.ts';
import { pageOf } from './pages.ts';
import { firstIssue, listAgentsRequest, pageQuery } from './requests.ts';
import { errorResponse, type JsonResponse } from './response.ts';

/** When the account's agents and numbers were last changed: 1 January 2026. */
const lastChange = Date.UTC(2026, 0, 1);

/** Handles `GET /v2/get-call/{call_id}`. Responds with 422 if the workspace has no such call, as Retell does. */
export function getCall(world: World, workspace: string, callId: string): JsonResponse {
  const call = world.book.find(callId);
  if (!call || !world.knows(workspace, call)) return errorResponse(422);
  const body = fullCall(call, toldAt(call, world.clock.now()));
  return { status: 200, body, logText: `returned a call: ${body.call_status}`, callId };
}

/** Handles `GET /get-concurrency`. */
export function getConcurrency(world: World, workspace: string): JsonResponse {
  const { concurrency, reservedInbound } = world.limits;
  const current = world.book.activeAt(world.clock.now(), workspace);
  return {
    status: 200,
    body: {
      current_concurrency: current,
      concurrency_limit: concurrency,
      base_concurrency: concurrency,
      purchased_concurrency: 0,
      concurrency_purchase_limit: 100,
      remaining_purchase_limit: 100,
      concurrency_burst_enabled: false,
      concurrency_burst_limit: 0,
      reserved_inbound_concurrency: reservedInbound,
    },
    logText: `${current} of ${concurrency} lines in use`,
  };
}

/** Handles `POST /v2/list-agents`. Every agent is a voice agent, and `query` searches names. */
export function listAgents(world: World, query: URLSearchParams, body: unknown): JsonResponse {
  const parsed = listAgentsRequest.safeParse(body ?? {});
  if (!parsed.success) return errorResponse(400, firstIssue(parsed.error));
  const { channel, query: text = '' } = parsed.data.filter_criteria ?? {};
  const agents = world.agents.filter(
    ({ name }) => channel?.value !== 'chat' && name.toLowerCase().includes(text.toLowerCase()),
  );
  const items = agents.map(({ id, name }) => ({
    agent_id: id,
    agent_name: name,
    channel: 'voice',
    user_modified_timestamp: lastChange,
    tags: {},
  }));
  return pageResponse(items, query);
}

/** Handles `GET /get-agent/{agent_id}`. Responds with 404 if there is no such agent. */
export function getAgent(world: World, id: string): JsonResponse {
  const agent = world.agents.find((one) => one.id === id);
  if (!agent) return errorResponse(404);
  return {
    status: 200,
    body: {
      agent_id: id,
      agent_name: agent.name,
      version: 0,
      base_version: null,
      is_published: true,
      response_engine: { type: 'retell-llm', llm_id: 'llm_demo', version: 0 },
      voice_id: 'retell-Cimo',
      max_call_duration_ms: agent.maxDurationMs ?? usualMaxDurationMs,
      last_modification_timestamp: lastChange,
    },
    logText: `returned agent ${id}`,
  };
}

/** Handles `GET /v2/list-phone-numbers`. The account's first agent calls from every number. */
export function listPhoneNumbers(world: World, query: URLSearchParams): JsonResponse {
  const [agent] = world.agents;
  const items = world.fromNumbers.map((number) => ({
    phone_number: number,
    phone_number_type: 'custom',
    phone_number_pretty: number,
    nickname: null,
    outbound_agents: agent ? [{ agent_id: agent.id, agent_version: 0, weight: 1 }] : null,
    last_modification_timestamp: lastChange,
  }));
  return pageResponse(items, query);
}

/** Responds with one page. The first item counts as the newest. */
function pageResponse<T>(items: readonly T[], query: URLSearchParams): JsonResponse {
  const parsed = pageQuery.safeParse(Object.fromEntries(query));
  if (!parsed.success) return errorResponse(400, firstIssue(parsed.error));
  const { limit = 50, sort_order: order = 'descending', pagination_key: cursor } = parsed.data;
  if (limit < 1) return errorResponse(400, 'limit: must be at least 1');
  const all = items.map((item, index) => ({ item, sortKey: [-index, 0] as const }));
  const body = pageOf(all, { order, limit, cursor });
  if (!body) return errorResponse(400, 'pagination_key: not from an earlier page');
  return { status: 200, body, logText: `listed ${body.items.length} of ${items.length}` };
}

const listRequest = z.object({
  limit: z.number().int().min(1).max(1000).optional(),
  pagination_key: z.string().optional(),
});

const updateRequest = z.object({ do_not_call: z.boolean().optional() });

/** Handles `GET /get-contact-by-phone/{phone_number}`. Responds with 404 if there is no such contact. */
export function getContactByPhone(world: World, phoneNumber: string): JsonResponse {
  const contact = world.contacts.ofNumber(phoneNumber);
  return contact ? { status: 200, body: contact, logText: 'returned a contact' } : errorResponse(404);
}

/** Handles `POST /list-contacts`, without filters. */
export function listContacts(world: World, body: unknown): JsonResponse {
  const parsed = listRequest.safeParse(body ?? {});
  if (!parsed.success) return errorResponse(400, firstIssue(parsed.error));
  const { limit = 50, pagination_key: cursor } = parsed.data;
  const all = world.contacts.all().map((item, index) => ({ item, sortKey: [index, 0] as const }));
  const page = pageOf(all, { order: 'ascending', limit, cursor });
  if (!page) return errorResponse(400, 'pagination_key: not from an earlier page');
  const listed = { ...page, total: all.length };
  return { status: 200, body: listed, logText: `listed ${page.items.length} of ${all.length} contacts` };
}

/** Handles `PATCH /update-contact/{contact_id}`: of a contact, only the mark can be changed here. */
export function updateContact(world: World, id: string, body: unknown): JsonResponse {
  const parsed = updateRequest.safeParse(body);
  if (!parsed.success) return errorResponse(400, firstIssue(parsed.error));
  const contact = world.contacts.all().find(({ contact_id }) => contact_id === id);
  if (!contact) return errorResponse(404);
  const { do_not_call: mark = contact.do_not_call } = parsed.data;
  return {
    status: 200,
    body: world.contacts.enter(contact.phone_number, mark),
    logText: 'updated a contact',
  };
}
