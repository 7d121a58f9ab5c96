import { z } from '@hono/zod-openapi';
import type { ZodObject, ZodType } from 'zod';
import type { Scope } from '../../domain/access/scope.ts';
import { requireScope } from '../access/require-scope.ts';
import { once, type TellOf } from '../idempotency/once.ts';
import { problems } from '../schemas/problem.ts';
import { whileUnchanged } from '../unchanged.ts';

/** Returns what the definition of a route says about who may use it. */
export function needs(scope: Scope) {
  return { security: [{ token: [scope] }], middleware: [requireScope(scope)] };
}

/** Returns the same for a route that schedules or calls, so that its requests can be repeated. */
export function needsOnce(scope: Scope, tell: TellOf) {
  return { security: [{ token: [scope] }], middleware: [requireScope(scope), once(tell)] };
}

/** The problems that every route for tokens may respond with. */
export const usualProblems = problems(400, 401, 403, 404, 409, 413, 415, 422, 429, 500, 503);

/** Returns what the definition of a route says about a response with JSON. */
export function answers<S extends ZodType>(schema: S, description: string) {
  return { description, content: { 'application/json': { schema } } };
}

/** Returns what the definition of a route says about a request with JSON that may have a key. */
export function takesOnce<S extends ZodType>(schema: S) {
  return { ...takes(schema), headers: keyHeader };
}

const keyHeader = z.object({
  'Idempotency-Key': z.string().optional().openapi({
    description:
      'A value of your own, of at most 255 characters. The same key and body get the same answer for a day, and nothing is done again',
    example: '8e03978e-40d5-43dd-bc93-6894a57f9324',
  }),
});

/** Returns what the definition of a route says about a request with JSON. */
export function takes<S extends ZodType>(schema: S) {
  return { body: { required: true, content: { 'application/json': { schema } } } };
}

/**
 * Returns what the definition of a list says: dashboards ask for it again and again.
 *
 * @param schema of a page
 * @param description of what it has
 */
export function isList<Q extends ZodObject, S extends ZodType>(query: Q, schema: S, description: string) {
  return {
    security: [{ token: ['read'] }],
    middleware: [requireScope('read'), whileUnchanged],
    request: { query, headers: conditionHeader },
    responses: {
      ...usualProblems,
      200: { ...answers(schema, description), headers: tagHeader },
      304: { description: 'Nothing has changed since the response with this ETag', headers: tagHeader },
    },
  };
}

const conditionHeader = z.object({
  'If-None-Match': z.string().optional().openapi({
    description: 'The `ETag` of the response before: while nothing has changed, the answer is 304',
    example: '"1f0c6f9e-2-7"',
  }),
});

const tagHeader = z.object({
  ETag: z.string().openapi({ description: 'Another one as soon as anything has changed' }),
});
