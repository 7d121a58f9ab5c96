import type { IncomingMessage } from 'node:http';
import { finished } from 'node:stream/promises';
import type { MiddlewareHandler } from 'hono';
import type { RequestEnv } from '../app-type.ts';

/** For how long a body is read that nobody needs, ms. */
const longest = 2_000;

/**
 * Reads what a refused client still sends, and forgets it, before it is answered. If the connection were closed meanwhile, TCP could take
 * the response from it (RFC 9112, 9.6).
 */
export const readRest: MiddlewareHandler<RequestEnv> = async (c, next) => {
  await next();
  const { incoming } = c.env;
  if (!incoming.complete && isUnread(incoming)) {
    incoming.resume();
    // A client that sends for longer is cut off.
    await finished(incoming, { signal: AbortSignal.timeout(longest) }).catch(() => undefined);
  }
};

/** What a handler has begun to read is left to it. */
function isUnread(incoming: IncomingMessage): boolean {
  return incoming.readableFlowing === null;
}
