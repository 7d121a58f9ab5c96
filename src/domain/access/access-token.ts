import type { Scope } from './scope.ts';

/** A token with which programs may use this database over HTTP. What it says itself is kept nowhere. */
export interface AccessToken {
  id: number;
  name: string | null;
  scope: Scope;
  createdAt: Date;
  /** Null if it never expires. */
  expiresAt: Date | null;
  revokedAt: Date | null;
  /** When it was last used, to within {@link usePrecision}; null for never. */
  lastUsedAt: Date | null;
}

export type NewAccessToken = Pick<AccessToken, 'name' | 'scope' | 'expiresAt'>;

export const tokenStatuses = ['active', 'expired', 'revoked'] as const;

export type TokenStatus = (typeof tokenStatuses)[number];

/** Returns whether a token may still be used. It may no longer at the very instant when it expires. */
export function statusOfToken(
  { expiresAt, revokedAt }: Pick<AccessToken, 'expiresAt' | 'revokedAt'>,
  now: Date,
): TokenStatus {
  if (revokedAt) return 'revoked';
  return expiresAt && expiresAt <= now ? 'expired' : 'active';
}

/** How precisely the last use of a token is kept, ms: a write for each request would cost more than the request. */
export const usePrecision = 10 * 60_000;

/** Returns whether this use of a token is worth a write. */
export function isUseWorthNoting({ lastUsedAt }: Pick<AccessToken, 'lastUsedAt'>, now: Date): boolean {
  return lastUsedAt === null || now.getTime() - lastUsedAt.getTime() >= usePrecision;
}
