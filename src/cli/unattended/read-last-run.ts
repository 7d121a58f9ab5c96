import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { lastRunFile, runCommands } from './note-run.ts';

const instant = z.iso.datetime().transform((text) => new Date(text));

const lastRunSchema = z.object({
  at: instant,
  command: z.enum(runCommands),
  node: z.string(),
  script: z.string(),
  nodeVersion: z.string(),
  version: z.string(),
  environment: z.record(z.string(), z.string()),
  lastWork: z
    .object({
      at: instant,
      processed: z.number(),
      succeeded: z.number(),
      failed: z.number(),
      problem: z.string().nullable(),
    })
    .nullable(),
});

/** What the last run beside a database says of itself. */
export type LastRun = z.infer<typeof lastRunSchema>;

/** Reads what the last run beside a database noted; undefined if none did, or the file cannot be read. */
export function readLastRun(database: string): LastRun | undefined {
  try {
    return lastRunSchema.safeParse(JSON.parse(readFileSync(lastRunFile(database), 'utf8'))).data;
  } catch {
    return undefined;
  }
}
