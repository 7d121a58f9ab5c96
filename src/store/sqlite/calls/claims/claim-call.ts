import { desc, eq, sql } from 'drizzle-orm';
import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import type { KeyedRequest } from '../../../../domain/access/idempotency.ts';
import { afterClaim, afterForbidden, afterPostponed } from '../../../../domain/calls/after-claim.ts';
import { type NotNow, undecided } from '../../../../domain/calls/gates/gate.ts';
import type { ScheduledCallChange } from '../../../../domain/calls/scheduled-call.ts';
import type {
  Claim,
  ClaimOptions,
  ClaimResult,
  ClaimStore,
  DecideCall,
  DecideDue,
  DueBy,
} from '../../../../operations/ports/claim-store.ts';
import { isKept, keepRequest } from '../../access/kept-requests.ts';
import { preparedOnce } from '../../connection/prepared.ts';
import { sqliteCode } from '../../connection/sqlite-errors.ts';
import { scheduledCalls } from '../../schema/call-tables.ts';
import { nextCallback, nextDue } from '../due.ts';
import { standingHalt } from '../halts/halts.ts';
import { letGoFirst, readAdmission } from '../outages/standing.ts';
import { updateScheduledCall } from '../update-rows.ts';
import { contactOfId, factsOf, readDue } from './call-facts.ts';
import { renewToSendAgain } from './unknown-calls.ts';
import { writeAttempt } from './write-attempt.ts';

/**
 * Decides the due call that has waited longest, a callback before any other, and writes the result: its attempt, a later time, or its failure. During an outage
 * it claims one call, which goes first, and none until that one is answered; during a halt it claims none and decides none.
 */
export function claimNextDue(
  db: BetterSQLite3Database,
  { dueBy, spacing, decide, ...options }: ClaimOptions<DecideDue> & DueBy,
  token: string,
): ClaimResult | undefined {
  const { now } = options;
  const by = { now: (dueBy ?? now).getTime() };
  const id = (nextCallback(db).get(by) ?? nextDue(db).get(by))?.id;
  if (id === undefined) return undefined;
  const halt = standingHalt(db);
  if (halt) return { kind: 'halted', halt };
  const { admission, outages } = readAdmission(db, options);
  if (outages[0] && admission === 'none') return { kind: 'outage', outage: outages[0] };
  const due = ifReadable(now, () => readDue(db, id));
  if ('kind' in due) return postpone(db, id, due, { now, spacing });
  const { scheduled, contact } = due;
  const decision = ifReadable(now, () => decide({ scheduled, ...factsOf(db, contact, { now, scheduled }) }));
  switch (decision.kind) {
    case 'place': {
      const { contactId, campaignId, attempts, nextAttemptAt: dueAt } = scheduled;
      const attempt = { contactId, campaignId, scheduledCallId: id, attempt: attempts + 1 };
      const claim = writeAttempt(db, decision, attempt, options, token);
      updateScheduledCall(db, scheduled, afterClaim(claim.call.id), now);
      letGoFirst(db, claim.call.id, outages);
      return { kind: 'claimed', claim: { ...claim, dueAt } };
    }
    case 'refuse':
      updatePending(db, id, afterForbidden(decision), now);
      return { kind: 'forbidden', scheduledCallId: id, code: decision.code, reason: decision.reason };
    default:
      return postpone(db, id, decision, { now, spacing });
  }
}

function postpone(
  db: BetterSQLite3Database,
  id: number,
  decision: Exclude<NotNow, { kind: 'refuse' }>,
  { now, spacing }: { now: Date; spacing: number | undefined },
): ClaimResult {
  const last =
    decision.waitsFor === 'call_times'
      ? lastOfOpening(db).get({ opening: decision.until.getTime() })
      : undefined;
  updatePending(db, id, afterPostponed(decision, now, last, spacing), now);
  return { kind: 'postponed', scheduledCallId: id, decision };
}

const lastOfOpening = preparedOnce((db) =>
  db
    .select({ nextAttemptAt: scheduledCalls.nextAttemptAt, spacing: scheduledCalls.spacing })
    .from(scheduledCalls)
    .where(eq(scheduledCalls.opening, sql.placeholder('opening')))
    .orderBy(desc(scheduledCalls.nextAttemptAt))
    .limit(1)
    .prepare(),
);

/** Decides an immediate call, and writes its attempt if it may be placed, unless its request was carried out before. */
export function claimNew(
  db: BetterSQLite3Database,
  contactId: number,
  { decide, request, ...options }: ClaimOptions<DecideCall> & { request?: KeyedRequest | undefined },
  token: string,
): { kind: 'claimed'; claim: Claim } | { kind: 'repeated' } | NotNow {
  if (request && isKept(db, request, options.now)) return { kind: 'repeated' };
  const decision = ifReadable(options.now, () =>
    decide(factsOf(db, contactOfId(db, contactId), { now: options.now })),
  );
  if (decision.kind !== 'place') return decision;
  const attempt = { contactId, campaignId: null, scheduledCallId: null, attempt: 1 };
  const claim = writeAttempt(db, decision, attempt, options, token);
  if (request) keepRequest(db, request, { callId: claim.call.id }, options.now);
  return { kind: 'claimed', claim: { ...claim, dueAt: null } };
}

/** Decides whether the request of a claimed call may be sent again, and if so records that it is about to be. */
export function claimAgain(
  db: BetterSQLite3Database,
  claim: Claim,
  { decide, ...options }: Omit<ClaimOptions<DecideCall>, 'account'>,
): Awaited<ReturnType<ClaimStore['renewToSendAgain']>> {
  const decision = ifReadable(options.now, () =>
    decide(factsOf(db, contactOfId(db, claim.call.contactId), { now: options.now, again: claim.call })),
  );
  if (decision.kind !== 'place') return decision;
  const renewed = renewToSendAgain(db, claim, options);
  return renewed ? { kind: 'claimed', claim: renewed } : { kind: 'lost' };
}

/** Returns the result of `read`, or `undecided` if a record cannot be read. @throws errors of the database itself */
function ifReadable<T>(now: Date, read: () => T) {
  try {
    return read();
  } catch (error) {
    if (sqliteCode(error)) throw error;
    return undecided(error, now);
  }
}

/** Updates a `PENDING` call, even if its row cannot be read. */
function updatePending(db: BetterSQLite3Database, id: number, change: ScheduledCallChange, now: Date): void {
  db.update(scheduledCalls)
    .set({ ...change, updatedAt: now })
    .where(eq(scheduledCalls.id, id))
    .run();
}
