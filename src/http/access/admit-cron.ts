import type { ServedProfile } from '../served-profile.ts';
import type { Admit } from './admit.ts';
import { failures, noCronSecret, tooMany, unauthenticated } from './refusals.ts';
import { isSameSecret } from './same-secret.ts';

/**
 * Returns what admits cron jobs by their secret. An address that fails often is slowed down only in its failing requests: behind a proxy all
 * have the same address, and anyone could keep the cron job out, so that nobody is called. A secret has at least 16 characters; a random one
 * cannot be guessed.
 */
export function cronAdmission(profiles: readonly ServedProfile[]): Admit {
  const failed = failures();
  return async (bearer, address) => {
    if (!profiles.some(({ cronSecret }) => cronSecret)) throw noCronSecret();
    const profile = bearer.kind === 'credential' ? profileOf(profiles, bearer.text) : undefined;
    if (profile) return { profile, caller: { kind: 'cron' } };
    const wait = failed.take(address);
    if (wait > 0) throw tooMany(wait, 'requests without a valid secret');
    throw unauthenticated(bearer.kind === 'credential' ? 'wrong' : bearer.kind);
  };
}

/** Compares with every profile's, so that how long it takes tells nothing. */
function profileOf(profiles: readonly ServedProfile[], text: string): ServedProfile | undefined {
  const [found] = profiles.filter(({ cronSecret }) => cronSecret && isSameSecret(text, cronSecret));
  return found;
}
