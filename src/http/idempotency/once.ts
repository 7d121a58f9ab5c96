import { randomUUID } from 'node:crypto';
import type { Context, MiddlewareHandler } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import {
  type Answer,
  type Effect,
  type KeyedRequest,
  readIdempotencyKey,
} from '../../domain/access/idempotency.ts';
import { answerOnce, type OnceAnswered } from '../../operations/access/answer-once.ts';
import { fingerprintOf } from '../../operations/access/fingerprint.ts';
import { RepeatedRequest } from '../../operations/access/repeated-request.ts';
import type { RequestEnv } from '../app-type.ts';
import { RequestProblem } from '../problems.ts';
import type { ServedProfile } from '../served-profile.ts';

/** Returns the JSON document that tells what an earlier request did, as the ledger has it now. @throws Problem */
export type TellOf = (profile: ServedProfile, effect: Effect) => Promise<object>;

/** After how long to repeat a request that is still under way, seconds. */
const usualWait = 2;

/**
 * Has a route carry out a request with an `Idempotency-Key` once, however often it arrives (draft-ietf-httpapi-idempotency-key-header). Its handler
 * passes `c.var.keyed` to the step that does what is asked for, which keeps it in its transaction. Comes after the scope is checked, and before
 * the body is.
 */
export function once(tell: TellOf): MiddlewareHandler<RequestEnv> {
  return async (c, next) => {
    const request = await keyedRequest(c);
    if (!request) return next();
    c.set('keyed', request);
    const { session } = c.var.profile;
    const context = { store: await session.store(), clock: session.clock() };
    const carryOut = async () => {
      await next();
      if (c.error instanceof RepeatedRequest) throw c.error;
      return answerIn(c.res);
    };
    const fromEffect = async (effect: Effect) => jsonAnswer(await tell(c.var.profile, effect));
    const once = await answerOnce(request, { carryOut, fromEffect }, context);
    if (once.kind !== 'answer') throw refused(once.kind);
    if (once.isRepeated) return repeat(c, once.answer);
  };
}

/** Returns the request as it is kept; undefined if it has no key, or no body that can be read, which the route refuses. */
async function keyedRequest(c: Context<RequestEnv>): Promise<KeyedRequest | undefined> {
  const header = c.req.header('idempotency-key');
  const { caller } = c.var;
  if (header === undefined || caller.kind !== 'token') return undefined;
  const key = readIdempotencyKey(header);
  if (key === undefined) throw badKey();
  const body: unknown = await c.req.json().catch(() => undefined);
  if (body === undefined) return undefined;
  const fingerprint = fingerprintOf(c.req.method, c.req.path, body);
  if (fingerprint === undefined) throw tooDeep();
  return { tokenId: caller.token.id, key, id: randomUUID(), fingerprint };
}

async function answerIn(response: Response): Promise<Answer> {
  const contentType = response.headers.get('Content-Type') ?? 'application/json';
  return { status: response.status, contentType, body: await response.clone().text() };
}

function jsonAnswer(document: object): Answer {
  return { status: 200, contentType: 'application/json', body: JSON.stringify(document) };
}

/** Sends a kept answer in place of whatever the handler has said. */
function repeat(c: Context<RequestEnv>, { status, contentType, body }: Answer): Response {
  const headers = { 'Content-Type': contentType, 'Idempotency-Replayed': 'true' };
  // It was sent with this status before.
  const response = c.body(body, status as ContentfulStatusCode, headers);
  c.res = undefined;
  c.res = response;
  return response;
}

function refused(why: Exclude<OnceAnswered['kind'], 'answer'>): RequestProblem {
  if (why === 'other')
    return new RequestProblem(409, {
      code: 'idempotency_key_reused',
      message: 'Another request has had this Idempotency-Key within a day. Give each request its own.',
    });
  return new RequestProblem(
    409,
    {
      code: 'request_under_way',
      message: 'A request with this Idempotency-Key is still being carried out.',
    },
    { 'Retry-After': String(usualWait) },
  );
}

function tooDeep(): RequestProblem {
  return new RequestProblem(400, {
    code: 'malformed_request',
    message: 'The body is nested more than a hundred deep.',
  });
}

function badKey(): RequestProblem {
  return new RequestProblem(400, {
    code: 'bad_idempotency_key',
    message: 'The Idempotency-Key is not one to 255 letters, digits and signs, in quotes or without.',
  });
}
