import { createRoute, z } from '@hono/zod-openapi';
import type { App } from '../../app-type.ts';
import { callSchema } from '../../schemas/call.ts';
import { recordId, variables } from '../../schemas/common.ts';
import { answers, needs, takes, usualProblems } from '../needs.ts';

const order = z.object({
  contactId: recordId,
  fromNumber: z.string().optional(),
  agentId: z.string().optional(),
  dynamicVariables: variables.optional(),
});

const placedCall = z.object({
  success: z.literal(true),
  callId: z.string().openapi({ description: 'Retell’s id' }),
  callRecord: callSchema.nullable(),
  retellResponse: z.unknown().openapi({ description: 'What Retell answered' }),
});

const createCall = createRoute({
  ...needs('call'),
  method: 'post',
  path: '/api/retell/create-call',
  operationId: 'createCall',
  summary: 'Call a contact now',
  tags: ['Calls'],
  request: takes(order),
  responses: { ...usualProblems, 200: answers(placedCall, 'Retell has taken the call on') },
});

/** Adds `POST /api/retell/create-call`. */
export function addCreateCall(app: App): void {
  app.openapi(createCall, async (c) => {
    const { contactId, fromNumber, agentId, dynamicVariables } = c.req.valid('json');
    const placed = await c.var.profile.voicebot.calls.place(contactId, {
      from: fromNumber,
      agent: agentId,
      variables: dynamicVariables,
    });
    return c.json({ success: true as const, ...placed }, 200);
  });
}
