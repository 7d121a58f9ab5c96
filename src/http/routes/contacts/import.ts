import { createRoute, z } from '@hono/zod-openapi';
import { duplicatePolicies } from '../../../domain/contacts/merging/merge.ts';
import { newOwnerPolicies } from '../../../domain/contacts/merging/new-owner.ts';
import type { ImportedContacts } from '../../../library/contacts.ts';
import type { App } from '../../app-type.ts';
import { withUpload } from '../../bodies/receive-upload.ts';
import { RequestProblem } from '../../problems.ts';
import { importedSchema } from '../../schemas/imported.ts';
import { repeatable } from '../../schemas/page.ts';
import { answers, needs, usualProblems } from '../needs.ts';

export const importPath = '/api/contacts/import';

/** The largest list that is taken, bytes: about a million rows. */
const largestList = 100 * 2 ** 20;

/** Rejected rows in the response. The counts are of all rows. */
const mostListed = 10_000;

const flag = z.enum(['true', 'false']).optional();

/** How the list is read, in the query or, beside the file, in the form; the form wins. */
const options = z.object({
  map: z.string().max(20_000).optional().openapi({
    description: 'What columns are, by their headers, as JSON; the others are read by their headers',
    example: '{"Mobile":"phone","Plan":"plan_tier"}',
  }),
  tag: repeatable.openapi({
    ...{ type: 'array', items: { type: 'string' }, maxItems: 20 },
    description: 'Added to the tags of every contact; may be repeated',
  }),
  country: z.string().max(20).optional().openapi({
    description: 'The country of numbers without `+`',
    example: 'AU',
  }),
  onDuplicate: z.enum(duplicatePolicies).optional(),
  onNewOwner: z.enum(newOwnerPolicies).optional(),
  overwriteEmpty: flag.openapi({ description: 'Lets empty cells clear existing values' }),
  encoding: z.string().max(50).optional(),
  delimiter: z.string().max(20).optional(),
  sheet: z.string().max(200).optional(),
  name: z
    .string()
    .max(200)
    .optional()
    .openapi({ description: 'What the list is called, such as its file name' }),
  dryRun: flag.openapi({ description: 'Changes nothing, and answers what would change' }),
});

const file = { type: 'string', format: 'binary' } as const;
const fields = Object.fromEntries(
  Object.keys(options.shape).map((name) => [name, { type: 'string' } as const]),
);

const importContacts = createRoute({
  ...needs('call'),
  method: 'post',
  path: importPath,
  operationId: 'importContacts',
  summary: 'Import a list: CSV, a workbook, JSON or NDJSON',
  description:
    'Send the file as the body, or in the field `file` of a form; its format is told from its content. Good rows are saved, the others returned.',
  tags: ['Contacts'],
  request: {
    query: options,
    body: {
      required: true,
      content: {
        // Plain schemas: the body is written to a file as it comes, and never parsed as a whole.
        'multipart/form-data': {
          schema: { type: 'object', properties: { file, ...fields }, required: ['file'] },
        },
        'text/csv': { schema: { type: 'string' } },
        'application/octet-stream': { schema: file },
        'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': { schema: file },
        'application/x-ndjson': { schema: { type: 'string' } },
        'application/json': { schema: { type: 'array', items: { type: 'object' } } },
      },
    },
  },
  responses: {
    ...usualProblems,
    200: answers(importedSchema, 'What was imported, and the rows that were not'),
  },
});

/** Adds `POST /api/contacts/import`. */
export function addContactImport(app: App): void {
  app.openapi(importContacts, async (c) => {
    const query = c.req.valid('query');
    const { contacts } = c.var.profile.voicebot;
    const imported = await withUpload(c.req.raw, largestList, async ({ path, name, fields: inForm }) => {
      const { tag, map, name: given, overwriteEmpty, dryRun, ...others } = { ...query, ...optionsIn(inForm) };
      const result = await contacts.import(path, {
        ...others,
        label: given ?? name ?? 'upload',
        map: map === undefined ? undefined : mappingOf(map),
        tags: tag,
        overwriteEmpty: overwriteEmpty === 'true',
        dryRun: dryRun === 'true',
        signal: c.req.raw.signal,
      });
      return { ...documentOf(result), ...(dryRun === 'true' && { dryRun: true as const }) };
    });
    return c.json(imported, 200);
  });
}

function optionsIn(form: Record<string, string[]>) {
  const plain = Object.entries(form).map(([name, values]) => [
    name,
    values.length === 1 ? values[0] : values,
  ]);
  const read = options.safeParse(Object.fromEntries(plain));
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  throw malformed(`${issue?.path.join('.')} in the form cannot be used: ${issue?.message}.`);
}

function mappingOf(text: string): Record<string, string> {
  const mapping = z.record(z.string(), z.string()).safeParse(parsed(text));
  if (mapping.success) return mapping.data;
  throw malformed('map cannot be used: write headers and fields as JSON, such as {"Mobile":"phone"}.');
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function malformed(message: string): RequestProblem {
  return new RequestProblem(400, { code: 'malformed_request', message });
}

function documentOf(result: ImportedContacts) {
  const { created, updated, unchanged, rejected, skipped, kept, replaced, marked, repeated } = result;
  return {
    success: true as const,
    imported: created + updated + unchanged + replaced,
    ...{ created, updated, unchanged, rejected },
    rejects: result.rejects
      .slice(0, mostListed)
      .map(({ sentence, ...reject }) => ({ ...reject, reason: sentence })),
    ...{ skipped, kept, replaced, marked, repeated, hiddenColumns: result.hiddenColumns },
  };
}
