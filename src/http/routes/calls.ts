import { createRoute, z } from '@hono/zod-openapi';
import { callStatuses } from '../../domain/calls/call-status.ts';
import { dispositions } from '../../domain/calls/outcomes/disposition.ts';
import { callOrders } from '../../operations/ports/paging/orders.ts';
import type { App } from '../app-type.ts';
import { callDetailsSchema, callSchema } from '../schemas/call.ts';
import { instantQuery, orderOf, pageOf, pageQuery, repeatable, sortQuery } from '../schemas/page.ts';
import { pathId } from '../schemas/values.ts';
import { answers, isList, needs, usualProblems } from './needs.ts';

const disposition = z.enum(dispositions);

const which = z.object({
  status: z.enum(callStatuses).optional(),
  disposition: repeatable.pipe(z.array(disposition).optional()).openapi({
    ...{ type: 'array', items: { type: 'string', enum: [...dispositions] }, maxItems: 20 },
    description: 'Any of these',
  }),
  contactId: pathId.optional(),
  campaignId: pathId.optional(),
  agentId: z.string().max(200).optional(),
  since: instantQuery.openapi({ description: 'Requested then or later' }),
  until: instantQuery.openapi({ description: 'Requested before' }),
  search: z.string().max(500).optional().openapi({
    description: 'Words of the transcript; words in double quotes were said one after the other',
  }),
  sort: sortQuery(callOrders),
  ...pageQuery,
});

const listCalls = createRoute({
  ...isList(which, pageOf({ calls: z.array(callSchema) }), 'Calls'),
  method: 'get',
  path: '/api/calls',
  operationId: 'listCalls',
  summary: 'List calls and their outcomes, the newest first or sorted',
  tags: ['Calls'],
});

const showCall = createRoute({
  ...needs('read'),
  method: 'get',
  path: '/api/calls/{id}',
  operationId: 'showCall',
  summary: 'Show a call, with what was said',
  tags: ['Calls'],
  request: { params: z.object({ id: pathId }) },
  responses: { ...usualProblems, 200: answers(callDetailsSchema, 'The call') },
});

/** Adds `/api/calls`. */
export function addCalls(app: App): void {
  app.openapi(listCalls, async (c) => {
    const { sort, disposition: dispositions, ...query } = c.req.valid('query');
    const { rows, nextCursor } = await c.var.profile.voicebot.calls.list({
      ...query,
      dispositions,
      sort: orderOf(callOrders, sort),
      isCounted: false,
    });
    return c.json({ calls: rows, nextCursor }, 200);
  });
  app.openapi(showCall, async (c) => {
    return c.json(await c.var.profile.voicebot.calls.show(c.req.valid('param').id), 200);
  });
}
