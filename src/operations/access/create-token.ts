import { randomBytes } from 'node:crypto';
import type { AccessToken } from '../../domain/access/access-token.ts';
import { parseExpiry } from '../../domain/access/expiry.ts';
import type { Scope } from '../../domain/access/scope.ts';
import { mayHoldToken, writeToken } from '../../domain/access/token-text.ts';
import { describeLabelProblem, problemOfLabel } from '../../domain/label.ts';
import { Problem } from '../../domain/problem.ts';
import type { Clock } from '../../domain/time/clock.ts';
import type { TokenStore } from '../ports/access/token-store.ts';
import { hashOfToken } from './token-hash.ts';

/** A token as the operator asks for it. */
export interface TokenRequest {
  name?: string | undefined;
  scope: Scope;
  /** When it expires: `90d`, `1y`, `2027-06-30` or `never`. */
  expires: string;
}

/**
 * Makes a token. What it says is returned here, and kept nowhere.
 *
 * @param context `zone` is the operator's
 * @throws Problem `invalid_expiry`, `bad_token_name`
 */
export async function createToken(
  { name, scope, expires }: TokenRequest,
  { store, clock, zone }: { store: Pick<TokenStore, 'addToken'>; clock: Pick<Clock, 'now'>; zone: string },
): Promise<{ token: AccessToken; secret: string }> {
  const now = clock.now();
  const expiresAt = parseExpiry(expires, { now, zone });
  const named = name === undefined ? null : checkTokenName(name);
  const secret = writeToken(randomBytes);
  const token = await store.addToken({ name: named, scope, expiresAt }, hashOfToken(secret), now);
  return { token, secret };
}

/** Returns the name of a new token. @throws Problem `bad_token_name` */
function checkTokenName(text: string): string {
  const problem = problemOfLabel(text);
  const message = mayHoldToken(text)
    ? 'The name of a token holds a token. Names are shown in lists.'
    : problem && describeLabelProblem('a token', problem);
  if (message === undefined) return text.trim();
  throw new Problem('usage', { code: 'bad_token_name', message });
}
