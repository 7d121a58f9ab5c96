import { eq, sql } from 'drizzle-orm';
import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import type { Call } from '../../../../domain/calls/call.ts';
import {
  afterRequest,
  type Callback,
  type CallbackLeft,
  type CallbackRequest,
  readCallback,
} from '../../../../domain/calls/callbacks/callback.ts';
import { type CallbackPlan, planCallback } from '../../../../domain/calls/callbacks/plan-callback.ts';
import type { ReportedAt } from '../../../../domain/calls/outcomes/not-dialled.ts';
import type { ScheduledCall } from '../../../../domain/calls/scheduled-call.ts';
import { Problem } from '../../../../domain/problem.ts';
import { campaignOfId } from '../../campaigns/campaign-rows.ts';
import { preparedOnce } from '../../connection/prepared.ts';
import { contactRow } from '../../contacts/contact-rows.ts';
import { hasNewPerson } from '../../contacts/owners/person-since.ts';
import { calendarIn } from '../../rules/calendar.ts';
import { callbacks } from '../../schema/callback-tables.ts';
import { contacts } from '../../schema/contact-tables.ts';
import { suppressionOf } from '../../suppression/entries.ts';
import { cancelCallback, isCalledBack, scheduleCallback } from './schedule-callback.ts';

/**
 * Records that the person asked in a call to be called back, and schedules that or leaves it to the operator, within the transaction that
 * records the report. There is one callback for a call; a report that repeats the request changes nothing, and one that corrects it
 * moves the call, unless it was placed or the operator has decided.
 *
 * @param call as it is now
 * @param scheduled its scheduled call; undefined if it was made at once
 * @returns whether a callback is what follows the call; and what is left to the operator, if that is news
 */
export function callbackAfter(
  db: BetterSQLite3Database,
  call: Call,
  scheduled: ScheduledCall | undefined,
  when: ReportedAt,
): { isFollowed: boolean; left?: CallbackLeft } {
  const request = call.purgedAt ? undefined : readCallback(call.customAnalysis);
  const row = ofCall(db).get({ callId: call.id });
  const kept = row && { ...row, isPlaced: isCalledBack(db, call.id) };
  const isListed = (request ?? kept) !== undefined && suppressionOf(db, call.toNumber) !== undefined;
  const step = afterRequest(kept, request, isListed);
  if (step === 'none') return { isFollowed: false };
  if (step === 'keep') return { isFollowed: true };
  if (step === 'withdraw' || !request) {
    const trouble = isListed ? 'do_not_call' : null;
    keep(db, call.id, { ...(request ?? row), state: 'withdrawn', trouble }, when.now);
    cancelCallback(db, call.id, when.now);
    return { isFollowed: false };
  }
  const wasWithdrawn = row !== undefined && row.state !== 'scheduled';
  return followUp(db, { call, scheduled, request, wasWithdrawn }, when);
}

/** A request that is new, or corrected, with the call that it was made in. */
interface Asked {
  call: Call;
  scheduled: ScheduledCall | undefined;
  request: CallbackRequest;
  /** Whether a call may have been scheduled for it before, and is no longer wanted. */
  wasWithdrawn: boolean;
}

/** Schedules a callback, or leaves it to the operator. */
function followUp(
  db: BetterSQLite3Database,
  asked: Asked,
  when: ReportedAt,
): { isFollowed: true; left?: CallbackLeft } {
  const { call, scheduled, request, wasWithdrawn } = asked;
  const plan = planned(db, asked, when);
  const { trouble, at = null, zone = null, clock = null } = plan;
  const state = trouble === null ? 'scheduled' : 'operator';
  keep(db, call.id, { ...request, state, trouble, at, zone, clock }, when.now);
  if (plan.trouble === null) scheduleCallback(db, call, scheduled, { at: plan.at, wasWithdrawn }, when);
  else cancelCallback(db, call.id, when.now);
  return { isFollowed: true, ...(trouble && { left: { ...request, trouble } }) };
}

/** Plans a callback. What cannot be read, such as a contact's time zone, is left to the operator, and must not keep the report out. */
function planned(
  db: BetterSQLite3Database,
  { call, scheduled, request }: Asked,
  { now, callbacks: { policy, timezone } }: ReportedAt,
): CallbackPlan {
  const { contactId, toNumber } = call;
  const contact =
    (contactId !== null &&
      !hasNewPerson(db, call) &&
      db.select(contactRow).from(contacts).where(eq(contacts.id, contactId)).get()) ||
    null;
  const callTimes = scheduled?.callTimes ?? call.callTimes;
  const calendar = calendarIn(db);
  const isCancelled = (campaignOfId(db, call.campaignId)?.cancelledAt ?? null) !== null;
  try {
    const context = {
      now,
      contact,
      toNumber,
      isListed: false,
      isCancelled,
      callTimes,
      policy,
      timezone,
      calendar,
    };
    return planCallback(request, context);
  } catch (error) {
    if (error instanceof Problem) return { trouble: 'no_zone' };
    throw error;
  }
}

const ofCall = preparedOnce((db) =>
  db
    .select()
    .from(callbacks)
    .where(eq(callbacks.callId, sql.placeholder('callId')))
    .prepare(),
);

function keep(
  db: BetterSQLite3Database,
  callId: number,
  change: Partial<Callback> & Pick<Callback, 'state'>,
  now: Date,
): void {
  const { id: _, createdAt: __, ...set } = { ...change, updatedAt: now };
  db.insert(callbacks)
    .values({ ...set, callId, createdAt: now })
    .onConflictDoUpdate({ target: callbacks.callId, set })
    .run();
}
