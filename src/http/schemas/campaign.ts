import { z } from '@hono/zod-openapi';
import { campaignStatuses, pausers } from '../../domain/campaigns/campaign.ts';
import { instant } from './values.ts';

/** A campaign, as `views/campaign.ts` has it. */
export const campaignSchema = z
  .object({
    id: z.int(),
    name: z.string(),
    status: z.enum(campaignStatuses),
    contacts: z.int(),
    reached: z.int().openapi({ description: 'People with a call that a human answered' }),
    pending: z.int(),
    inProgress: z.int(),
    placed: z.int(),
    failed: z.int(),
    cancelled: z.int(),
    costCents: z.number().openapi({ description: 'US cents, with Retell’s fractions' }),
    maxCostCents: z.number().nullable(),
    endsAt: instant.nullable(),
    pausedBy: z.enum(pausers).nullable(),
    pauseReason: z.string().nullable(),
    pausedAt: instant.nullable(),
    cancelledAt: instant.nullable(),
    createdAt: instant,
  })
  .openapi('Campaign');
