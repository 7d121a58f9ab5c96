import { type AccessToken, statusOfToken } from '../../domain/access/access-token.ts';
import { isTokenText, mayHoldToken } from '../../domain/access/token-text.ts';
import { nearestNames } from '../../domain/nearest-names.ts';
import { Problem } from '../../domain/problem.ts';
import type { Clock } from '../../domain/time/clock.ts';
import type { TokenStore } from '../ports/access/token-store.ts';
import { hashOfToken } from './token-hash.ts';

/** Where a token is found by an operator's word. */
export type FindingTokens = Pick<TokenStore, 'accessTokens' | 'tokenWithHash'>;

/**
 * Finds the token that an operator means: by its id, by the name of the only active token that has it, or by what the token itself says, as
 * for one that was found in public.
 *
 * @throws Problem `token_not_found`, `ambiguous_token`
 */
export async function findToken(
  store: FindingTokens,
  word: string,
  clock: Pick<Clock, 'now'>,
): Promise<AccessToken> {
  const text = word.trim();
  if (mayHoldToken(text)) return findBySecret(store, text);
  const all = await store.accessTokens();
  if (/^\d+$/.test(text)) return all.find(({ id }) => id === Number(text)) ?? notFound(text, all);
  const now = clock.now();
  const named = all.filter(({ name }) => name?.toLowerCase() === text.toLowerCase());
  const active = named.filter((token) => statusOfToken(token, now) === 'active');
  const candidates = active.length > 0 ? active : named;
  const [found, ...others] = candidates;
  if (!found) return notFound(text, all);
  if (others.length === 0) return found;
  throw new Problem('usage', {
    code: 'ambiguous_token',
    message: `${candidates.length} tokens have the name ${JSON.stringify(text)}.`,
    facts: { candidates: candidates.map(({ id }) => id).join(', ') },
  });
}

/** Revokes a token: it may not be used any more, also by a server that is running. @returns whether it was revoked before */
export async function revokeToken(
  store: FindingTokens & Pick<TokenStore, 'revokeToken'>,
  word: string,
  clock: Pick<Clock, 'now'>,
): Promise<{ token: AccessToken; wasRevoked: boolean }> {
  const found = await findToken(store, word, clock);
  const token = await store.revokeToken(found.id, clock.now());
  return { token: token ?? notFound(String(found.id), []), wasRevoked: found.revokedAt !== null };
}

/** What the operator wrote is not shown: it may be a token, whole or in part. */
async function findBySecret(store: FindingTokens, text: string): Promise<AccessToken> {
  const found = isTokenText(text) ? await store.tokenWithHash(hashOfToken(text)) : undefined;
  if (found) return found;
  const message = isTokenText(text)
    ? 'No token of this profile is the one that you gave.'
    : 'That begins like a token, but is none: a part is missing, or something was added.';
  throw new Problem('not_found', { code: 'token_not_found', message, facts: { near: '' } });
}

function notFound(text: string, all: readonly AccessToken[]): never {
  const names = all.flatMap(({ name }) => name ?? []);
  const [near = ''] = nearestNames(text, names);
  const what = /^\d+$/.test(text) ? text : JSON.stringify(text);
  throw new Problem('not_found', {
    code: 'token_not_found',
    message: `There is no token ${what}.`,
    facts: { near },
  });
}
