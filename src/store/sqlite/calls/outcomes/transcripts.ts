import { eq, sql } from 'drizzle-orm';
import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import { z } from 'zod';
import { isLaterTranscript } from '../../../../domain/calls/outcomes/merge-reports.ts';
import type { Turn } from '../../../../domain/calls/outcomes/report.ts';
import type { CallDetails } from '../../../../operations/ports/telephony.ts';
import { preparedOnce } from '../../connection/prepared.ts';
import { calls } from '../../schema/call-tables.ts';
import { callTranscripts } from '../../schema/outcome-tables.ts';
import { indexTranscripts, unindexTranscripts } from '../listing/transcript-search.ts';

const turnsSchema = z.array(z.object({ speaker: z.string(), text: z.string(), at: z.number().nullable() }));

/** Words are arrays rather than objects, to save space: a call has thousands. */
const detailsSchema = z.array(
  z.object({
    words: z.array(z.tuple([z.string(), z.number(), z.number().nullable()])),
    tools: z.array(
      z.object({
        name: z.string(),
        arguments: z.string(),
        result: z.string().nullable(),
        successful: z.boolean().nullable(),
      }),
    ),
  }),
);

const transcriptOfCall = preparedOnce((db) =>
  db
    .select({
      turns: callTranscripts.turns,
      details: callTranscripts.details,
      observedAt: callTranscripts.observedAt,
    })
    .from(callTranscripts)
    .where(eq(callTranscripts.callId, sql.placeholder('callId')))
    .prepare(),
);

/** Returns what was said in a call; undefined if that is not known. */
export function keptTranscript(db: BetterSQLite3Database, callId: number): Turn[] | undefined {
  const row = transcriptOfCall(db).get({ callId });
  if (!row) return undefined;
  const details = row.details === null ? [] : detailsSchema.parse(JSON.parse(row.details));
  return turnsSchema.parse(JSON.parse(row.turns)).map((turn, index) => {
    const { words = [], tools = [] } = details[index] ?? {};
    return { ...turn, words: words.map(([word, start, end]) => ({ word, start, end })), tools };
  });
}

/** Returns the details of turns as they are kept; null if there are none. */
function detailsOf(transcript: readonly Turn[]): string | null {
  if (transcript.every(({ words, tools }) => words.length === 0 && tools.length === 0)) return null;
  return JSON.stringify(
    transcript.map(({ words, tools }) => ({
      words: words.map(({ word, start, end }) => [word, start, end]),
      tools,
    })),
  );
}

/** Keeps what was said in a call, unless a later answer is kept already, or its person was deleted. */
export function keepTranscript(
  db: BetterSQLite3Database,
  { report: { retellCallId, observedAt }, transcript }: CallDetails,
  now: Date,
): void {
  const call = db
    .select({ id: calls.id, purgedAt: calls.purgedAt })
    .from(calls)
    .where(eq(calls.retellCallId, retellCallId))
    .get();
  if (!call || call.purgedAt || !transcript) return;
  const turns = JSON.stringify(transcript.map(({ speaker, text, at }) => ({ speaker, text, at })));
  const details = detailsOf(transcript);
  const earlier = transcriptOfCall(db).get({ callId: call.id });
  if (earlier && !isLaterTranscript({ turns, observedAt }, earlier)) return;
  const id = sql`${call.id}`;
  unindexTranscripts(db, id);
  db.insert(callTranscripts)
    .values({ callId: call.id, turns, details, observedAt })
    .onConflictDoUpdate({ target: callTranscripts.callId, set: { turns, details, observedAt } })
    .run();
  indexTranscripts(db, id);
  db.update(calls)
    .set({ transcribedAt: now })
    .where(sql`${calls.id} = ${call.id} and ${calls.transcribedAt} is null`)
    .run();
}
