import { z } from '@hono/zod-openapi';

/** What an import did. */
export const importedSchema = z
  .object({
    success: z.literal(true),
    dryRun: z.literal(true).optional(),
    imported: z.int(),
    created: z.int(),
    updated: z.int(),
    unchanged: z.int(),
    rejected: z.int(),
    rejects: z
      .array(
        z.object({
          line: z.int(),
          reason: z.string(),
          row: z.record(z.string(), z.string()),
          column: z.string().nullable(),
          value: z.string().nullable(),
        }),
      )
      .openapi({
        description: 'The rows that cannot be used, up to 10,000 of them; the others were imported',
      }),
    skipped: z.int(),
    kept: z.int().openapi({ description: 'Rows about someone else than the contact who has the number' }),
    replaced: z.int(),
    marked: z.int().openapi({ description: 'Contacts that rows which were not imported mark do-not-call' }),
    repeated: z.int().openapi({ description: 'Rows that repeat a number of an earlier row' }),
    hiddenColumns: z
      .array(z.object({ column: z.string(), field: z.string() }))
      .openapi({ description: 'Columns whose values never reach the agent' }),
  })
  .openapi('Imported');
