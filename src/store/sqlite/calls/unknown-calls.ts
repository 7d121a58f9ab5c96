import { and, asc, eq, isNotNull } from 'drizzle-orm';
import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import { isAbandoned } from '../../../domain/calls/claim.ts';
import type { Claim, ClaimOptions } from '../../../operations/ports/claim-store.ts';
import { calls } from '../schema/schema.ts';
import { isToBeConfirmed } from './due.ts';
import { callColumns } from './rows.ts';

/**
 * Returns the unconfirmed call that is next to be looked for: first what a process has left behind, then what is due for another
 * look.
 */
export function nextUnknownId(
  db: BetterSQLite3Database,
  now: Date,
  isGone: (owner: string) => boolean,
): number | undefined {
  const claimed = db
    .select({ id: calls.id, owner: calls.claimedBy, until: calls.claimedUntil })
    .from(calls)
    .where(isNotNull(calls.claimedBy))
    .all();
  const abandoned = claimed.find((claim) => isAbandoned(claim, now, isGone));
  if (abandoned) return abandoned.id;
  return db
    .select({ id: calls.id })
    .from(calls)
    .where(isToBeConfirmed(now))
    .orderBy(asc(calls.nextCheckAt))
    .limit(1)
    .get()?.id;
}

/** Takes over the unconfirmed call that is next to be looked for. */
export function claimNextUnknown(
  db: BetterSQLite3Database,
  { now, lease }: Omit<ClaimOptions, 'decide'>,
  token: string,
  isGone: (owner: string) => boolean,
): Claim | undefined {
  const id = nextUnknownId(db, now, isGone);
  if (id === undefined) return undefined;
  const call = db
    .update(calls)
    .set({ status: 'unknown', ...leased(token, now, lease), updatedAt: now })
    .where(eq(calls.id, id))
    .returning(callColumns)
    .get();
  return { call, token, claimedAt: now, dueAt: null };
}

/** Writes that the request of a claimed call is about to be sent again, and that its claim holds from now on. */
export function renewToSendAgain(
  db: BetterSQLite3Database,
  { call, token }: Claim,
  { now, lease }: Omit<ClaimOptions, 'decide'>,
): Claim | undefined {
  const renewed = db
    .update(calls)
    .set({ sentAgainAt: now, ...leased(token, now, lease), updatedAt: now })
    .where(and(eq(calls.id, call.id), eq(calls.claimedBy, token)))
    .returning(callColumns)
    .get();
  return renewed && { call: renewed, token, claimedAt: now, dueAt: null };
}

/** Returns the columns of a row that is claimed. */
export function leased(token: string, now: Date, lease: number) {
  return { claimedBy: token, claimedUntil: new Date(now.getTime() + lease) };
}

/** Returns whether another process has a claim on this call and may be acting on it. */
export function isHeld(
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
