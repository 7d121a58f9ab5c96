import { createRoute, z } from '@hono/zod-openapi';
import type { App } from '../../app-type.ts';
import { contactSchema } from '../../schemas/contact.ts';
import { pathId } from '../../schemas/values.ts';
import { answers, needs, takes, usualProblems } from '../needs.ts';

const timezone = z.string().openapi({ example: 'Australia/Perth' });
const doNotCall = z.literal(true).optional().openapi({
  description: 'Marks the number do-not-call. Only `DELETE /api/dnc/{phoneNumber}` takes a mark away.',
});

const newContact = z.strictObject({
  phoneNumber: z.string().openapi({ description: 'In any format', example: '0491 570 006' }),
  name: z.string().optional(),
  email: z.string().optional(),
  businessName: z.string().optional(),
  businessWebsite: z.string().optional(),
  timezone: timezone.optional(),
  customFields: z
    .record(z.string(), z.string())
    .optional()
    .openapi({ example: { plan_tier: 'gold' } }),
  tags: z.array(z.string()).max(100).optional(),
  doNotCall,
});

/** Null clears a field. */
const changes = z.strictObject({
  phoneNumber: z.string().optional(),
  name: z.string().optional(),
  email: z.string().nullable().optional(),
  businessName: z.string().nullable().optional(),
  businessWebsite: z.string().nullable().optional(),
  timezone: timezone.nullable().optional(),
  customFields: z
    .record(z.string(), z.string().nullable())
    .optional()
    .openapi({
      description: 'Fields that are left out stay as they are; null removes one',
      example: { plan_tier: 'gold', notes: null },
    }),
  tags: z
    .array(z.string())
    .max(100)
    .optional()
    .openapi({ description: 'All that the contact has afterwards', example: ['vip'] }),
  doNotCall,
});

const saved = z.object({ success: z.literal(true), contact: contactSchema });

const createContact = createRoute({
  ...needs('call'),
  method: 'post',
  path: '/api/contacts',
  operationId: 'createContact',
  summary: 'Add a contact',
  description: 'Refused if the number belongs to a contact already. To add or update many, import them.',
  tags: ['Contacts'],
  request: takes(newContact),
  responses: { ...usualProblems, 200: answers(saved, 'The contact that was added') },
});

const updateContact = createRoute({
  ...needs('call'),
  method: 'patch',
  path: '/api/contacts/{id}',
  operationId: 'updateContact',
  summary: 'Change fields of a contact',
  tags: ['Contacts'],
  request: { params: z.object({ id: pathId }), ...takes(changes) },
  responses: { ...usualProblems, 200: answers(saved, 'The contact as it is now') },
});

/** Adds what creates and changes contacts under `/api/contacts`. */
export function addContactChanges(app: App): void {
  app.openapi(createContact, async (c) => {
    const contact = await c.var.profile.voicebot.contacts.add(c.req.valid('json'));
    return c.json({ success: true as const, contact }, 200);
  });
  app.openapi(updateContact, async (c) => {
    const { email, businessName, businessWebsite, timezone, customFields, ...others } = c.req.valid('json');
    const contact = await c.var.profile.voicebot.contacts.edit(c.req.valid('param').id, {
      ...others,
      email: cleared(email),
      businessName: cleared(businessName),
      businessWebsite: cleared(businessWebsite),
      timezone: cleared(timezone),
      customFields:
        customFields &&
        Object.fromEntries(Object.entries(customFields).map(([name, value]) => [name, value ?? ''])),
    });
    return c.json({ success: true as const, contact }, 200);
  });
}

/** Operators clear a field with an empty text. */
function cleared(value: string | null | undefined): string | undefined {
  return value === null ? '' : value;
}
