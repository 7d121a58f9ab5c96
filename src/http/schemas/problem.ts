import { z } from '@hono/zod-openapi';

/** A problem (RFC 9457). */
const problemSchema = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string().openapi({ description: 'What happened, for people' }),
    code: z.string().openapi({ description: 'A stable code, for programs', example: 'contact_not_found' }),
    requestId: z.string(),
    details: z.record(z.string(), z.unknown()).optional(),
    success: z.literal(false).optional(),
    error: z.string().optional(),
  })
  .openapi('Problem');

const descriptions = {
  400: 'The request is malformed',
  401: 'There is no token, or it is not valid',
  403: 'The token’s scope does not allow it',
  404: 'There is no such record',
  409: 'A rule refuses it, or it contradicts what is',
  413: 'The body is too large',
  415: 'The body has another media type',
  422: 'A value cannot be used',
  429: 'Too many requests: see Retry-After',
  500: 'Something unexpected went wrong',
  503: 'Not possible now: see Retry-After',
} as const;

type ProblemStatus = keyof typeof descriptions;

/** Returns the responses about problems that a route may send, for its definition. */
export function problems<const S extends ProblemStatus>(...statuses: readonly S[]) {
  const response = (status: S) => ({
    description: descriptions[status],
    content: { 'application/problem+json': { schema: problemSchema } },
  });
  // `fromEntries` knows nothing of which key has which value; the type says what the line does.
  return Object.fromEntries(statuses.map((status) => [status, response(status)])) as {
    [K in S]: ReturnType<typeof response>;
  };
}
