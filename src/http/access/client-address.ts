import { isIP } from 'node:net';
import type { Context } from 'hono';
import type { RequestEnv } from '../app-type.ts';

/**
 * Returns the address of the client. A client can write what it likes into `X-Forwarded-For`, so that counts only behind a proxy that the
 * operator trusts, and only its last address, which is the one that this proxy has seen.
 */
export function clientAddress(c: Context<RequestEnv>, trustsProxy: boolean): string {
  const forwarded = trustsProxy ? c.req.header('x-forwarded-for')?.split(',').at(-1)?.trim() : undefined;
  if (forwarded !== undefined && isIP(forwarded) !== 0) return forwarded;
  return c.env.incoming.socket.remoteAddress ?? '';
}
