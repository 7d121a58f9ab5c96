/** What a request is answered with. */
export interface JsonResponse {
  status: number;
  /** Becomes JSON. */
  body: unknown;
  headers?: Readonly<Record<string, string>>;
  /** What happened, in a few words, for the log. */
  logText: string;
  /** The call it was about. */
  callId?: string;
}

/** Retell's messages for each status (specification: `components.responses`). */
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
 * An answer in the shape of Retell's errors, `{"status":"error","message":…}`.
 * @param message Retell's own for that status if not given
 */
export function errorResponse(
  status: number,
  message?: string,
  headers?: JsonResponse['headers'],
): JsonResponse {
  const text = message ?? retellMessages.get(status) ?? 'An unexpected server error occurred.';
  return { status, body: { status: 'error', message: text }, ...(headers && { headers }), logText: text };
}

/** 429 with what Retell sends along to say when to come back. */
export function throttledResponse(waitMs: number): JsonResponse {
  const seconds = String(Math.max(1, Math.ceil(waitMs / 1000)));
  return errorResponse(429, undefined, { 'Retry-After': seconds, 'RateLimit-Reset': seconds });
}
