import { createHash } from 'node:crypto';

/** Returns the hash under which a token is kept. Who has the hash cannot find the token, nor measure how near a guess comes. */
export function hashOfToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
