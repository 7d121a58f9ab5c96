import { createRoute, z } from '@hono/zod-openapi';
import { suppressionOrders } from '../../operations/ports/paging/orders.ts';
import type { App } from '../app-type.ts';
import { orderOf, pageOf, pageQuery, sortQuery } from '../schemas/page.ts';
import { suppressionSchema } from '../schemas/suppression.ts';
import { answers, isList, needs, takes, usualProblems } from './needs.ts';

const tags = ['Do not call'];

const listDoNotCall = createRoute({
  ...isList(
    z.object({ sort: sortQuery(suppressionOrders), ...pageQuery }),
    pageOf({ entries: z.array(suppressionSchema) }),
    'Entries',
  ),
  method: 'get',
  path: '/api/dnc',
  operationId: 'listDoNotCall',
  summary: 'List the numbers that are never called',
  tags,
});

const addition = z.strictObject({
  phoneNumbers: z
    .array(z.string())
    .min(1)
    .max(1000)
    .openapi({
      description: 'In any format; `+6113*` for all numbers that begin with +6113',
      example: ['0491 570 006'],
    }),
  reason: z.string().max(1000).optional().openapi({ example: 'asked by e-mail' }),
  addedBy: z.string().max(200).optional(),
});

const added = z.object({
  success: z.literal(true),
  entries: z.array(suppressionSchema),
  added: z.int().openapi({ description: 'How many were not listed before' }),
  cancelledCalls: z
    .array(z.int())
    .openapi({ description: 'The scheduled calls to them, which were cancelled' }),
});

const addDoNotCall = createRoute({
  ...needs('call'),
  method: 'post',
  path: '/api/dnc',
  operationId: 'addDoNotCall',
  summary: 'Never call numbers again, and cancel the calls to them',
  tags,
  request: takes(addition),
  responses: { ...usualProblems, 200: answers(added, 'The entries of these numbers') },
});

const removed = z.object({
  success: z.literal(true),
  removed: z.array(z.string()),
  stillListed: z
    .array(z.object({ phoneNumber: z.string(), by: z.string() }))
    .openapi({ description: 'Numbers that another entry covers, such as a beginning' }),
});

const removeDoNotCall = createRoute({
  ...needs('admin'),
  method: 'delete',
  path: '/api/dnc/{phoneNumber}',
  operationId: 'removeDoNotCall',
  summary: 'Allow calls to a number again',
  tags,
  request: {
    params: z.object({
      phoneNumber: z.string().max(100).openapi({ description: 'In any format', example: '+61491570006' }),
    }),
  },
  responses: { ...usualProblems, 200: answers(removed, 'What was removed') },
});

/** Adds `/api/dnc`. */
export function addDoNotCallList(app: App): void {
  app.openapi(listDoNotCall, async (c) => {
    const { sort, ...query } = c.req.valid('query');
    const order = orderOf(suppressionOrders, sort);
    const { doNotCall } = c.var.profile.voicebot;
    const { rows, nextCursor } = await doNotCall.page({ ...query, sort: order, isCounted: false });
    return c.json({ entries: rows, nextCursor }, 200);
  });
  app.openapi(addDoNotCall, async (c) => {
    const { phoneNumbers, ...why } = c.req.valid('json');
    const { cancelled, ...result } = await c.var.profile.voicebot.doNotCall.add(phoneNumbers, why);
    return c.json({ success: true as const, ...result, cancelledCalls: cancelled }, 200);
  });
  app.openapi(removeDoNotCall, async (c) => {
    const { phoneNumber } = c.req.valid('param');
    const { removed, stillListed } = await c.var.profile.voicebot.doNotCall.remove([phoneNumber]);
    return c.json({ success: true as const, removed, stillListed }, 200);
  });
}
