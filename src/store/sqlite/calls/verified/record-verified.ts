import { eq } from 'drizzle-orm';
import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import type { ReportedAt } from '../../../../domain/calls/outcomes/not-dialled.ts';
import { isOfEarlierCall } from '../../../../domain/calls/restored.ts';
import type { ScheduledCall } from '../../../../domain/calls/scheduled-call.ts';
import type { PlacedCall } from '../../../../operations/ports/ledger-store.ts';
import { calls, scheduledCalls } from '../../schema/call-tables.ts';
import { contacts } from '../../schema/contact-tables.ts';
import { recordPlaced } from '../claims/record-attempt.ts';
import { scheduledCallRow } from '../update-rows.ts';

/**
 * Records what Retell says of a pending call: its latest attempt that this database did not know was placed; or there is none, and the
 * call may be placed, unless Retell's list is not complete yet.
 *
 * @returns the attempt that was recorded, if any
 */
export function recordVerified(
  db: BetterSQLite3Database,
  scheduledCallId: number,
  placed: readonly PlacedCall[],
  when: ReportedAt & { account: number; isComplete: boolean },
): PlacedCall | undefined {
  const scheduled = scheduledCallRow(db, scheduledCallId);
  if (scheduled?.status !== 'PENDING') return undefined;
  const known = knownReferences(db, scheduledCallId);
  const [latest] = placed
    .filter(({ reference, report }) => !known.has(reference) && !isOfEarlierCall(report, scheduled))
    .sort((a, b) => b.attempt - a.attempt);
  if (!latest && !when.isComplete) return undefined;
  const attempts = Math.max(scheduled.attempts, (latest?.attempt ?? 1) - 1);
  db.update(scheduledCalls)
    .set({ verifyFirst: false, attempts, updatedAt: when.now })
    .where(eq(scheduledCalls.id, scheduledCallId))
    .run();
  if (latest) recordPlaced(db, insertAttempt(db, scheduled, latest, when), latest.report, when);
  return latest;
}

/** Returns the references of the attempts that are in the ledger. */
function knownReferences(db: BetterSQLite3Database, scheduledCallId: number): Set<string> {
  const rows = db
    .select({ reference: calls.reference })
    .from(calls)
    .where(eq(calls.scheduledCallId, scheduledCallId))
    .all();
  return new Set(rows.map(({ reference }) => reference));
}

function insertAttempt(
  db: BetterSQLite3Database,
  { id, contactId, fromNumber, agentId, dynamicVariables }: ScheduledCall,
  { reference, attempt, report }: PlacedCall,
  { now, account }: { now: Date; account: number },
): number {
  const contact =
    contactId === null
      ? undefined
      : db
          .select({ phoneNumber: contacts.phoneNumber })
          .from(contacts)
          .where(eq(contacts.id, contactId))
          .get();
  const { lastInsertRowid } = db
    .insert(calls)
    .values({
      reference,
      scheduledCallId: id,
      contactId,
      attempt,
      fromNumber,
      toNumber: contact?.phoneNumber ?? '',
      agentId,
      dynamicVariables,
      status: 'unknown',
      accountId: account,
      requestedAt: report.startedAt ?? now,
      updatedAt: now,
    })
    .run();
  return Number(lastInsertRowid);
}
