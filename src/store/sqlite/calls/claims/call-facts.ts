import { eq, getTableColumns, sql } from 'drizzle-orm';
import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import type { Call } from '../../../../domain/calls/call.ts';
import type { ScheduledCall } from '../../../../domain/calls/scheduled-call.ts';
import type { Contact } from '../../../../domain/contacts/contact.ts';
import type { ClaimFacts } from '../../../../operations/ports/claim-store.ts';
import { budgetOf } from '../../campaigns/budget.ts';
import { campaignOfId } from '../../campaigns/campaign-rows.ts';
import { preparedOnce } from '../../connection/prepared.ts';
import { contactRow } from '../../contacts/contact-rows.ts';
import { personOf } from '../../contacts/owners/person-since.ts';
import { calendarIn } from '../../rules/calendar.ts';
import { scheduledCalls } from '../../schema/call-tables.ts';
import { contacts } from '../../schema/contact-tables.ts';
import { suppressionOf } from '../../suppression/entries.ts';
import { washedAt } from '../../suppression/wash-store.ts';
import { standingHalt } from '../halts/halts.ts';
import { liveCallsTo, recentCallsTo } from './live-calls.ts';
import { attemptThatMayHaveRung } from './record-attempt.ts';

/** Which call is decided, and when. */
interface ToDecide {
  now: Date;
  /** Whose earlier attempts count; undefined if there can be none: the call is immediate, or sent again. */
  scheduled?: ScheduledCall;
  /** The attempt whose request is to be sent again; undefined if it is a new one. */
  again?: Call;
}

/** Reads what a decision depends on, for every way to a phone. What a new gate needs is read here. */
export function factsOf(
  db: BetterSQLite3Database,
  contact: Contact | null,
  { now, scheduled, again }: ToDecide,
): ClaimFacts {
  const earlier = scheduled && attemptThatMayHaveRung(db, scheduled.id);
  const toNumber = again?.toNumber ?? contact?.phoneNumber ?? '';
  return {
    contact,
    personSince: personOf(db, contact?.id ?? null),
    earlierAttempt: earlier ?? null,
    mustVerify: scheduled?.verifyFirst ?? false,
    liveCalls: liveCallsTo(db, toNumber, now).filter(({ id }) => id !== again?.id),
    suppression: suppressionOf(db, toNumber) ?? null,
    recentCalls: recentCallsTo(db, toNumber, now).filter(({ id }) => id !== again?.id),
    washedAt: washedAt(db, toNumber),
    halt: standingHalt(db) ?? null,
    campaign: campaignFacts(db, scheduled, again),
    calendar: calendarIn(db),
  };
}

/** Returns the campaign of a call, with its budget; null if it belongs to none. */
function campaignFacts(
  db: BetterSQLite3Database,
  scheduled: ScheduledCall | undefined,
  again: Call | undefined,
): ClaimFacts['campaign'] {
  const call = scheduled ?? again;
  const campaign = call ? campaignOfId(db, call.campaignId) : null;
  return call && campaign ? { ...campaign, budget: budgetOf(db, campaign, call.agentId, again?.id) } : null;
}

const dueOfId = preparedOnce((db) =>
  db
    .select({ scheduled: getTableColumns(scheduledCalls), contact: contactRow })
    .from(scheduledCalls)
    .leftJoin(contacts, eq(contacts.id, scheduledCalls.contactId))
    .where(eq(scheduledCalls.id, sql.placeholder('id')))
    .prepare(),
);

/** Returns a scheduled call and its contact; undefined if there is no such call. @throws Error if its record cannot be read */
export function findDue(
  db: BetterSQLite3Database,
  id: number,
): { scheduled: ScheduledCall; contact: Contact | null } | undefined {
  return dueOfId(db).get({ id });
}

/** Returns a scheduled call and its contact. @throws Error if there is no such call, or its record cannot be read */
export function readDue(
  db: BetterSQLite3Database,
  id: number,
): { scheduled: ScheduledCall; contact: Contact | null } {
  const due = findDue(db, id);
  if (!due) throw new Error(`there is no scheduled call ${id}`);
  return due;
}

/** Returns the contact with this id; null if it has been removed. */
export function contactOfId(db: BetterSQLite3Database, id: number | null): Contact | null {
  return (id !== null && db.select(contactRow).from(contacts).where(eq(contacts.id, id)).get()) || null;
}
