import { cors } from 'hono/cors';
import type { App } from './app-type.ts';

/**
 * Lets web pages of these origins read the responses, and answers what browsers ask before (https://fetch.spec.whatwg.org/#http-cors-protocol).
 * Without any, no response says a word of it, so that browsers refuse. A token is needed all the same.
 */
export function allowOrigins(app: App, origins: readonly string[]): void {
  if (origins.length === 0) return;
  const policy = cors({
    origin: origins.includes('*') ? '*' : [...origins],
    allowMethods: ['GET', 'POST', 'PATCH', 'DELETE'],
    allowHeaders: ['Authorization', 'Content-Type', 'Idempotency-Key', 'If-None-Match'],
    exposeHeaders: ['ETag', 'X-Request-Id', 'Retry-After', 'Idempotency-Replayed'],
    maxAge: 600,
  });
  app.use('/api/*', policy);
  app.use('/openapi.json', policy);
}
