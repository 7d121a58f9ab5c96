import { z } from '@hono/zod-openapi';
import { instant } from './values.ts';

/** A contact, as `views/contact.ts` has it. */
export const contactSchema = z
  .object({
    id: z.int(),
    name: z.string(),
    phoneNumber: z.string().openapi({ description: 'E.164', example: '+61491570006' }),
    email: z.string().nullable(),
    businessName: z.string().nullable(),
    businessWebsite: z.string().nullable(),
    timezone: z.string().nullable(),
    state: z.string().nullable(),
    postcode: z.string().nullable(),
    customFields: z.record(z.string(), z.string()),
    tags: z.array(z.string()),
    doNotCall: z.boolean(),
    createdAt: instant,
    updatedAt: instant,
  })
  .openapi('Contact');
