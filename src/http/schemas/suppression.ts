import { z } from '@hono/zod-openapi';
import { suppressionSources } from '../../domain/contacts/suppression/suppression.ts';
import { instant } from './values.ts';

/** An entry of the do-not-call list, as `views/suppression.ts` has it. */
export const suppressionSchema = z
  .object({
    phoneNumber: z.string().openapi({
      description: 'E.164, or the beginning of numbers and `*`',
      example: '+61491570006',
    }),
    reason: z.string().nullable(),
    source: z.enum(suppressionSources),
    createdAt: instant,
    addedBy: z.string().nullable(),
  })
  .openapi('DoNotCallEntry');
