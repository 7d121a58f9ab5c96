import { createRoute, z } from '@hono/zod-openapi';
import type { App } from '../app-type.ts';
import { RequestProblem } from '../problems.ts';
import { explanationSchema } from '../schemas/explanation.ts';
import { pathId } from '../schemas/values.ts';
import { answers, needs, usualProblems } from './needs.ts';

const about = z.object({
  contact: z.string().min(1).max(200).optional().openapi({
    description: 'An id, a number in any format, or a name or e-mail that fits exactly one contact',
    example: '1',
  }),
  scheduledCallId: pathId.optional(),
  at: z.string().max(100).optional().openapi({
    description: 'When the call would be placed; now, or when it is due, by default',
    example: '2027-01-15T09:00:00+11:00',
  }),
});

const explainCall = createRoute({
  ...needs('read'),
  method: 'get',
  path: '/api/why',
  operationId: 'explainCall',
  summary: 'Explain whether a contact may be called, or a scheduled call be placed, by each rule',
  description: 'Give either `contact` or `scheduledCallId`.',
  tags: ['Calls'],
  request: { query: about },
  responses: { ...usualProblems, 200: answers(explanationSchema, 'What each rule says') },
});

/** Adds `/api/why`. */
export function addWhy(app: App): void {
  app.openapi(explainCall, async (c) => {
    const { contact, scheduledCallId, at } = c.req.valid('query');
    const { why } = c.var.profile.voicebot;
    if (contact !== undefined && scheduledCallId === undefined)
      return c.json(await why({ contact }, { at }), 200);
    if (scheduledCallId !== undefined && contact === undefined)
      return c.json(await why({ scheduledCall: scheduledCallId }, { at }), 200);
    throw new RequestProblem(400, {
      code: 'malformed_request',
      message: 'Give either contact or scheduledCallId in the query.',
    });
  });
}
