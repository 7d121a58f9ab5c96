import { z } from 'zod';
import { openSqlite } from '../../../src/store/sqlite/connection/sqlite.ts';

const instant = z.iso.datetime().transform((text) => new Date(text));

export const ledgerCalls = z.object({
  calls: z.array(
    z.object({
      id: z.int(),
      retellCallId: z.string().nullable(),
      reference: z.string(),
      status: z.string(),
      toNumber: z.string(),
      waitsFor: z.string().nullable(),
      disposition: z.string().nullable(),
      scheduledCallId: z.int().nullable(),
      campaignId: z.int().nullable(),
      costCents: z.number().nullable(),
    }),
  ),
});

export const scheduledCalls = z.object({
  scheduledCalls: z.array(
    z.object({
      id: z.int(),
      status: z.string(),
      contactId: z.int(),
      campaignId: z.int(),
      redialOf: z.int().nullable(),
      callbackOf: z.int().nullable(),
    }),
  ),
});

export const callbacks = z.object({
  callbacks: z.array(
    z.object({
      callId: z.int(),
      state: z.string(),
      why: z.string().nullable(),
      inTheWay: z.string().nullable(),
      at: instant.nullable(),
      toNumber: z.string(),
    }),
  ),
});

export const entries = z.object({
  entries: z.array(z.object({ phoneNumber: z.string(), source: z.string() })),
});

export const campaigns = z.object({
  campaigns: z.array(z.object({ id: z.int(), name: z.string(), status: z.string(), costCents: z.number() })),
});

/** Returns when a run finds something to do next, ms since 1970; undefined if never. */
export function nextWork(path: string): number | undefined {
  const db = openSqlite(path, { readonly: true, timeout: 10_000 });
  try {
    const next = db
      .prepare(
        `select min(at) from (
          select min(next_attempt_at) as at from scheduled_calls
          union all select min(next_check_at) from calls where status not in ('placing', 'not_placed')
          union all select 0 from calls where claimed_by is not null)`,
      )
      .pluck()
      .get();
    return typeof next === 'number' ? next : undefined;
  } finally {
    db.close();
  }
}
