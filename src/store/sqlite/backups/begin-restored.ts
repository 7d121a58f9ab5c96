import { lte } from 'drizzle-orm';
import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import { afterForbidden } from '../../../domain/calls/after-claim.ts';
import { mayHaveBeenPlaced } from '../../../domain/calls/restored.ts';
import { beginEpoch } from '../calls/verified/begin-epoch.ts';
import { scheduledCalls } from '../schema/call-tables.ts';
import { ledger } from '../schema/ledger-tables.ts';
import type { OldLedger } from './old-database.ts';

/**
 * Begins the epoch of a restored database.
 *
 * @param options `hasIdentity`: whether it had one when it was copied. If not, Retell cannot be asked what was placed since, so what was
 * due by now fails, and is for the operator to repeat
 * @returns how many calls Retell will be asked about, and how many it cannot be asked about
 */
export function beginRestored(
  db: BetterSQLite3Database,
  { old, hasIdentity, now }: { old: OldLedger | undefined; hasIdentity: boolean; now: Date },
): { toVerify: number; unverifiable: number } {
  if (!hasIdentity && old) db.update(ledger).set({ identity: old.identity }).run();
  const known = db.select({ identity: ledger.identity }).from(ledger).get();
  const unverifiable = hasIdentity ? 0 : failWhatWasDue(db, now);
  const toVerify = beginEpoch(db, {
    machine: null,
    // Only if the database that was replaced is the original is it known when that last placed a call.
    placedUntil: old && old.identity === known?.identity ? new Date(old.placedUntil ?? 0) : now,
    after: old?.epoch ?? 0,
    now,
  });
  return { toVerify, unverifiable };
}

function failWhatWasDue(db: BetterSQLite3Database, now: Date): number {
  return db
    .update(scheduledCalls)
    .set({
      ...afterForbidden({ kind: 'refuse', code: 'may_have_been_placed', reason: mayHaveBeenPlaced }),
      updatedAt: now,
    })
    .where(lte(scheduledCalls.nextAttemptAt, now))
    .run().changes;
}
