import type { ZodType } from 'zod';
import type { Scope } from '../../domain/access/scope.ts';
import { requireScope } from '../access/require-scope.ts';
import { problems } from '../schemas/problem.ts';

/** Returns what the definition of a route says about who may use it. */
export function needs(scope: Scope) {
  return { security: [{ token: [scope] }], middleware: [requireScope(scope)] };
}

/** The problems that every route for tokens may respond with. */
export const usualProblems = problems(400, 401, 403, 404, 409, 413, 415, 422, 429, 500, 503);

/** Returns what the definition of a route says about a response with JSON. */
export function answers<S extends ZodType>(schema: S, description: string) {
  return { description, content: { 'application/json': { schema } } };
}

/** Returns what the definition of a route says about a request with JSON. */
export function takes<S extends ZodType>(schema: S) {
  return { body: { required: true, content: { 'application/json': { schema } } } };
}
