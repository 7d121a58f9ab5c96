import type { Scope } from '../../domain/access/scope.ts';
import type { TokenCheck } from '../../operations/access/check-token.ts';
import { RequestProblem } from '../problems.ts';
import { TokenBuckets } from './token-bucket.ts';

/** Why a request without a usable credential is refused. */
export type NoAccess =
  | Exclude<TokenCheck['kind'], 'active'>
  | 'missing'
  | 'malformed'
  | 'ambiguous'
  | 'wrong';

const texts: Readonly<Record<NoAccess, { code: string; message: string }>> = {
  missing: {
    code: 'token_missing',
    message: 'This needs a token, in the header Authorization: Bearer voicebot_….',
  },
  malformed: {
    code: 'token_malformed',
    message: 'The header Authorization cannot be read: it must be one, Bearer and a token.',
  },
  unknown: { code: 'token_unknown', message: 'No profile that is served here has this token.' },
  expired: { code: 'token_expired', message: 'This token has expired.' },
  revoked: { code: 'token_revoked', message: 'This token has been revoked.' },
  ambiguous: {
    code: 'token_ambiguous',
    message: 'Several profiles that are served here have this token, so it is not clear which is meant.',
  },
  wrong: {
    code: 'cron_secret_wrong',
    message: 'This needs the CRON_SECRET of a profile, in the header Authorization: Bearer …, and no token.',
  },
};

/** Returns what counts how often each address fails to show a credential: twenty times at once, then every three seconds. */
export function failures(): TokenBuckets {
  return new TokenBuckets({ perSecond: 1 / 3, burst: 20 });
}

/** Returns the problem of a request that has shown no usable credential: 401, with a challenge as RFC 6750 has it. */
export function unauthenticated(why: NoAccess): RequestProblem {
  const error = why === 'missing' ? '' : ', error="invalid_token"';
  return new RequestProblem(401, texts[why], { 'WWW-Authenticate': `Bearer realm="voicebot"${error}` });
}

/** Returns the problem of a token that may not do what is asked for. */
export function scopeTooSmall(held: Scope, needed: Scope): RequestProblem {
  return new RequestProblem(
    403,
    {
      code: 'scope_too_small',
      message: `This needs a token with the scope ${needed}; this one has ${held}.`,
      details: { held, needed },
    },
    { 'WWW-Authenticate': `Bearer realm="voicebot", error="insufficient_scope", scope="${needed}"` },
  );
}

/** Returns the problem of a client that asks too often. @param seconds after which it may ask again */
export function tooMany(seconds: number, what: string): RequestProblem {
  return new RequestProblem(
    429,
    { code: 'too_many_requests', message: `Too many ${what}: try again in ${seconds} s.` },
    { 'Retry-After': String(seconds) },
  );
}

/** Returns the problem of a cron job that calls where no profile has a secret for it. */
export function noCronSecret(): RequestProblem {
  return new RequestProblem(503, {
    code: 'no_cron_secret',
    message: 'CRON_SECRET is not set, so calls are not placed by request.',
  });
}
