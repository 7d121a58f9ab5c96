import { z } from '@hono/zod-openapi';

/** How much of a list to return, and from where on. */
export const pageQuery = {
  limit: z
    .string()
    .regex(/^[1-9]\d{0,3}$/, 'a whole number from 1 to 1000')
    .transform(Number)
    .refine((limit) => limit <= 1000, 'a whole number from 1 to 1000')
    .default(100)
    .openapi({ type: 'integer', minimum: 1, maximum: 1000, default: 100 }),
  cursor: z.string().max(2000).optional().openapi({
    description: '`nextCursor` of the page before. Order and filters must be the same; `limit` may change.',
  }),
};

/** Returns the parameter for the order of a list: a field, or `-field` for descending. */
export function sortQuery<const Key extends string>(keys: readonly Key[]) {
  const words = keys.flatMap((key) => [key, `-${key}` as const]);
  return z
    .enum(words)
    .optional()
    .openapi({ description: 'The field to sort by; with `-` before it, in descending order' });
}

/** Returns the order that a parameter stands for; undefined for the list’s own. */
export function orderOf<Key extends string>(keys: readonly Key[], sort: Key | `-${Key}` | undefined) {
  const by = keys.find((key) => sort === key || sort === `-${key}`);
  return by === undefined ? undefined : { by, descending: sort !== by };
}

/** Returns the schema of a page. @param shape its rows, under the name of the list */
export function pageOf<T extends z.core.$ZodLooseShape>(shape: T) {
  return z.object({
    ...shape,
    nextCursor: z.string().nullable().openapi({ description: 'For the next page; null at the end' }),
  });
}

/** A parameter that may be repeated. */
export const repeatable = z
  .union([z.string(), z.array(z.string())])
  .transform((value) => (typeof value === 'string' ? [value] : value))
  .refine((values) => values.length <= 20, 'at most 20 of them')
  .optional();

/** An instant in a query: ISO 8601 with an offset, so that it means the same at each page. */
export const instantQuery = z.iso
  .datetime({ offset: true })
  .transform((text) => new Date(text))
  .optional()
  .openapi({ type: 'string', format: 'date-time', example: '2026-11-26T09:00:00Z' });
