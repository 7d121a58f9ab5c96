import { APIConnectionError, APIError, APIUserAbortError } from 'retell-sdk/core/error';
import { z } from 'zod';
import { errorCode, type Problem } from '../../domain/problem.ts';
import type { PlaceOutcome } from '../../operations/ports/telephony.ts';
import { TelephonyProblem, troubleProblem } from '../../operations/ports/telephony-trouble.ts';

/** A certificate that is not trusted: found out before any request is written. */
const distrust = /^(CERT_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|ERR_TLS_CERT_)/;

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
    case 404:
      // Retell says what it has not found. Another server at a wrong base URL has never heard of calls.
      if (!isRetells(error)) return { kind: 'unreachable', reason: 'what answers there is not Retell (404)' };
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

/** The same failure where nothing was to be placed: a look-up that did not work. */
export function lookupProblem(error: unknown): Problem {
  const failure = failureOf(error);
  const cause = { cause: error };
  if (failure.kind === 'refused') {
    return new TelephonyProblem('refused', `Retell refused: ${failure.reason}`, cause);
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
    reason: codes ? `the connection broke (${codes})` : 'Retell did not answer in time',
  };
}

interface SystemError {
  code: string;
  syscall: unknown;
}

/** The system's errors behind an error; where several addresses were tried there is one for each. */
function systemErrors(error: unknown): SystemError[] {
  if (!(error instanceof Error)) return [];
  if (error instanceof AggregateError) return error.errors.flatMap(systemErrors);
  // The Fetch standard's list of ports that no request goes to (https://fetch.spec.whatwg.org/#port-blocking).
  if (error.message === 'bad port') return [{ code: error.message, syscall: 'connect' }];
  const code = errorCode(error);
  if (code) return [{ code, syscall: 'syscall' in error ? error.syscall : undefined }];
  return systemErrors(error.cause);
}

/** No byte of the request has left: the name did not resolve, nobody took the connection, or it was not to be trusted. */
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

/** `Retry-After` in seconds, or `RateLimit-Reset`, also in seconds (draft-ietf-httpapi-ratelimit-headers). */
function retryAfter(headers: Headers | undefined): number | undefined {
  const seconds = Number(headers?.get('retry-after') ?? headers?.get('ratelimit-reset') ?? Number.NaN);
  return Number.isFinite(seconds) && seconds >= 0 ? seconds * 1000 : undefined;
}
