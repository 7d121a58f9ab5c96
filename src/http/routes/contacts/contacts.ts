import { createRoute, z } from '@hono/zod-openapi';
import { type FieldValue, readFieldValue } from '../../../domain/contacts/contact-filter.ts';
import { Problem } from '../../../domain/problem.ts';
import { contactOrders } from '../../../operations/ports/paging/orders.ts';
import type { App } from '../../app-type.ts';
import { contactSchema } from '../../schemas/contact.ts';
import { orderOf, pageOf, pageQuery, repeatable, sortQuery } from '../../schemas/page.ts';
import { pathId } from '../../schemas/values.ts';
import { answers, isList, needs, usualProblems } from '../needs.ts';

const which = z.object({
  search: z.string().max(500).optional().openapi({
    description:
      'The start of any word in name, e-mail, business, tags or custom fields, or part of the number',
    example: 'ada',
  }),
  tag: repeatable.openapi({
    ...{ type: 'array', items: { type: 'string' }, maxItems: 20 },
    description: 'Only contacts with this tag; repeat it to require several',
    example: ['vip'],
  }),
  where: repeatable.openapi({
    ...{ type: 'array', items: { type: 'string', pattern: '^[^=]+=' }, maxItems: 20 },
    description: 'Only contacts whose field equals a value: `plan_tier=gold`; repeat it to require several',
    example: ['plan_tier=gold'],
  }),
  sort: sortQuery(contactOrders),
  ...pageQuery,
});

const listContacts = createRoute({
  ...isList(which, pageOf({ contacts: z.array(contactSchema) }), 'Contacts'),
  method: 'get',
  path: '/api/contacts',
  operationId: 'listContacts',
  summary: 'List contacts, in order of arrival or sorted',
  tags: ['Contacts'],
});

const params = z.object({ id: pathId });

const showContact = createRoute({
  ...needs('read'),
  method: 'get',
  path: '/api/contacts/{id}',
  operationId: 'showContact',
  summary: 'Show a contact',
  tags: ['Contacts'],
  request: { params },
  responses: { ...usualProblems, 200: answers(contactSchema, 'The contact') },
});

const removed = z.object({ success: z.literal(true), message: z.string(), contact: contactSchema });

const removeContact = createRoute({
  ...needs('admin'),
  method: 'delete',
  path: '/api/contacts/{id}',
  operationId: 'removeContact',
  summary: 'Remove a contact to whom no call is scheduled',
  description: 'Past calls stay, and so does the do-not-call mark of the number.',
  tags: ['Contacts'],
  request: { params },
  responses: { ...usualProblems, 200: answers(removed, 'The contact that was removed') },
});

/** Adds what lists, shows and removes contacts under `/api/contacts`. */
export function addContacts(app: App): void {
  app.openapi(listContacts, async (c) => {
    const { sort, tag, where, ...query } = c.req.valid('query');
    const { rows, nextCursor } = await c.var.profile.voicebot.contacts.list({
      ...query,
      tags: tag,
      where: where?.map(conditionOf),
      sort: orderOf(contactOrders, sort),
      isCounted: false,
    });
    return c.json({ contacts: rows, nextCursor }, 200);
  });
  app.openapi(showContact, async (c) => {
    const { id } = c.req.valid('param');
    return c.json(await c.var.profile.voicebot.contacts.show(id), 200);
  });
  app.openapi(removeContact, async (c) => {
    const { id } = c.req.valid('param');
    const contact = await c.var.profile.voicebot.contacts.remove(id);
    return c.json({ success: true as const, message: `Removed contact ${id}`, contact }, 200);
  });
}

function conditionOf(text: string): FieldValue {
  const condition = readFieldValue(text);
  if (condition) return condition;
  throw new Problem('usage', {
    code: 'invalid_where',
    message: `"${text}" does not say which field: write field=value.`,
  });
}
