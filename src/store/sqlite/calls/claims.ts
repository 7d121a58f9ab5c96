import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import { z } from 'zod';
import type { Call, CallRequest } from '../../../domain/calls/call.ts';
import { notToBeCalled } from '../../../domain/contacts/do-not-call.ts';
import { Problem } from '../../../domain/problem.ts';
import type {
  Claim,
  ClaimOptions,
  ClaimResult,
  ClaimStore,
  PrepareRequest,
} from '../../../operations/ports/claim-store.ts';
import type { Database } from '../connection/database.ts';
import { sqliteCode } from '../connection/trouble.ts';
import { contacts, scheduledCalls } from '../schema/schema.ts';
import { insertAttempt, nextDue, scheduledWithContact } from './call-queries.ts';
import { isCertainlyGone, ownerText, thisProcess } from './claim-owner.ts';
import { recordPlaced, recordRefused, recordUnknown, settleUnknown, withdraw } from './outcomes.ts';
import { claimNextUnknown, held, isHeld, nextUnknownId, renewToSendAgain } from './unknown-calls.ts';
import { writeChange } from './update-scheduled.ts';

/** Who may place a call, and what came of it: each step takes the write lock, checks the claim, and is done or not. */
export function claimStore(database: Database): ClaimStore {
  const owner = thisProcess();
  const newToken = () => `${ownerText(owner)}/${randomUUID()}`;
  const isGone = (text: string) => isCertainlyGone(text, owner);

  return {
    claimNextDue: async (options) => {
      // The lock is taken only where there is something to claim: an idle run must not wait for an import.
      if (!(await database.read((db) => nextDue(db).get({ now: options.now })))) return undefined;
      return database.write((db) => claimNextDue(db, options, newToken()));
    },
    claimNew: (request, contactId, options) =>
      database.write((db) => {
        refuseMarked(db, contactId);
        const row = { ...request, contactId, scheduledCallId: null, attempt: 1 };
        return { ...writeAttempt(db, row, options, newToken()), dueAt: null };
      }),
    claimNextUnknown: async (options) => {
      if ((await database.read((db) => nextUnknownId(db, options.now, isGone))) === undefined)
        return undefined;
      return database.write((db) => claimNextUnknown(db, options, newToken(), isGone));
    },
    renewToSendAgain: (claim, options) => database.write((db) => renewToSendAgain(db, claim, options)),
    recordPlaced: (claim, report, now) => database.write((db) => recordPlaced(db, claim, report, now)),
    recordRefused: (claim, reason, when) => database.write((db) => recordRefused(db, claim, reason, when)),
    recordUnknown: (claim, reason, when) => database.write((db) => recordUnknown(db, claim, reason, when)),
    settleUnknown: (callId, verdict, now) =>
      database.write((db) => {
        if (isHeld(db, callId, now, isGone)) return 'being_looked_into';
        return settleUnknown(db, callId, verdict, now) ? 'settled' : 'known';
      }),
    withdraw: (claim, now) => database.write((db) => withdraw(db, claim, now)),
  };
}

/** Somebody may have been marked while the operator was asked. */
function refuseMarked(db: BetterSQLite3Database, contactId: number): void {
  const contact = db.select().from(contacts).where(eq(contacts.id, contactId)).get();
  if (contact?.doNotCallAt) throw notToBeCalled(contact.name || contact.phoneNumber);
}

function claimNextDue(
  db: BetterSQLite3Database,
  options: ClaimOptions & { prepare: PrepareRequest },
  token: string,
): ClaimResult | undefined {
  const id = nextDue(db).get({ now: options.now })?.id;
  if (id === undefined) return undefined;
  try {
    const { scheduled, contact } = readDue(db, id);
    const request = options.prepare(scheduled, contact);
    const attempt = {
      ...request,
      contactId: contact.id,
      scheduledCallId: id,
      attempt: scheduled.attempts + 1,
    };
    const claim = writeAttempt(db, attempt, options, token);
    writeChange(db, scheduled, options.now, {
      status: 'IN_PROGRESS',
      callId: claim.call.id,
      nextAttemptAt: null,
      errorMessage: null,
    });
    return { kind: 'claimed', claim: { ...claim, dueAt: scheduled.nextAttemptAt }, scheduled, contact };
  } catch (error) {
    return failUnpreparable(db, id, error, options.now);
  }
}

function readDue(db: BetterSQLite3Database, id: number) {
  const row = scheduledWithContact(db).get({ id });
  if (!row?.contact) {
    throw new Problem('not_found', { code: 'contact_not_found', message: 'its contact is no longer there' });
  }
  return { scheduled: row.scheduled, contact: row.contact };
}

/** Undefined where the error is no fault of this one call's record. */
function whyUnpreparable(error: unknown): string | undefined {
  if (error instanceof Problem) return error.message;
  const isOfTheRecord =
    error instanceof z.ZodError || error instanceof SyntaxError || error instanceof RangeError;
  return isOfTheRecord ? 'its record in the database cannot be read' : undefined;
}

/** One row that cannot be read must not keep all the others from their calls. */
function failUnpreparable(db: BetterSQLite3Database, id: number, error: unknown, now: Date): ClaimResult {
  const code = sqliteCode(error);
  if (code && code !== 'SQLITE_CONSTRAINT_UNIQUE') throw error;
  const reason = code ? 'an earlier attempt may have made the phone ring' : whyUnpreparable(error);
  if (!reason) throw error;
  db.update(scheduledCalls)
    .set({ status: 'FAILED', nextAttemptAt: null, errorMessage: `not tried: ${reason}`, updatedAt: now })
    .where(eq(scheduledCalls.id, id))
    .run();
  return { kind: 'unpreparable', scheduledCallId: id, reason };
}

function writeAttempt(
  db: BetterSQLite3Database,
  attempt: CallRequest & Pick<Call, 'contactId' | 'scheduledCallId' | 'attempt'>,
  { now, lease }: ClaimOptions,
  token: string,
): Omit<Claim, 'dueAt'> {
  const call = insertAttempt(db).get({ ...attempt, ...held(token, now, lease), now });
  return { call, token, claimedAt: now };
}
