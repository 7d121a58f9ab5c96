import type { MiddlewareHandler } from 'hono';
import { includesScope, type Scope } from '../../domain/access/scope.ts';
import type { RequestEnv } from '../app-type.ts';
import { scopeTooSmall, unauthenticated } from './refusals.ts';

/** Lets a request through whose token has the scope. */
export function requireScope(scope: Scope): MiddlewareHandler<RequestEnv> {
  return async (c, next) => {
    const { caller } = c.var;
    if (caller?.kind !== 'token') throw unauthenticated('missing');
    if (!includesScope(caller.token.scope, scope)) throw scopeTooSmall(caller.token.scope, scope);
    await next();
  };
}

/** Lets a request through that has shown a cron secret. */
export const requireCronSecret: MiddlewareHandler<RequestEnv> = async (c, next) => {
  if (c.var.caller?.kind !== 'cron') throw unauthenticated('wrong');
  await next();
};
