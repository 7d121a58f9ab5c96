import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import { afterMarked } from '../../../../domain/calls/after-attempt.ts';
import {
  describeSuppression,
  type Suppression,
} from '../../../../domain/contacts/suppression/suppression.ts';
import type { Claim } from '../../../../operations/ports/claim-store.ts';
import { suppress } from '../../suppression/suppression-store.ts';
import { scheduledCallRow } from '../update-rows.ts';
import { claimedRow, write } from './record-attempt.ts';

/** Records that Retell refused a call because its number is marked there, and enters the number, even if the claim was lost. */
export function recordSuppressed(
  db: BetterSQLite3Database,
  claim: Claim,
  entry: Suppression,
  now: Date,
): void {
  const call = claimedRow(db, claim);
  if (call) {
    const scheduled = scheduledCallRow(db, call.scheduledCallId);
    write(db, call, scheduled, afterMarked(scheduled, describeSuppression(entry, call.toNumber), now), now);
  }
  suppress(db, [entry], now);
}
