import { and, count, eq, inArray, isNotNull, sql } from 'drizzle-orm';
import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import type { Call } from '../../../../domain/calls/call.ts';
import { endsRedialling, redialAt } from '../../../../domain/calls/redial/after-outcome.ts';
import { parseRedialRules, type RedialRule } from '../../../../domain/calls/redial/redial-rules.ts';
import type { ScheduledCall } from '../../../../domain/calls/scheduled-call.ts';
import { Problem } from '../../../../domain/problem.ts';
import { campaignOfId } from '../../campaigns/campaign-rows.ts';
import { hasNewPerson } from '../../contacts/owners/person-since.ts';
import { calls, scheduledCalls } from '../../schema/call-tables.ts';
import { suppressionOf } from '../../suppression/entries.ts';

/** What a redial follows. */
type CallRedialled = Pick<
  Call,
  'id' | 'campaignId' | 'contactId' | 'toNumber' | 'requestedAt' | 'disposition' | 'endedAt'
>;

/**
 * Schedules the redial that the outcome of a call asks for, within the transaction that records it; moves it if the outcome, or the end of
 * the call, was told only later; or cancels redials that are no longer wanted, as the person has been reached, or reports have been
 * corrected.
 *
 * @param call as it is now
 * @param isFollowed whether something else follows it: the person asked to be called back
 * @param before the call as it was before the report
 */
export function redialAfter(
  db: BetterSQLite3Database,
  call: CallRedialled,
  scheduled: ScheduledCall,
  { now, isFollowed, before }: { now: Date; isFollowed: boolean; before: CallRedialled },
): void {
  const { campaignId, contactId, disposition, endedAt } = call;
  if (campaignId === null || contactId === null || disposition === null) return;
  const campaign = campaignOfId(db, campaignId);
  if (!campaign?.redial || campaign.cancelledAt || !isAbout(db, scheduled.id, call.id)) return;
  if (endsRedialling.has(disposition)) cancelRedials(db, campaignId, contactId, now);
  const made = redialOf(db, scheduled.id);
  const redials = countRedials(db, campaignId, contactId) - (made ? 1 : 0);
  const isSettled =
    isFollowed ||
    hasEnded(db, campaignId, contactId) ||
    suppressionOf(db, call.toNumber) !== undefined ||
    hasNewPerson(db, call);
  const at = redialAt({ disposition, endedAt, redials, isSettled }, rulesIn(campaign.redial), now);
  if (at && !made) insertRedial(db, scheduled, at, now);
  if (made?.status !== 'PENDING') return;
  if (!at) cancel(db, [made.id], now);
  else if (made.attempts === 0 && isOtherwise(before, call)) move(db, made.id, at, now);
}

/** Returns the rules of a campaign; none if they cannot be read, as then nobody may be called by them. */
function rulesIn(redial: string): readonly RedialRule[] {
  try {
    return parseRedialRules(redial);
  } catch (error) {
    if (error instanceof Problem) return [];
    throw error;
  }
}

/** Returns whether a scheduled call is about this attempt: of an earlier one, which Retell did not dial, more may be told later. */
function isAbout(db: BetterSQLite3Database, scheduledCallId: number, callId: number): boolean {
  const { callId: latest } =
    db
      .select({ callId: scheduledCalls.callId })
      .from(scheduledCalls)
      .where(eq(scheduledCalls.id, scheduledCallId))
      .get() ?? {};
  return latest === callId;
}

/** Returns whether what decides the time of a redial has changed. */
function isOtherwise(before: CallRedialled, { disposition, endedAt }: CallRedialled): boolean {
  return before.disposition !== disposition || before.endedAt?.getTime() !== endedAt?.getTime();
}

function redialOf(
  db: BetterSQLite3Database,
  id: number,
): Pick<ScheduledCall, 'id' | 'status' | 'attempts'> | undefined {
  return db
    .select({ id: scheduledCalls.id, status: scheduledCalls.status, attempts: scheduledCalls.attempts })
    .from(scheduledCalls)
    .where(eq(scheduledCalls.redialOf, id))
    .get();
}

const isOf = (campaignId: number, contactId: number) =>
  and(
    eq(scheduledCalls.campaignId, campaignId),
    eq(scheduledCalls.contactId, contactId),
    isNotNull(scheduledCalls.redialOf),
  );

function countRedials(db: BetterSQLite3Database, campaignId: number, contactId: number): number {
  return db.select({ n: count() }).from(scheduledCalls).where(isOf(campaignId, contactId)).get()?.n ?? 0;
}

/** Returns whether a call of the campaign to the contact had an outcome after which nobody is tried again. */
function hasEnded(db: BetterSQLite3Database, campaignId: number, contactId: number): boolean {
  const one = db
    .select({ id: calls.id })
    .from(calls)
    .where(
      and(
        eq(calls.campaignId, campaignId),
        eq(calls.contactId, contactId),
        inArray(calls.disposition, [...endsRedialling]),
      ),
    )
    .limit(1)
    .get();
  return one !== undefined;
}

function cancelRedials(db: BetterSQLite3Database, campaignId: number, contactId: number, now: Date): void {
  const pending = db
    .select({ id: scheduledCalls.id })
    .from(scheduledCalls)
    .where(and(isOf(campaignId, contactId), eq(scheduledCalls.status, 'PENDING')))
    .all();
  cancel(
    db,
    pending.map(({ id }) => id),
    now,
  );
}

function cancel(db: BetterSQLite3Database, ids: readonly number[], now: Date): void {
  if (ids.length === 0) return;
  db.update(scheduledCalls)
    .set({
      status: 'CANCELLED',
      nextAttemptAt: null,
      waitsFor: null,
      opening: null,
      errorMessage: 'the person need not be tried again',
      updatedAt: now,
    })
    .where(sql`${scheduledCalls.id} in (select value from json_each(${JSON.stringify(ids)}))`)
    .run();
}

/** Moves a redial that has not been tried yet. */
function move(db: BetterSQLite3Database, id: number, at: Date, now: Date): void {
  db.update(scheduledCalls)
    .set({
      scheduledTime: at,
      nextAttemptAt: at,
      waitsFor: null,
      opening: null,
      errorMessage: null,
      updatedAt: now,
    })
    .where(eq(scheduledCalls.id, id))
    .run();
}

/** Adds a call like the first. The operator's reasons for going beyond a rule were for that one alone. */
function insertRedial(db: BetterSQLite3Database, first: ScheduledCall, at: Date, now: Date): void {
  const { contactId, fromNumber, agentId, dynamicVariables, maxAttempts, simulated } = first;
  const { timezone, locale, callTimes, spacing, campaignId } = first;
  db.insert(scheduledCalls)
    .values({
      ...{ contactId, fromNumber, agentId, dynamicVariables, maxAttempts, simulated },
      ...{ timezone, locale, callTimes, spacing, campaignId },
      redialOf: first.id,
      scheduledTime: at,
      nextAttemptAt: at,
      status: 'PENDING',
      createdAt: now,
      updatedAt: now,
    })
    .run();
}
