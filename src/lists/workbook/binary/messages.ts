import { z } from 'zod';

/** What the process is started with, as JSON. */
export interface ProcessInput {
  path: string;
  /** In bytes. */
  size: number;
  kind: 'xls' | 'xlsb';
  label: string;
  sheet?: string | undefined;
}

const row = z.strictObject({
  line: z.int().positive(),
  cells: z.array(z.string()),
  lost: z.array(z.tuple([z.int(), z.string()])),
  formulas: z.int(),
});

export type BinaryRow = z.infer<typeof row>;

/** What the process prints, one JSON text on a line: first which sheet it reads, then its rows, and in the end that it is done. */
export const processMessage = z.union([
  z.strictObject({ detected: z.string() }),
  z.strictObject({ rows: z.array(row) }),
  z.strictObject({ done: z.literal(true) }),
  z.strictObject({
    problem: z.strictObject({
      kind: z.enum(['usage', 'not_found', 'not_set_up', 'refused', 'try_again', 'failed']),
      code: z.string(),
      message: z.string(),
      hint: z.string().optional(),
      facts: z.record(z.string(), z.union([z.string(), z.number()])),
    }),
  }),
]);

export type ProcessMessage = z.infer<typeof processMessage>;
