import { APIConnectionError, APIError, APIUserAbortError } from 'retell-sdk/core/error';
import { z } from 'zod';
import { errorCode, type Problem } from '../../domain/problem.ts';
import type { PlaceResult } from '../../operations/ports/telephony.ts';
import { TelephonyProblem, troubleProblem } from '../../operations/ports/telephony-trouble.ts';

/** Codes of an untrusted certificate, which Node rejects before it writes the request. */
const distrust = /^(CERT_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|ERR_TLS_CERT_)/;

/** How Retell words an error. */
const errorBody = z.object({ status: z.literal('error'), message: z.string() });

/** Statuses with which Retell refuses a request, in its own words. */
const refusals: ReadonlySet<number> = new Set([400, 401, 402, 403, 404, 422]);

export type Failure = Exclude<PlaceResult, { kind: 'placed' }>;

/**
 * Returns what an error from retell-sdk means for the requested call. Anything uncertain is `unknown`: only the statuses
 * with which Retell refuses a request (its API reference, `create-phone-call`) prove that no phone rang.
 *
 * @param address where the request was sent
 */
export function failureOf(error: unknown, address: string): Failure {
  if (error instanceof APIConnectionError) return connectionFailure(error);
  if (error instanceof APIUserAbortError)
    return { kind: 'unknown', reason: 'Retell did not respond in time' };
  if (!(error instanceof APIError) || error.status === undefined) {
    return { kind: 'unknown', reason: `Retell's response could not be read (${describe(error)})` };
  }
  const reason = `${messageOf(error)} (${error.status})`;
  // A refusal in another form comes from another server: at a wrong base URL, or a proxy in between.
  if (refusals.has(error.status) && !isRetells(error))
    return { kind: 'not_retell', reason: `it responded with ${error.status}`, address };
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

/** Returns the problem to throw when a lookup fails; nothing was to be placed. */
export function lookupProblem(error: unknown, address: string): Problem {
  const failure = failureOf(error, address);
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
