import { sql } from 'drizzle-orm';
import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import type { Call } from '../../../../domain/calls/call.ts';
import { noExceptions } from '../../../../domain/calls/gates/policy.ts';
import type { Claim, ClaimOptions, PlaceDecision } from '../../../../operations/ports/claim-store.ts';
import { preparedOnce } from '../../connection/prepared.ts';
import { calls } from '../../schema/call-tables.ts';
import { callColumns } from '../rows.ts';
import { identityOf } from '../verified/ledger-store.ts';
import { leaseColumns } from './unknown-calls.ts';

/** Inserts a claimed attempt whose request is about to be sent. */
const insertAttempt = preparedOnce((db) =>
  db
    .insert(calls)
    .values({
      reference: sql.placeholder('reference'),
      scheduledCallId: sql.placeholder('scheduledCallId'),
      contactId: sql.placeholder('contactId'),
      campaignId: sql.placeholder('campaignId'),
      attempt: sql.placeholder('attempt'),
      fromNumber: sql.placeholder('fromNumber'),
      toNumber: sql.placeholder('toNumber'),
      agentId: sql.placeholder('agentId'),
      dynamicVariables: sql.placeholder('dynamicVariables'),
      status: 'placing',
      accountId: sql.placeholder('account'),
      timezone: sql.placeholder('timezone'),
      locale: sql.placeholder('locale'),
      callTimes: sql.placeholder('callTimes'),
      outsideHours: sql.placeholder('outsideHours'),
      allowRepeat: sql.placeholder('allowRepeat'),
      zones: sql.placeholder('zones'),
      zonesFrom: sql.placeholder('zonesFrom'),
      reservedCents: sql.placeholder('reservedCents'),
      calleeOffset: sql.placeholder('calleeOffset'),
      calleeClock: sql.placeholder('calleeClock'),
      requestedAt: sql.placeholder('now'),
      updatedAt: sql.placeholder('now'),
      claimedBy: sql.placeholder('claimedBy'),
      claimedUntil: sql.placeholder('claimedUntil'),
    })
    .returning(callColumns)
    .prepare(),
);

/** Writes a claimed attempt, before its request is sent. */
export function writeAttempt(
  db: BetterSQLite3Database,
  { request, reader, exceptions = noExceptions, location, calleeClock, reservedCents }: PlaceDecision,
  attempt: Pick<Call, 'contactId' | 'campaignId' | 'scheduledCallId' | 'attempt'>,
  { now, account, lease }: Omit<ClaimOptions, 'decide'>,
  token: string,
): Omit<Claim, 'dueAt'> {
  const call = insertAttempt(db).get({
    ...request,
    ...attempt,
    ...leaseColumns(token, now, lease),
    timezone: reader?.zone ?? null,
    locale: reader?.locale ?? null,
    callTimes: exceptions.callTimes,
    outsideHours: exceptions.outsideHours,
    allowRepeat: exceptions.allowRepeat,
    zones: location?.zones.join() ?? null,
    zonesFrom: location?.zonesFrom.join() ?? null,
    reservedCents: reservedCents ?? null,
    calleeOffset: calleeClock?.offset ?? null,
    calleeClock: calleeClock?.clock ?? null,
    account,
    now,
  });
  return { call, token, claimedAt: now, database: identityOf(db) };
}
