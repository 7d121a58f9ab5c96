import Retell from 'retell-sdk';
import type { z } from 'zod';
import { isAnotherCall } from '../../domain/calls/call-identity.ts';
import { Problem } from '../../domain/problem.ts';
import type { OutgoingCall, PlaceResult, Telephony } from '../../operations/ports/telephony.ts';
import { accountKeyOf } from './account-key.ts';
import { maxDuration } from './agents.ts';
import { notListed, reportsOf } from './calls/by-id.ts';
import { type Asking, identityOf, parseCall, reportOf } from './calls/call-object.ts';
import { findByReference } from './calls/find-by-reference.ts';
import { callDetails, findCall } from './calls/find-call.ts';
import { findPlaced } from './calls/find-placed.ts';
import { metadataOf } from './calls/metadata.ts';
import { isMarked, listContacts, markContact } from './contacts.ts';
import { failureOf, lookupProblem } from './failures.ts';
import {
  agentSchema,
  concurrencySchema,
  pageSchema,
  parse,
  phoneNumberSchema,
  serverTime,
} from './responses.ts';
import { openProxy, type ProxyAgent, type ProxyOptions } from './transport/proxy.ts';
import { traced } from './transport/request-trace.ts';
import { watchedFetch } from './transport/watched-fetch.ts';
import { readWebhook } from './webhooks/read-webhook.ts';

export interface RetellOptions {
  apiKey: string;
  /** Defaults to Retell's own. */
  baseUrl?: string;
  /** The time for one request and its whole response, in ms. */
  requestTimeout: number;
  /** Called as each request ends, with a line that holds no secret. */
  log?: (line: string) => void;
  /** The clock by which answers are older or newer. Defaults to the system's. */
  now?: () => Date;
}

/** The most pages read of a list, 1,000 items each. Longer lists are cut: agent ids can also be typed. */
const maxPages = 20;

/** Connects to Retell, through a proxy if there is one. @throws Problem `invalid_proxy` */
export async function connectThroughProxy(
  options: RetellOptions,
  proxy: ProxyOptions | undefined,
): Promise<Telephony> {
  return retellTelephony(options, proxy && (await openProxy(proxy)));
}

/** Connects to Retell through its own SDK. @param dispatcher sends the requests, in place of Node's own */
export function retellTelephony(options: RetellOptions, dispatcher?: ProxyAgent): Telephony {
  const client = new Retell({
    apiKey: options.apiKey,
    ...(options.baseUrl ? { baseURL: options.baseUrl } : {}),
    timeout: options.requestTimeout,
    // A request without a response may have made a phone ring. The next run retries everything else.
    maxRetries: 0,
    logLevel: 'off',
    fetch: watchedFetch(options.log, dispatcher),
    // A redirect is an answer. Followed, it would send the request again, to another address.
    fetchOptions: { redirect: 'manual' },
  });
  // The SDK's own timeout ends with the response's headers; this one also covers the body. Clear it, or thousands of
  // timers would keep the process running.
  const withTimeout = async <T>(ask: (options: Retell.RequestOptions) => Promise<T>): Promise<T> => {
    const controller = new AbortController();
    const timer = setTimeout(() => controller.abort(), options.requestTimeout);
    try {
      return await ask({ signal: controller.signal });
    } finally {
      clearTimeout(timer);
    }
  };
  const lookup = async <T>(ask: () => Promise<T>): Promise<T> => {
    try {
      return await ask();
    } catch (error) {
      throw error instanceof Problem ? error : lookupProblem(error, client.baseURL);
    }
  };
  const { now = () => new Date() } = options;
  const atOnce = { most: Number.POSITIVE_INFINITY };
  /** Asks about calls. What a response says is as old as its request. */
  const about = <T>(ask: (asking: Asking) => Promise<T>): Promise<T> =>
    lookup(() => withTimeout((within) => ask({ ...within, observedAt: now() })));

  return {
    account: accountKeyOf(options),
    readWebhook,
    placeCall: (request) =>
      withTimeout((within) => placeCall(client, request, { ...within, observedAt: now() })),
    findByReference: (reference) => about((asking) => findByReference(client, reference, asking)),
    findCall: (id) => about((asking) => findCall(client, id, asking)),
    findPlaced: (database, scheduledCallId) =>
      about((asking) => findPlaced(client, { database, scheduledCallId }, asking)),
    reportsOf: (ids) => about((asking) => reportsOf(client, ids, asking, atOnce)),
    callDetails: (id) => about((asking) => callDetails(client, id, asking)),
    notListed: (ids) =>
      lookup(() => withTimeout((within) => notListed(client, ids.slice(0, atOnce.most), within))),
    listAgents: () =>
      lookup(async () => {
        const agents = await allPages(agentSchema, (key) =>
          withTimeout((within) => client.agent.list({ limit: 1000, ...key }, within)),
        );
        return agents.map((agent) => ({ id: agent.agent_id, name: agent.agent_name ?? '' }));
      }),
    maxDuration: (agentId) => lookup(() => withTimeout((within) => maxDuration(client, agentId, within))),
    listFromNumbers: () =>
      lookup(async () => {
        const numbers = await allPages(phoneNumberSchema, (key) =>
          withTimeout((within) => client.phoneNumber.list({ limit: 1000, ...key }, within)),
        );
        return numbers.map((number) => number.phone_number);
      }),
    isMarked: (number) => lookup(() => withTimeout((within) => isMarked(client, number, within))),
    listContacts: (after) => lookup(() => withTimeout((within) => listContacts(client, after, within))),
    markContact: (id) => lookup(() => withTimeout((within) => markContact(client, id, within))),
    lines: () =>
      lookup(async () => {
        const { data, response: raw } = await withTimeout((within) =>
          client.concurrency.retrieve(within).withResponse(),
        );
        const response = parse(concurrencySchema, data);
        return {
          serverTime: serverTime(raw.headers),
          limit: response.concurrency_limit,
          inUse: response.current_concurrency,
          reservedForInbound: response.reserved_inbound_concurrency ?? 0,
        };
      }),
  };
}

async function placeCall(
  client: Retell,
  request: OutgoingCall,
  { observedAt, ...options }: Asking,
): Promise<PlaceResult> {
  // The SDK has no types for these two, but passes them on.
  const body: Retell.CallCreatePhoneCallParams & { idempotency_key: string; honor_internal_dnc: true } = {
    from_number: request.fromNumber,
    to_number: request.toNumber,
    override_agent_id: request.agentId,
    metadata: metadataOf(request),
    retell_llm_dynamic_variables: request.dynamicVariables,
    idempotency_key: request.reference,
    honor_internal_dnc: true,
  };
  const sent = await traced<unknown>(() => client.call.createPhoneCall(body, options));
  if ('error' in sent) return failureOf(sent.error, client.baseURL, sent.trace);
  const call = parseCall(sent.value);
  if (!call) return { kind: 'unknown', reason: "Retell's response contains no call" };
  if (isAnotherCall(request, identityOf(call)))
    return { kind: 'unknown', reason: `Retell responded with another call, ${call.call_id}` };
  return { kind: 'placed', report: reportOf(call, observedAt), response: call.answer };
}

async function allPages<T>(
  item: z.ZodType<T>,
  ask: (key: { pagination_key?: string }) => Promise<unknown>,
): Promise<T[]> {
  const all: T[] = [];
  let key: { pagination_key?: string } = {};
  for (let read = 0; read < maxPages; read++) {
    const { items, has_more, pagination_key } = parse(pageSchema, await ask(key));
    all.push(...items.flatMap((one) => item.safeParse(one).data ?? []));
    if (!has_more || !pagination_key) break;
    key = { pagination_key };
  }
  return all;
}
