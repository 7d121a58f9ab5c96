import type { ServedProfile } from '../served-profile.ts';
import type { Admit } from './admit.ts';
import { failures, noCronSecret, tooMany, unauthenticated } from './refusals.ts';
import { isSameSecret } from './same-secret.ts';

/** Returns what admits cron jobs by their secret. People may have made it up, so of who fails often a guess is not even looked at. */
export function cronAdmission(profiles: readonly ServedProfile[]): Admit {
  const failed = failures();
  return async (bearer, address) => {
    if (!profiles.some(({ cronSecret }) => cronSecret)) throw noCronSecret();
    const wait = failed.wait(address);
    if (wait > 0) throw tooMany(wait, 'requests without a valid secret');
    const profile = bearer.kind === 'credential' ? profileOf(profiles, bearer.text) : undefined;
    if (profile) return { profile, caller: { kind: 'cron' } };
    failed.take(address);
    throw unauthenticated(bearer.kind === 'credential' ? 'wrong' : bearer.kind);
  };
}

/** Compares with every profile's, so that how long it takes tells nothing. */
function profileOf(profiles: readonly ServedProfile[], text: string): ServedProfile | undefined {
  const [found] = profiles.filter(({ cronSecret }) => cronSecret && isSameSecret(text, cronSecret));
  return found;
}
