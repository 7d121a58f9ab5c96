import { type AccessToken, isUseWorthNoting } from '../../domain/access/access-token.ts';
import { checkToken, noteTokenUse } from '../../operations/access/check-token.ts';
import type { ServedProfile } from '../served-profile.ts';
import type { Admit } from './admit.ts';
import { failures, type NoAccess, tooMany, unauthenticated } from './refusals.ts';
import { TokenBuckets } from './token-bucket.ts';

/** For how many seconds a token may use its rate at once, after a pause. */
const burstSeconds = 5;

/**
 * Returns what admits requests with a token. It reads the database each time, so that a token that is revoked is refused at once.
 *
 * A token cannot be guessed, so an address that fails often is slowed down only in what fails: behind a proxy, one client with an old token
 * would shut out all the others.
 *
 * @param rate how many requests a token may make a second; 0 for any number
 */
export function tokenAdmission(profiles: readonly ServedProfile[], rate: number): Admit {
  const paces = rate > 0 ? new TokenBuckets({ perSecond: rate, burst: rate * burstSeconds }) : undefined;
  const failed = failures();
  const noteUse = noting();
  return async (bearer, address) => {
    const found = bearer.kind === 'credential' ? await findToken(profiles, bearer.text) : bearer.kind;
    if (typeof found === 'string') {
      const wait = failed.take(address);
      throw wait > 0 ? tooMany(wait, 'requests without a valid token') : unauthenticated(found);
    }
    const { profile, token } = found;
    const id = `${profile.name}/${token.id}`;
    const wait = paces?.take(id) ?? 0;
    if (wait > 0) throw tooMany(wait, 'requests with this token');
    noteUse(id, found);
    return { profile, caller: { kind: 'token', token } };
  };
}

interface Found {
  profile: ServedProfile;
  token: AccessToken;
  now: Date;
}

/** Returns the token and its profile, or why there is none. */
async function findToken(profiles: readonly ServedProfile[], text: string): Promise<Found | NoAccess> {
  let found: Found | undefined;
  let why: NoAccess = 'unknown';
  for (const profile of profiles) {
    const now = profile.session.clock().now();
    const check = await checkToken(await profile.session.store(), text, now);
    if (check.kind !== 'active') why = check.kind === 'unknown' ? why : check.kind;
    // A database that was copied: whose people would be called is a guess.
    else if (found) return 'ambiguous';
    else found = { profile, token: check.token, now };
  }
  return found ?? why;
}

/**
 * Returns what notes the uses of tokens, one at a time for each. It is not waited for: while an import holds the database, requests would wait
 * with it.
 */
function noting(): (id: string, found: Found) => void {
  const underWay = new Set<string>();
  return (id, { profile, token, now }) => {
    if (underWay.has(id) || !isUseWorthNoting(token, now)) return;
    underWay.add(id);
    void profile.session
      .store()
      .then((store) => noteTokenUse(store, token, now))
      .catch(() => undefined)
      .finally(() => underWay.delete(id));
  };
}
