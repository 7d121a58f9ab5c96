import { APIConnectionError, APIError, APIUserAbortError } from 'retell-sdk/core/error';
import { z } from 'zod';
import { errorCode, type Problem } from '../../domain/problem.ts';
import type { PlaceResult } from '../../operations/ports/telephony.ts';
import { TelephonyProblem, troubleProblem } from '../../operations/ports/telephony-trouble.ts';
import { serverTime } from './responses.ts';
import { retryAfter } from './retry-after.ts';
import type { RequestTrace } from './transport/request-trace.ts';

/** Codes of an untrusted certificate, which Node rejects before it writes the request. */
const distrust = /^(CERT_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|ERR_TLS_CERT_)/;

/** How Retell words an error. */
const errorBody = z.object({ status: z.literal('error'), message: z.string() });

/** Statuses with which Retell refuses a request, in its own words. */
const refusals: ReadonlySet<number> = new Set([400, 401, 402, 403, 404, 422]);

/** Statuses that point elsewhere, or say that the request came to the wrong server (421): it was not carried out (RFC 9110). */
const redirects: ReadonlySet<number> = new Set([301, 302, 307, 308, 421]);

export type Failure = Exclude<PlaceResult, { kind: 'placed' }>;

/**
 * Returns what an error from retell-sdk means for the requested call. Anything uncertain is `unknown`: only the statuses
 * with which Retell refuses a request (its API reference, `create-phone-call`) prove that no phone rang.
 *
 * @param address where the request was sent
 * @param trace what else is known of the request
 */
export function failureOf(error: unknown, address: string, trace?: RequestTrace): Failure {
  if (trace?.wasNeverSent)
    return { kind: 'unreachable', reason: codesOf(error) || 'nothing could be sent', address };
  if (trace?.status === 407)
    return { kind: 'not_retell', reason: 'a proxy in between asks for a password (407)', address };
  if (error instanceof APIConnectionError) return connectionFailure(error, address);
  if (error instanceof APIUserAbortError)
    return { kind: 'unknown', reason: 'Retell did not respond in time' };
  if (!(error instanceof APIError) || error.status === undefined) {
    return { kind: 'unknown', reason: `Retell's response could not be read (${describe(error)})` };
  }
  const reason = `${messageOf(error)} (${error.status})`;
  if (redirects.has(error.status))
    return { kind: 'not_retell', reason: redirectText(error, address), address };
  // A refusal in another form comes from another server: at a wrong base URL, or a proxy in between.
  if (refusals.has(error.status) && !isRetells(error))
    return { kind: 'not_retell', reason: `it responded with ${error.status}`, address };
  switch (error.status) {
    case 400:
      return { kind: 'refused', reason, mayBeMarked: true };
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
  const headers = error instanceof APIError ? error.headers : undefined;
  const cause = { cause: error, serverTime: headers && serverTime(headers) };
  if (failure.kind === 'refused') {
    return new TelephonyProblem('refused', `Retell refused the request: ${failure.reason}`, cause);
  }
  const trouble =
    failure.kind === 'unknown' ? { ...failure, kind: 'unreachable' as const, address } : failure;
  return troubleProblem(trouble, cause);
}

function connectionFailure(error: APIConnectionError, address: string): Failure {
  const causes = systemErrors(error);
  const codes = codesOf(error);
  if (causes.length > 0 && causes.every(cameBeforeTheRequest))
    return { kind: 'unreachable', reason: codes, address };
  return {
    kind: 'unknown',
    reason: codes ? `the connection was lost (${codes})` : 'Retell did not respond in time',
  };
}

interface SystemError {
  code: string;
  syscall: unknown;
}

function codesOf(error: unknown): string {
  return systemErrors(error)
    .map(({ code }) => code)
    .join(', ');
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

/** Returns where a response points to, without what may be secret in it. */
function redirectText({ status, headers }: APIError, address: string): string {
  const location = headers?.get('location');
  const url = location && URL.canParse(location, address) ? new URL(location, address) : undefined;
  return url ? `it points to ${url.origin}${url.pathname} (${status})` : `it responded with ${status}`;
}

function messageOf(error: APIError): string {
  const body = errorBody.safeParse(error.error);
  return body.success ? body.data.message.replace(/\.$/, '') : 'no reason given';
}

function describe(error: unknown): string {
  return error instanceof Error ? error.name : typeof error;
}
