import { eq, sql } from 'drizzle-orm';
import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import { z } from 'zod';
import type { KeptReports } from '../../../../domain/calls/after-report.ts';
import { preparedOnce } from '../../connection/prepared.ts';
import { callReports } from '../../schema/outcome-tables.ts';

const seenSchema = z.object({
  facts: z.record(z.string(), z.number()),
  answer: z.record(z.string(), z.number()),
});

const reportsOfCall = preparedOnce((db) =>
  db
    .select({ answer: callReports.answer, seen: callReports.seen })
    .from(callReports)
    .where(eq(callReports.callId, sql.placeholder('callId')))
    .prepare(),
);

/** Returns what is kept of the reports on a call; undefined if there were none. */
export function keptReports(db: BetterSQLite3Database, callId: number): KeptReports | undefined {
  const row = reportsOfCall(db).get({ callId });
  return row && { answer: row.answer, seen: seenSchema.parse(row.seen) };
}

const keep = preparedOnce((db) =>
  db
    .insert(callReports)
    .values({
      callId: sql.placeholder('callId'),
      answer: sql.placeholder('answer'),
      seen: sql.placeholder('seen'),
    })
    .onConflictDoUpdate({
      target: callReports.callId,
      set: { answer: sql`excluded.answer`, seen: sql`excluded.seen` },
    })
    .prepare(),
);

/** Keeps the reports on a call, unless nothing in them is new. @param earlier what was kept until now */
export function keepReports(
  db: BetterSQLite3Database,
  callId: number,
  earlier: KeptReports | undefined,
  { answer, seen }: KeptReports,
): void {
  if (JSON.stringify(earlier) !== JSON.stringify({ answer, seen })) keep(db).run({ callId, answer, seen });
}
