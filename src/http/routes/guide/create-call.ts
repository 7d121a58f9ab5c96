import { createRoute, z } from '@hono/zod-openapi';
import type { Effect } from '../../../domain/access/idempotency.ts';
import { type PlacedCall, place, placedBefore } from '../../../library/calls.ts';
import type { App } from '../../app-type.ts';
import { callSchema } from '../../schemas/call.ts';
import { recordId, variables, word } from '../../schemas/values.ts';
import type { ServedProfile } from '../../served-profile.ts';
import { answers, needsOnce, takesOnce, usualProblems } from '../needs.ts';

const order = z.object({
  contactId: recordId,
  fromNumber: word.optional(),
  agentId: word.optional(),
  dynamicVariables: variables.optional(),
});

const placedCall = z.object({
  success: z.literal(true),
  callId: z.string().openapi({ description: 'Retell’s id' }),
  callRecord: callSchema.nullable(),
  retellResponse: z.unknown().openapi({ description: 'What Retell answered' }),
});

const createCall = createRoute({
  ...needsOnce('call', tellOfCall),
  method: 'post',
  path: '/api/retell/create-call',
  operationId: 'createCall',
  summary: 'Call a contact now',
  tags: ['Calls'],
  request: takesOnce(order),
  responses: { ...usualProblems, 200: answers(placedCall, 'Retell has taken the call on') },
});

async function tellOfCall({ session }: ServedProfile, effect: Effect) {
  if (effect.kind !== 'attempt') throw new Error('a request to call has scheduled calls');
  return documentOf(await placedBefore(session, effect.callId));
}

function documentOf(placed: PlacedCall) {
  return { success: true as const, ...placed };
}

/** Adds `POST /api/retell/create-call`. */
export function addCreateCall(app: App): void {
  app.openapi(createCall, async (c) => {
    const { contactId, fromNumber, agentId, dynamicVariables } = c.req.valid('json');
    const options = { from: fromNumber, agent: agentId, variables: dynamicVariables };
    return c.json(documentOf(await place(c.var.profile.session, contactId, options, c.var.keyed)), 200);
  });
}
