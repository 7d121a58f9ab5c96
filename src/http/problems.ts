import type { Context } from 'hono';
import { HTTPException } from 'hono/http-exception';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { Problem, type ProblemKind } from '../domain/problem.ts';

/** A problem of the request itself, which no operation has seen. */
export class RequestProblem extends Error {
  override readonly name = 'RequestProblem';
  readonly status: ContentfulStatusCode;
  readonly code: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly details: Readonly<Record<string, unknown>> | undefined;

  constructor(
    status: ContentfulStatusCode,
    text: { code: string; message: string; details?: Readonly<Record<string, unknown>> },
    headers: Readonly<Record<string, string>> = {},
  ) {
    super(text.message);
    this.status = status;
    this.code = text.code;
    this.details = text.details;
    this.headers = headers;
  }
}

/** A response about a problem: RFC 9457. `code` is for programs, `detail` for people. */
export interface ProblemDocument {
  type: string;
  title: string;
  status: number;
  detail: string;
  code: string;
  requestId: string;
  details?: Readonly<Record<string, unknown>> | undefined;
}

const statuses: Record<ProblemKind, ContentfulStatusCode> = {
  usage: 422,
  not_found: 404,
  not_set_up: 503,
  refused: 409,
  try_again: 503,
  failed: 500,
};

/** The problems that have another status than others of their kind. */
const statusByCode: Readonly<Record<string, ContentfulStatusCode>> = {
  // The request can bring what the settings lack.
  missing_agent: 422,
  missing_from_number: 422,
  // As the guide has it.
  time_in_past: 422,
  invalid_cursor: 400,
  // Whoever repeats the request would have the phone ring again: no 5xx, after which clients do.
  call_refused: 409,
  call_unknown: 409,
  retell_refused: 409,
  call_unreadable: 409,
  scheduled_unread: 409,
  scheduled_call_unreadable: 409,
  contact_unreadable: 409,
  retell_throttled: 429,
};

const titles: Readonly<Record<number, string>> = {
  400: 'The request is malformed',
  401: 'The request is not authenticated',
  403: 'The token does not allow this',
  404: 'Not found',
  405: 'The method is not allowed',
  408: 'The request took too long',
  409: 'Refused',
  413: 'The body is too large',
  415: 'The media type is not supported',
  422: 'The request cannot be carried out as it is',
  429: 'Too many requests',
  500: 'Something unexpected went wrong',
  503: 'Not possible now',
};

/** After how long to try again what may work later, seconds, where nothing is known about it. */
const usualRetryAfter = 30;

/** What a client is told of an error. */
interface Told {
  status: ContentfulStatusCode;
  code: string;
  detail: string;
  details?: Readonly<Record<string, unknown>> | undefined;
  headers: Readonly<Record<string, string>>;
}

/** Returns what is told of an error. An error that nobody foresaw shows nothing of itself. */
export function toldOf(error: unknown): Told {
  if (error instanceof RequestProblem) {
    const { status, code, message, details, headers } = error;
    return { status, code, detail: message, details, headers: { ...retryAfter(status), ...headers } };
  }
  if (error instanceof HTTPException) return toldOfFramework(error);
  if (!(error instanceof Problem)) {
    const detail =
      'Something unexpected went wrong. Nothing already recorded is lost; the server’s log has more.';
    return { status: 500, code: 'unexpected', detail, headers: {} };
  }
  const status = statusByCode[error.code] ?? statuses[error.kind];
  const after = Math.ceil(Number(error.facts['retryAfterMs'] ?? 0) / 1000);
  return {
    status,
    code: error.code,
    detail: error.message,
    details: error.details,
    headers: retryAfter(status, after),
  };
}

/** Returns the header for a status after which a client should try again (RFC 9110, 10.2.3). @param seconds 0 if nothing is known */
function retryAfter(status: number, seconds = 0): Record<string, string> {
  const waits = status === 503 || status === 429;
  return waits ? { 'Retry-After': String(seconds || usualRetryAfter) } : {};
}

/** The framework's own: a body that is not JSON, or of another type than the route takes. */
function toldOfFramework({ status, message }: HTTPException): Told {
  const code = status === 415 ? 'unsupported_media_type' : 'malformed_request';
  const detail =
    status === 415
      ? 'Send the body as application/json.'
      : `The request cannot be read: ${message || 'malformed'}.`;
  return { status, code, detail, headers: {} };
}

/** Returns the response about an error, with what the guide’s own routes have beside it. */
export function problemResponse(c: Context, told: Told, requestId: string, isGuide: boolean): Response {
  const { status, code, detail, details } = told;
  const document: ProblemDocument = {
    type: 'about:blank',
    title: titles[status] ?? 'Error',
    status,
    detail,
    code,
    requestId,
    ...(details && { details }),
  };
  const body = isGuide ? { success: false, error: detail, ...document } : document;
  return c.body(JSON.stringify(body), status, {
    ...told.headers,
    'Content-Type': 'application/problem+json; charset=utf-8',
  });
}
