import type { MiddlewareHandler } from 'hono';
import type { RequestEnv } from '../app-type.ts';
import type { ServedProfile } from '../served-profile.ts';
import { cronAdmission } from './admit-cron.ts';
import { tokenAdmission } from './admit-token.ts';
import { readBearer } from './bearer.ts';
import { clientAddress } from './client-address.ts';

export interface AccessOptions {
  profiles: readonly ServedProfile[];
  /** How many requests a token may make a second; 0 for any number. */
  rate: number;
  /** Whether a proxy in front tells the addresses of clients. */
  trustsProxy: boolean;
}

/** The only route that takes a cron secret; it takes no token. */
export const cronPath = '/api/cron/process-scheduled-calls';

/** Finds out who sends each request. Without a token or a secret, nothing behind it can be reached. */
export function authenticate({ profiles, rate, trustsProxy }: AccessOptions): MiddlewareHandler<RequestEnv> {
  const admitToken = tokenAdmission(profiles, rate);
  const admitCron = cronAdmission(profiles);
  return async (c, next) => {
    const admit = c.req.path === cronPath ? admitCron : admitToken;
    const bearer = readBearer(c.req.header('authorization'));
    const { profile, caller } = await admit(bearer, clientAddress(c, trustsProxy));
    c.set('profile', profile);
    c.set('caller', caller);
    await next();
  };
}
