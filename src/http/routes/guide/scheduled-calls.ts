import { createRoute, z } from '@hono/zod-openapi';
import type { Effect } from '../../../domain/access/idempotency.ts';
import { scheduledCallStatuses } from '../../../domain/calls/scheduled-call.ts';
import { type ScheduleResult, scheduledBefore } from '../../../library/schedule-result.ts';
import { schedule } from '../../../library/scheduled-calls.ts';
import { scheduledCallOrders } from '../../../operations/ports/paging/orders.ts';
import type { App } from '../../app-type.ts';
import { orderOf, pageOf, pageQuery, sortQuery } from '../../schemas/page.ts';
import { scheduledCallSchema } from '../../schemas/scheduled-call.ts';
import { bytesOf, instant, pathId, recordId, variables, word } from '../../schemas/values.ts';
import type { ServedProfile } from '../../served-profile.ts';
import { answers, isList, needs, needsOnce, takesOnce, usualProblems } from '../needs.ts';

/** The most that the variables of all calls of a request may take, bytes: they are written in one transaction, and answered. */
const largestInAll = 8 * 2 ** 20;

const fields = z.object({
  contactIds: z.array(recordId).min(1).max(10_000),
  scheduledTime: word.openapi({
    description:
      'When the first call is due, in the future; the others follow two minutes apart, or as the settings say',
    example: '2027-01-15T09:00:00+11:00',
  }),
  fromNumber: word.optional(),
  agentId: word.optional(),
  dynamicVariables: variables.optional(),
  ifScheduled: z.enum(['error', 'again', 'skip']).optional().openapi({
    description:
      'What happens to contacts who wait for a call within a day of theirs already: the request is refused, unless said otherwise',
  }),
});

const order = fields.refine(
  ({ contactIds, dynamicVariables = {} }) => contactIds.length * bytesOf(dynamicVariables) <= largestInAll,
  {
    path: ['dynamicVariables'],
    message: 'at most 8 MB of variables for all contacts together: send fewer at once',
  },
);

const scheduled = z.object({
  success: z.literal(true),
  message: z.string().openapi({ example: '2 call(s) scheduled successfully' }),
  scheduledCalls: z.array(scheduledCallSchema),
  campaign: z.object({ id: z.int(), name: z.string() }).nullable(),
  leftOut: z
    .array(z.object({ contactId: z.int(), code: z.string(), reason: z.string() }))
    .openapi({ description: 'Who must not be called, and the rule' }),
  alreadyScheduled: z.array(
    z.object({ contactId: z.int(), scheduledCallId: z.int(), scheduledTime: instant }),
  ),
});

const scheduleCalls = createRoute({
  ...needsOnce('call', tellOfScheduled),
  method: 'post',
  path: '/api/scheduled-calls',
  operationId: 'scheduleCalls',
  summary: 'Schedule calls to contacts, one after another',
  tags: ['Scheduled calls'],
  request: takesOnce(order),
  responses: { ...usualProblems, 200: answers(scheduled, 'The calls that were scheduled') },
});

const which = z.object({
  status: z.enum(scheduledCallStatuses).optional(),
  campaignId: pathId.optional(),
  sort: sortQuery(scheduledCallOrders),
  ...pageQuery,
});

const listScheduledCalls = createRoute({
  ...isList(which, pageOf({ scheduledCalls: z.array(scheduledCallSchema) }), 'Scheduled calls'),
  method: 'get',
  path: '/api/scheduled-calls',
  operationId: 'listScheduledCalls',
  summary: 'List scheduled calls, in order of time',
  tags: ['Scheduled calls'],
});

const params = z.object({ id: pathId });

const showScheduledCall = createRoute({
  ...needs('read'),
  method: 'get',
  path: '/api/scheduled-calls/{id}',
  operationId: 'showScheduledCall',
  summary: 'Show a scheduled call',
  tags: ['Scheduled calls'],
  request: { params },
  responses: { ...usualProblems, 200: answers(scheduledCallSchema, 'The scheduled call') },
});

const cancelScheduledCall = createRoute({
  ...needs('call'),
  method: 'delete',
  path: '/api/scheduled-calls/{id}',
  operationId: 'cancelScheduledCall',
  summary: 'Cancel a scheduled call that is pending',
  tags: ['Scheduled calls'],
  request: { params },
  responses: { ...usualProblems, 200: answers(z.object({ message: z.string() }), 'It was cancelled') },
});

async function tellOfScheduled({ session }: ServedProfile, effect: Effect) {
  if (effect.kind !== 'scheduled') throw new Error('a request to schedule calls has placed one');
  return documentOf(await scheduledBefore(session, effect.ids));
}

/** Without what is not known any more of a request that is repeated: its answer must be the same. */
function documentOf({ scheduledCalls, campaign, leftOut, alreadyScheduled }: ScheduleResult) {
  const message = `${scheduledCalls.length} call(s) scheduled successfully`;
  return {
    success: true as const,
    message,
    scheduledCalls,
    campaign: campaign ?? null,
    leftOut,
    alreadyScheduled,
  };
}

/** Adds `/api/scheduled-calls`. */
export function addScheduledCalls(app: App): void {
  app.openapi(scheduleCalls, async (c) => {
    const body = c.req.valid('json');
    const options = {
      at: body.scheduledTime,
      from: body.fromNumber,
      agent: body.agentId,
      variables: body.dynamicVariables,
      ifScheduled: body.ifScheduled,
    };
    return c.json(
      documentOf(await schedule(c.var.profile.session, body.contactIds, options, c.var.keyed)),
      200,
    );
  });
  app.openapi(listScheduledCalls, async (c) => {
    const { status, sort, ...query } = c.req.valid('query');
    const { rows, nextCursor } = await c.var.profile.voicebot.scheduled.list({
      ...query,
      statuses: status && [status],
      sort: orderOf(scheduledCallOrders, sort),
      isCounted: false,
    });
    return c.json({ scheduledCalls: rows, nextCursor }, 200);
  });
  app.openapi(showScheduledCall, async (c) => {
    return c.json(await c.var.profile.voicebot.scheduled.show(c.req.valid('param').id), 200);
  });
  app.openapi(cancelScheduledCall, async (c) => {
    await c.var.profile.voicebot.scheduled.cancel([c.req.valid('param').id]);
    return c.json({ message: 'Scheduled call cancelled successfully' }, 200);
  });
}
