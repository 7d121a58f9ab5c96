import { z } from '@hono/zod-openapi';

/** An instant as responses have it: ISO 8601 in UTC. */
export const instant = z.iso.datetime().openapi({ example: '2026-11-26T09:00:00.000Z' });

/** More digits would be a phone number, where contacts are found by either. */
const largestId = 999_999_999;
const idText = z.string().regex(/^[1-9]\d{0,8}$/, `an id: a whole number from 1 to ${largestId}`);

/** The id of a record in a request: a number, or the same as text, as web pages and other languages send it. */
export const recordId = z
  .union([z.int().min(1).max(largestId), idText])
  .transform(Number)
  .openapi({ example: 7 });

/** The id of a record in a path. */
export const pathId = idText
  .transform(Number)
  .openapi({ type: 'integer', minimum: 1, maximum: largestId, example: 7 });

/** The most that variables may take, bytes: each call has its own copy of them. */
const largestVariables = 32 * 1024;

/** Returns how many bytes variables take. */
export const bytesOf = (variables: Readonly<Record<string, string>>) =>
  Buffer.byteLength(JSON.stringify(variables));

/** Variables for the agent. */
export const variables = z
  .record(z.string(), z.string())
  .refine((all) => bytesOf(all) <= largestVariables, 'at most 32 kB of variables')
  .openapi({ example: { offer: 'spring' } });

/** A number, an agent or a time, as a request writes it. */
export const word = z.string().max(200);

/** The contact beside a call; null if it has been removed. */
export const calledContact = z.object({ name: z.string(), phoneNumber: z.string() }).nullable();
