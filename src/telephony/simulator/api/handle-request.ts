import { z } from 'zod';
import { type Fault, isOddity, strikesBefore } from '../faults.ts';
import type { World } from '../world.ts';
import { oddBody, withoutFilter } from './odd-responses.ts';
import { errorResponse, type JsonResponse, throttledResponse } from './response.ts';
import { type Route, routes } from './routes.ts';

const bodyWithNumber = z.looseObject({ to_number: z.string() });

/** A body: parsed JSON, or the text if it was not JSON. */
export type RequestBody = { isJson: true; value: unknown } | { isJson: false; value: string };

/** A request to the API, with its whole body read. */
export interface ApiRequest {
  method: string;
  url: URL;
  /** The `Authorization` header. */
  authorization: string | undefined;
  body: RequestBody;
}

/** The response to a request, and the fault that may keep it from arriving. */
export interface HandledRequest {
  response: JsonResponse;
  fault?: Fault | undefined;
}

/**
 * Handles a request as Retell would: checks path, method, key and rate limit, lets a fault strike, and only then lets
 * the request take effect.
 */
export function handleApiRequest(world: World, request: ApiRequest): HandledRequest {
  const onPath = routes.filter(({ path }) => path.test(request.url.pathname));
  const route = onPath.find(({ method }) => method === request.method);
  if (onPath.length === 0) return { response: errorResponse(404) };
  if (!route) {
    const allowed = onPath.map(({ method }) => method).join(', ');
    return { response: errorResponse(405, `Use ${allowed} for this path.`, { Allow: allowed }) };
  }
  const workspace = workspaceOf(world, request.authorization);
  if (workspace === undefined) return { response: errorResponse(401) };
  const waitMs = world.rateLimits.take(route.bucket, world.clock.now());
  if (waitMs > 0) return { response: throttledResponse(waitMs) };
  const handled = withFault(world, route, { ...request, workspace });
  world.rateLimits.recordStatus(route.bucket, handled.response.status, world.clock.now());
  return handled;
}

/** Returns the workspace that a request's key belongs to; undefined if it has no key that is accepted. */
function workspaceOf(world: World, authorization: string | undefined): string | undefined {
  const key = /^Bearer +(\S+) *$/i.exec(authorization ?? '')?.[1];
  const isAccepted = key !== undefined && (world.apiKey === undefined || key === world.apiKey);
  return isAccepted ? world.workspaceOf(key) : undefined;
}

function decodePathPart(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function toNumberOf({ value }: RequestBody): string | undefined {
  return bodyWithNumber.safeParse(value).data?.to_number;
}

function withFault(world: World, route: Route, request: ApiRequest & { workspace: string }): HandledRequest {
  const fault = world.faults.take(route.target, toNumberOf(request.body));
  if (fault && strikesBefore(fault)) return { response: responseInstead(fault), fault };
  if (!request.body.isJson) return { response: errorResponse(400, 'The body is not valid JSON.'), fault };
  const parameter = decodePathPart(route.path.exec(request.url.pathname)?.[1] ?? '');
  const { workspace, url } = request;
  const body = fault?.kind === 'ignore-filter' ? withoutFilter(request.body.value) : request.body.value;
  const response = route.handle(world, { workspace, parameter, query: url.searchParams, body });
  if (!fault || !isOddity(fault.kind) || response.status >= 400) return { response, fault };
  return { response: { ...response, body: oddBody(fault.kind, response.body) }, fault };
}

/** Returns the response to a request stopped by a fault; its status is 500, or 403 for a page, unless the fault names one. */
function responseInstead(fault: Fault): JsonResponse {
  if (fault.kind === 'throttle') return throttledResponse(fault.delayMs ?? 1000);
  return errorResponse(fault.status ?? (fault.kind === 'page' ? 403 : 500));
}
