import { createRoute, z } from '@hono/zod-openapi';
import { campaignOrders } from '../../operations/ports/paging/orders.ts';
import type { App } from '../app-type.ts';
import { campaignSchema } from '../schemas/campaign.ts';
import { orderOf, pageOf, pageQuery, sortQuery } from '../schemas/page.ts';
import { pathId } from '../schemas/values.ts';
import { answers, isList, needs, usualProblems } from './needs.ts';

const tags = ['Campaigns'];
const params = z.object({ id: pathId });

const listCampaigns = createRoute({
  ...isList(
    z.object({ sort: sortQuery(campaignOrders), ...pageQuery }),
    pageOf({ campaigns: z.array(campaignSchema) }),
    'Campaigns',
  ),
  method: 'get',
  path: '/api/campaigns',
  operationId: 'listCampaigns',
  summary: 'List campaigns, the newest first or sorted',
  tags,
});

const showCampaign = createRoute({
  ...needs('read'),
  method: 'get',
  path: '/api/campaigns/{id}',
  operationId: 'showCampaign',
  summary: 'Show a campaign',
  tags,
  request: { params },
  responses: { ...usualProblems, 200: answers(campaignSchema, 'The campaign') },
});

const changed = z.object({ success: z.literal(true), campaign: campaignSchema });
const responses = { ...usualProblems, 200: answers(changed, 'The campaign as it is now') };

const pauseCampaign = createRoute({
  ...needs('call'),
  method: 'post',
  path: '/api/campaigns/{id}/pause',
  operationId: 'pauseCampaign',
  summary: 'Pause a campaign at once; its calls wait',
  tags,
  request: {
    params,
    body: {
      content: {
        'application/json': {
          schema: z.strictObject({ reason: z.string().max(1000).optional().openapi({ example: 'rain' }) }),
        },
      },
    },
  },
  responses,
});

const resumeCampaign = createRoute({
  ...needs('call'),
  method: 'post',
  path: '/api/campaigns/{id}/resume',
  operationId: 'resumeCampaign',
  summary: 'Resume a campaign; overdue calls are placed as far apart as planned',
  tags,
  request: { params },
  responses,
});

const cancelCampaign = createRoute({
  ...needs('call'),
  method: 'post',
  path: '/api/campaigns/{id}/cancel',
  operationId: 'cancelCampaign',
  summary: 'Cancel all calls of a campaign that are pending',
  tags,
  request: { params },
  responses,
});

/** Adds `/api/campaigns`. */
export function addCampaigns(app: App): void {
  app.openapi(listCampaigns, async (c) => {
    const { sort, ...query } = c.req.valid('query');
    const { rows, nextCursor } = await c.var.profile.voicebot.campaigns.list({
      ...query,
      sort: orderOf(campaignOrders, sort),
      isCounted: false,
    });
    return c.json({ campaigns: rows, nextCursor }, 200);
  });
  app.openapi(showCampaign, async (c) => {
    return c.json(await c.var.profile.voicebot.campaigns.show(c.req.valid('param').id), 200);
  });
  app.openapi(pauseCampaign, async (c) => {
    const { id } = c.req.valid('param');
    const { reason } = c.req.valid('json');
    const campaign = await c.var.profile.voicebot.campaigns.pause(id, reason);
    return c.json({ success: true as const, campaign }, 200);
  });
  app.openapi(resumeCampaign, async (c) => {
    const campaign = await c.var.profile.voicebot.campaigns.resume(c.req.valid('param').id);
    return c.json({ success: true as const, campaign }, 200);
  });
  app.openapi(cancelCampaign, async (c) => {
    const campaign = await c.var.profile.voicebot.campaigns.cancel(c.req.valid('param').id);
    return c.json({ success: true as const, campaign }, 200);
  });
}
