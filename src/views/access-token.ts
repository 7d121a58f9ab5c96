import { type AccessToken, statusOfToken, type TokenStatus } from '../domain/access/access-token.ts';
import type { View } from './view.ts';

/** A token as it stands at some instant. */
export type ListedToken = AccessToken & { status: TokenStatus };

/** Returns a token with its status. */
export function withStatus(token: AccessToken, now: Date): ListedToken {
  return { ...token, status: statusOfToken(token, now) };
}

/** A new token with what it says, which is shown this once. */
export const createdTokenView = [
  { name: 'id', value: (row) => row.id },
  { name: 'token', value: (row) => row.secret },
  { name: 'name', value: (row) => row.name },
  { name: 'scope', value: (row) => row.scope },
  { name: 'expiresAt', value: (row) => row.expiresAt },
] as const satisfies View<AccessToken & { secret: string }>;

/** The fields of a token. Nothing of what it says is kept. */
export const accessTokenView = [
  { name: 'id', value: (row) => row.id },
  { name: 'name', value: (row) => row.name },
  { name: 'scope', value: (row) => row.scope },
  { name: 'status', value: (row) => row.status },
  { name: 'createdAt', value: (row) => row.createdAt },
  { name: 'expiresAt', value: (row) => row.expiresAt },
  { name: 'lastUsedAt', value: (row) => row.lastUsedAt },
  { name: 'revokedAt', value: (row) => row.revokedAt },
] as const satisfies View<ListedToken>;
