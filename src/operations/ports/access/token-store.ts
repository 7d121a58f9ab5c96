import type { AccessToken, NewAccessToken } from '../../../domain/access/access-token.ts';

/** The tokens with which programs use a database over HTTP. Of each, only a hash is kept. */
export interface TokenStore {
  addToken(token: NewAccessToken, hash: string, now: Date): Promise<AccessToken>;
  /** Returns all tokens, also those that may no longer be used, in the order in which they were made. */
  accessTokens(): Promise<AccessToken[]>;
  /** Returns the token with this hash, whether or not it may still be used. */
  tokenWithHash(hash: string): Promise<AccessToken | undefined>;
  /** Revokes a token for good. One that is revoked already keeps the instant when it was. @returns it as it stands */
  revokeToken(id: number, now: Date): Promise<AccessToken | undefined>;
  /** Keeps that a token was used. */
  noteTokenUse(id: number, now: Date): Promise<void>;
}
