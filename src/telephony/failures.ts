import { APIConnectionError, APIError, APIUserAbortError } from 'retell-sdk/core/error';
import { z } from 'zod';
import { Problem } from '../domain/problem.ts';
import type { PlaceOutcome } from '../operations/telephony.ts';
import { troubleProblem } from '../operations/telephony-trouble.ts';

/** Failures in which no byte of a request has left: the name did not resolve, or nobody took the connection. */
const nothingSent = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EAI_FAIL',
  'ENETUNREACH',
  'EHOSTUNREACH',
  'ENETDOWN',
  'UND_ERR_CONNECT_TIMEOUT',
  'CERT_HAS_EXPIRED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'ERR_TLS_CERT_ALTNAME_INVALID',
]);

const errorBody = z.object({ message: z.string() });

export type Failure = Exclude<PlaceOutcome, { kind: 'placed' }>;

/**
 * What an error of retell-sdk says about the call that was asked for. Whatever is not certain is `unknown`: only the
 * statuses by which Retell turns a request down (its API reference, `create-phone-call`) say that no phone rang.
 */
export function failureOf(error: unknown): Failure {
  if (error instanceof APIConnectionError) return connectionFailure(error);
  if (error instanceof APIUserAbortError) return { kind: 'unknown', reason: 'Retell did not answer in time' };
  if (!(error instanceof APIError) || error.status === undefined) {
    return { kind: 'unknown', reason: `Retell's answer could not be read (${describe(error)})` };
  }
  const reason = `${messageOf(error)} (${error.status})`;
  switch (error.status) {
    case 400:
    case 404:
    case 422:
      return { kind: 'refused', reason };
    case 401:
    case 402:
    case 403:
      return { kind: 'account', reason };
    case 429:
      return { kind: 'throttled', reason, retryAfterMs: retryAfter(error.headers) };
    default:
      return { kind: 'unknown', reason };
  }
}

/** The same failure where nothing was to be placed: a look-up that did not work. */
export function lookupProblem(error: unknown): Problem {
  const failure = failureOf(error);
  const cause = { cause: error };
  if (failure.kind === 'refused') {
    return new Problem(
      'failed',
      { code: 'retell_refused', message: `Retell refused: ${failure.reason}` },
      cause,
    );
  }
  const trouble = failure.kind === 'unknown' ? { ...failure, kind: 'unreachable' as const } : failure;
  return troubleProblem(trouble, cause);
}

function connectionFailure(error: APIConnectionError): Failure {
  const codes = causeCodes(error);
  if (codes.length > 0 && codes.every((code) => nothingSent.has(code))) {
    return { kind: 'unreachable', reason: codes.join(', ') };
  }
  const reason =
    codes.length > 0 ? `the connection broke (${codes.join(', ')})` : 'Retell did not answer in time';
  return { kind: 'unknown', reason };
}

/** The system's codes behind an error; where several addresses were tried there is one for each. */
function causeCodes(error: unknown): string[] {
  if (!(error instanceof Error)) return [];
  if (error instanceof AggregateError) return [...new Set(error.errors.flatMap(causeCodes))];
  if ('code' in error && typeof error.code === 'string') return [error.code];
  return causeCodes(error.cause);
}

function messageOf(error: APIError): string {
  const body = errorBody.safeParse(error.error);
  return body.success ? body.data.message.replace(/\.$/, '') : 'no reason given';
}

function describe(error: unknown): string {
  return error instanceof Error ? error.name : typeof error;
}

/** `Retry-After` in seconds, or `RateLimit-Reset`, also in seconds (draft-ietf-httpapi-ratelimit-headers). */
function retryAfter(headers: Headers | undefined): number | undefined {
  const seconds = Number(headers?.get('retry-after') ?? headers?.get('ratelimit-reset') ?? Number.NaN);
  return Number.isFinite(seconds) && seconds >= 0 ? seconds * 1000 : undefined;
}
