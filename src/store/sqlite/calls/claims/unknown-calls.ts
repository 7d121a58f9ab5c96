import { and, asc, eq, lte, or, sql } from 'drizzle-orm';
import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import { otherAccountsDelay } from '../../../../domain/calls/check-times.ts';
import { isAbandoned } from '../../../../domain/calls/claim.ts';
import type { Claim, ClaimOptions } from '../../../../operations/ports/claim-store.ts';
import { mayBelongTo } from '../../accounts/same-account.ts';
import { calls } from '../../schema/call-tables.ts';
import { isClaimed, needsReconciling } from '../due.ts';
import { callColumns } from '../rows.ts';
import { identityOf } from '../verified/ledger-store.ts';

/** Returns the id of the next unconfirmed call to ask Retell about: first those that a process left behind, then those due. */
export function nextUnknownId(
  db: BetterSQLite3Database,
  { now, account }: Pick<ClaimOptions, 'now' | 'account'>,
  isGone: (owner: string) => boolean,
): number | undefined {
  const claimed = db
    .select({ id: calls.id, owner: calls.claimedBy, until: calls.claimedUntil })
    .from(calls)
    .where(isClaimed)
    .all();
  const abandoned = claimed.find((claim) => isAbandoned(claim, now, isGone));
  if (abandoned) return abandoned.id;
  return db
    .select({ id: calls.id })
    .from(calls)
    .where(and(needsReconciling(now), isTurnOf(account, now)))
    .orderBy(asc(calls.nextCheckAt))
    .limit(1)
    .get()?.id;
}

/** Returns the SQL condition that a run with this account may look at a call: another account's own runs come first. */
function isTurnOf(account: number, now: Date) {
  return or(
    mayBelongTo(account),
    sql`${calls.waitsFor} is not 'operator'`,
    lte(calls.nextCheckAt, new Date(now.getTime() - otherAccountsDelay)),
  );
}

/** Claims the next unconfirmed call to ask Retell about. */
export function claimNextUnknown(
  db: BetterSQLite3Database,
  { now, account, lease }: Omit<ClaimOptions, 'decide'>,
  token: string,
  isGone: (owner: string) => boolean,
): Claim | undefined {
  const id = nextUnknownId(db, { now, account }, isGone);
  if (id === undefined) return undefined;
  const call = db
    .update(calls)
    .set({ status: 'unknown', ...leaseColumns(token, now, lease), updatedAt: now })
    .where(eq(calls.id, id))
    .returning(callColumns)
    .get();
  return { call, token, claimedAt: now, dueAt: null, database: identityOf(db) };
}

/** Records that the request of a claimed call is about to be sent again, and renews its lease. @returns undefined if it was lost */
export function renewToSendAgain(
  db: BetterSQLite3Database,
  { call, token }: Claim,
  { now, lease }: Pick<ClaimOptions, 'now' | 'lease'>,
): Claim | undefined {
  const renewed = db
    .update(calls)
    .set({
      sentAgainAt: now,
      sends: sql`${calls.sends} + 1`,
      ...leaseColumns(token, now, lease),
      updatedAt: now,
    })
    .where(and(eq(calls.id, call.id), eq(calls.claimedBy, token)))
    .returning(callColumns)
    .get();
  return renewed && { call: renewed, token, claimedAt: now, dueAt: null, database: identityOf(db) };
}

/** Returns the columns of a claim that lasts `lease` ms. */
export function leaseColumns(token: string, now: Date, lease: number) {
  return { claimedBy: token, claimedUntil: new Date(now.getTime() + lease) };
}

/** Returns whether a process holds a claim on this call and may be acting on it. */
export function hasLiveClaim(
  db: BetterSQLite3Database,
  callId: number,
  now: Date,
  isGone: (owner: string) => boolean,
): boolean {
  const claim = db
    .select({ owner: calls.claimedBy, until: calls.claimedUntil })
    .from(calls)
    .where(eq(calls.id, callId))
    .get();
  return Boolean(claim?.owner) && claim !== undefined && !isAbandoned(claim, now, isGone);
}
