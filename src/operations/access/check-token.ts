import { type AccessToken, statusOfToken } from '../../domain/access/access-token.ts';
import { isTokenText } from '../../domain/access/token-text.ts';
import { Problem } from '../../domain/problem.ts';
import type { TokenStore } from '../ports/access/token-store.ts';
import { hashOfToken } from './token-hash.ts';

/** Whether a token may be used, and if not, why. `unknown`: it is no token of this database. */
export type TokenCheck =
  | { kind: 'active'; token: AccessToken }
  | { kind: 'expired' | 'revoked'; token: AccessToken }
  | { kind: 'unknown' };

/**
 * Checks a token that came with a request, by looking up its hash: how long that takes tells nothing of any token. Reads the database each time, so
 * that a token that is revoked, by whatever process, is refused at once.
 */
export async function checkToken(
  store: Pick<TokenStore, 'tokenWithHash'>,
  text: string,
  now: Date,
): Promise<TokenCheck> {
  const token = isTokenText(text) ? await store.tokenWithHash(hashOfToken(text)) : undefined;
  if (!token) return { kind: 'unknown' };
  return { kind: statusOfToken(token, now), token };
}

/** Keeps that a token was used. If the database is busy, the next use is kept: that is no reason to refuse a request. */
export async function noteTokenUse(
  store: Pick<TokenStore, 'noteTokenUse'>,
  token: AccessToken,
  now: Date,
): Promise<void> {
  try {
    await store.noteTokenUse(token.id, now);
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
  }
}
