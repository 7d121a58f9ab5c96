import { z } from 'zod';

/** An integer in JSON Schema's sense; zod's own `int` also refuses numbers beyond 2^53. */
export const wholeNumber = z.number().refine(Number.isInteger, 'must be a whole number');

const anyObject = z.looseObject({});
const textValues = z.object({}).catchall(z.string());

/** Specification: `AgentVersionReference`. */
const agentVersion = z.union([
  wholeNumber.refine((version) => version >= 0, 'must not be negative'),
  z
    .string()
    .min(1)
    .max(20)
    .regex(/^[a-z0-9_-]+$/),
]);

/**
 * The body of `POST /v2/create-phone-call`, exactly as specified; unknown properties are allowed. One simplification:
 * `agent_override` may be any object, because no agent runs here.
 */
export const createCallRequest = z.object({
  from_number: z.string().min(1),
  to_number: z.string().min(1),
  override_agent_id: z.string().min(1).optional(),
  override_agent_version: agentVersion.optional(),
  agent_override: anyObject.optional(),
  metadata: anyObject.optional(),
  retell_llm_dynamic_variables: textValues.optional(),
  custom_sip_headers: textValues.optional(),
  ignore_e164_validation: z.boolean().optional(),
  idempotency_key: z
    .string()
    .min(5)
    .max(255)
    .regex(/^[A-Za-z0-9_-]+$/)
    .optional(),
  honor_internal_dnc: z.boolean().optional(),
});

export type CreateCallRequest = z.infer<typeof createCallRequest>;

/** The query of `POST /v2/list-agents` and `GET /v2/list-phone-numbers` (specification: `LimitParam` and others). */
export const pageQuery = z.object({
  limit: z
    .string()
    .regex(/^-?\d+$/)
    .transform(Number)
    .pipe(z.number().max(1000))
    .optional(),
  sort_order: z.enum(['ascending', 'descending']).optional(),
  pagination_key: z.string().optional(),
});

/** The body of `POST /v2/list-agents` (specification: `AgentListFilter`). */
export const listAgentsRequest = z.object({
  filter_criteria: z
    .object({
      channel: z
        .object({ type: z.literal('string'), op: z.literal('eq'), value: z.enum(['voice', 'chat']) })
        .optional(),
      query: z.string().optional(),
    })
    .optional(),
});

/** Returns the first issue as `path: problem`, for an error's `message`. */
export function firstIssue(error: z.ZodError): string {
  const [issue] = error.issues;
  if (!issue) return 'invalid request';
  const path = issue.path.join('.');
  return path === '' ? issue.message : `${path}: ${issue.message}`;
}
