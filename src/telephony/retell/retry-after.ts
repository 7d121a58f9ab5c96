import { serverTime } from './responses.ts';

/** In ms. A server that asks for more is taken at this: the operator would think that nothing happens any more. */
const longest = 60 * 60_000;

/**
 * Returns how long a server asks to wait, in ms: `Retry-After`, in seconds or as the time until which (RFC 9110, 10.2.3), or else
 * `RateLimit-Reset`, in seconds (draft-ietf-httpapi-ratelimit-headers). At most an hour.
 */
export function retryAfter(headers: Headers | undefined): number | undefined {
  const text = headers?.get('retry-after') ?? headers?.get('ratelimit-reset');
  if (!headers || !text) return undefined;
  const ms = /^\d+(?:\.\d+)?$/.test(text.trim()) ? Number(text) * 1000 : untilDate(text, headers);
  return Number.isNaN(ms) ? undefined : Math.min(Math.max(0, ms), longest);
}

/** Returns the ms from the server's own time, if it says that, until a date; NaN if it is none. */
function untilDate(text: string, headers: Headers): number {
  // Other texts, such as -5, are dates too for Date.parse.
  if (!/^[a-z]{3,9},? /i.test(text)) return Number.NaN;
  return Date.parse(text) - (serverTime(headers)?.getTime() ?? Date.now());
}
