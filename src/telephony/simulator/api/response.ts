/** A response to send as JSON. */
export interface JsonResponse {
  status: number;
  body: unknown;
  /** Sent instead of the body, as it is. */
  audio?: Buffer;
  headers?: Readonly<Record<string, string>>;
  /** What the simulator did, for its log. */
  logText: string;
  /** The call concerned. */
  callId?: string;
}

/** Retell's own message for each status (specification: `components.responses`). */
const retellMessages: ReadonlyMap<number, string> = new Map([
  [400, 'Invalid request format, please check API reference.'],
  [401, 'API key is missing or invalid.'],
  [402, 'Trial has ended, please add payment method.'],
  [403, 'Forbidden'],
  [404, 'The requested resource was not found.'],
  [409, 'Resource update conflict.'],
  [422, 'Cannot find requested asset under given api key.'],
  [429, 'Account rate limited, please throttle your requests.'],
]);

/**
 * Returns an error in Retell's form, `{"status":"error","message":…}`.
 * @param message defaults to Retell's own for that status
 */
export function errorResponse(
  status: number,
  message?: string,
  headers?: JsonResponse['headers'],
): JsonResponse {
  const text = message ?? retellMessages.get(status) ?? 'An unexpected server error occurred.';
  return { status, body: { status: 'error', message: text }, ...(headers && { headers }), logText: text };
}

/** Returns a 429 whose headers say how long to wait, as Retell's do: `waitMs` rounded up to seconds, at least 1. */
export function throttledResponse(waitMs: number): JsonResponse {
  const seconds = String(Math.max(1, Math.ceil(waitMs / 1000)));
  return errorResponse(429, undefined, { 'Retry-After': seconds, 'RateLimit-Reset': seconds });
}
