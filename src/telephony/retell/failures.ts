import { APIConnectionError, APIError, APIUserAbortError } from 'retell-sdk/core/error';
import { z } from 'zod';
import { errorCode, type Problem } from '../../domain/problem.ts';
import type { PlaceResult } from '../../operations/ports/telephony.ts';
import { TelephonyProblem, troubleProblem } from '../../operations/ports/telephony-trouble.ts';

/** Codes of an untrusted certificate, which Node rejects before it writes the request. */
const distrust = /^(CERT_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|ERR_TLS_CERT_)/;

const errorBody = z.object({ message: z.string() });

export type Failure = Exclude<PlaceResult, { kind: 'placed' }>;

/**
 * Returns what an error from retell-sdk means for the requested call. Anything uncertain is `unknown`: only the statuses
 * with which Retell refuses a request (its API reference, `create-phone-call`) prove that no phone rang.
 */
export function failureOf(error: unknown): Failure {
  if (error instanceof APIConnectionError) return connectionFailure(error);
  if (error instanceof APIUserAbortError)
    return { kind: 'unknown', reason: 'Retell did not respond in time' };
  if (!(error instanceof APIError) || error.status === undefined) {
    return { kind: 'unknown', reason: `Retell's response could not be read (${describe(error)})` };
  }
  const reason = `${messageOf(error)} (${error.status})`;
  switch (error.status) {
    case 404:
      // Retell's own 404 says what was not found. Any other comes from another server, at a wrong base URL.
      if (!isRetells(error))
        return { kind: 'unreachable', reason: 'the server at this address is not Retell (404)' };
      return { kind: 'refused', reason };
    case 400:
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

/** Returns the problem to throw when a lookup fails; nothing was to be placed. */
export function lookupProblem(error: unknown): Problem {
  const failure = failureOf(error);
  const cause = { cause: error };
  if (failure.kind === 'refused') {
    return new TelephonyProblem('refused', `Retell refused the request: ${failure.reason}`, cause);
  }
  const trouble = failure.kind === 'unknown' ? { ...failure, kind: 'unreachable' as const } : failure;
  return troubleProblem(trouble, cause);
}

function connectionFailure(error: APIConnectionError): Failure {
  const causes = systemErrors(error);
  const codes = causes.map((cause) => cause.code).join(', ');
  if (causes.length > 0 && causes.every(cameBeforeTheRequest)) return { kind: 'unreachable', reason: codes };
  return {
    kind: 'unknown',
    reason: codes ? `the connection was lost (${codes})` : 'Retell did not respond in time',
  };
}

interface SystemError {
  code: string;
  syscall: unknown;
}

/** Returns the system errors behind an error: one for each address that was tried. */
function systemErrors(error: unknown): SystemError[] {
  if (!(error instanceof Error)) return [];
  if (error instanceof AggregateError) return error.errors.flatMap(systemErrors);
  // Fetch sends nothing to blocked ports (https://fetch.spec.whatwg.org/#port-blocking).
  if (error.message === 'bad port') return [{ code: error.message, syscall: 'connect' }];
  const code = errorCode(error);
  if (code) return [{ code, syscall: 'syscall' in error ? error.syscall : undefined }];
  return systemErrors(error.cause);
}

/** Returns whether no byte of the request was sent: no address, no connection, or an untrusted certificate. */
function cameBeforeTheRequest({ code, syscall }: SystemError): boolean {
  return (
    syscall === 'connect' ||
    syscall === 'getaddrinfo' ||
    code === 'UND_ERR_CONNECT_TIMEOUT' ||
    distrust.test(code)
  );
}

function isRetells(error: APIError): boolean {
  return errorBody.safeParse(error.error).success;
}

function messageOf(error: APIError): string {
  const body = errorBody.safeParse(error.error);
  return body.success ? body.data.message.replace(/\.$/, '') : 'no reason given';
}

function describe(error: unknown): string {
  return error instanceof Error ? error.name : typeof error;
}

/** Returns `Retry-After`, or else `RateLimit-Reset` (draft-ietf-httpapi-ratelimit-headers), in ms; both are sent in seconds. */
function retryAfter(headers: Headers | undefined): number | undefined {
  const seconds = Number(headers?.get('retry-after') ?? headers?.get('ratelimit-reset') ?? Number.NaN);
  return Number.isFinite(seconds) && seconds >= 0 ? seconds * 1000 : undefined;
}
