import type { FaultTarget } from '../faults.ts';
import type { Bucket } from '../limits.ts';
import type { World } from '../world.ts';
import { createCall } from './create-call.ts';
import { listCalls } from './list-calls.ts';
import {
  getAgent,
  getCall,
  getConcurrency,
  getContactByPhone,
  listAgents,
  listContacts,
  listPhoneNumbers,
  updateContact,
} from './lookups.ts';
import type { JsonResponse } from './response.ts';

/** The part of a request that a route reads. */
interface RouteInput {
  /** The workspace of the request's key. */
  workspace: string;
  /** The value of the path's parameter; empty if the route has none. */
  parameter: string;
  query: URLSearchParams;
  /** Parsed JSON; undefined if there was no body. */
  body: unknown;
}

/** A path of Retell's API that the simulator supports. */
export interface Route {
  method: 'GET' | 'POST' | 'PATCH';
  path: RegExp;
  bucket: Bucket;
  target: FaultTarget;
  handle(world: World, input: RouteInput): JsonResponse;
}

export const routes: readonly Route[] = [
  {
    method: 'POST',
    path: /^\/v2\/create-phone-call$/,
    bucket: 'creates',
    target: 'create',
    handle: (world, { workspace, body }) => createCall(world, workspace, body),
  },
  {
    method: 'POST',
    path: /^\/v3\/list-calls$/,
    bucket: 'lists',
    target: 'list',
    handle: (world, { workspace, body }) => listCalls(world, workspace, body),
  },
  {
    method: 'GET',
    path: /^\/v2\/get-call\/([^/]+)$/,
    bucket: 'others',
    target: 'get',
    handle: (world, { workspace, parameter }) => getCall(world, workspace, parameter),
  },
  {
    method: 'GET',
    path: /^\/get-concurrency$/,
    bucket: 'others',
    target: 'concurrency',
    handle: (world, { workspace }) => getConcurrency(world, workspace),
  },
  {
    method: 'POST',
    path: /^\/v2\/list-agents$/,
    bucket: 'lists',
    target: 'any',
    handle: (world, { query, body }) => listAgents(world, query, body),
  },
  {
    method: 'GET',
    path: /^\/get-agent\/([^/]+)$/,
    bucket: 'others',
    target: 'any',
    handle: (world, { parameter }) => getAgent(world, parameter),
  },
  {
    method: 'GET',
    path: /^\/v2\/list-phone-numbers$/,
    bucket: 'lists',
    target: 'any',
    handle: (world, { query }) => listPhoneNumbers(world, query),
  },
  {
    method: 'GET',
    path: /^\/get-contact-by-phone\/([^/]+)$/,
    bucket: 'others',
    target: 'contact',
    handle: (world, { parameter }) => getContactByPhone(world, parameter),
  },
  {
    method: 'POST',
    path: /^\/list-contacts$/,
    bucket: 'lists',
    target: 'contact',
    handle: (world, { body }) => listContacts(world, body),
  },
  {
    method: 'PATCH',
    path: /^\/update-contact\/([^/]+)$/,
    bucket: 'others',
    target: 'contact',
    handle: (world, { parameter, body }) => updateContact(world, parameter, body),
  },
];
