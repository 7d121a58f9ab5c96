import { and, asc, eq, gt, inArray, isNull, lte, or, sql } from 'drizzle-orm';
import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import {
  type Answer,
  type Effect,
  isLasting,
  type KeptRequest,
  type KeyedRequest,
  keptFor,
  mostKept,
} from '../../../domain/access/idempotency.ts';
import { Problem } from '../../../domain/problem.ts';
import type { KeptRequestStore } from '../../../operations/ports/access/kept-request-store.ts';
import { isCertainlyGone, thisProcess } from '../calls/claims/claim-owner.ts';
import { hasLiveClaim } from '../calls/claims/unknown-calls.ts';
import type { Database } from '../connection/database.ts';
import { preparedOnce } from '../connection/prepared.ts';
import { keptRequests } from '../schema/access-tables.ts';
import { calls } from '../schema/call-tables.ts';

/** Returns the requests with keys of an open database. */
export function keptRequestStore(database: Database): KeptRequestStore {
  return {
    keptRequest: (request, now) => database.read((db) => find(db, request, now)?.kept),
    keepAnswer: (request, answer, now) => database.write((db) => keepAnswer(db, request, answer, now)),
  };
}

/** What a request did, to be written in the same transaction. */
export type Done = { callId: number } | { scheduledIds: number[] };

/** Returns whether a request was carried out under its key, within the transaction that is about to do so. */
export function isKept(db: BetterSQLite3Database, request: KeyedRequest, now: Date): boolean {
  return find(db, request, now) !== undefined;
}

/**
 * Keeps a request with what it did, in the transaction that did it.
 *
 * @param done undefined for an answer alone
 * @throws Problem `too_many_keys`
 */
export function keepRequest(
  db: BetterSQLite3Database,
  { tokenId, key, id: requestId, fingerprint }: KeyedRequest,
  done: Done | undefined,
  now: Date,
): number {
  const before = now.getTime() - keptFor;
  forgetOld(db).run({ tokenId, key, before });
  const { id } = insertKept(db).get({
    ...{ tokenId, key, requestId, fingerprint, now },
    callId: done && 'callId' in done ? done.callId : null,
    scheduledIds: done && 'scheduledIds' in done ? JSON.stringify(done.scheduledIds) : null,
  });
  if (id - (oldest(db).get()?.id ?? id) >= mostKept) throw tooManyKeys();
  return id;
}

/** Deletes all answers, for people may be named in them. What was done stays, so a repeated request is answered by that. */
export function forgetAnswers(db: BetterSQLite3Database): void {
  db.delete(keptRequests)
    .where(and(isNull(keptRequests.callId), isNull(keptRequests.scheduledIds)))
    .run();
  db.update(keptRequests).set({ status: null, contentType: null, body: null }).run();
}

function keepAnswer(
  db: BetterSQLite3Database,
  request: KeyedRequest,
  answer: Answer,
  now: Date,
): 'kept' | 'repeated' {
  const found = find(db, request, now);
  if (found && found.kept.id !== request.id) return 'repeated';
  if (found?.kept.answer || !isLasting(answer, found?.kept.effect ?? null)) return 'kept';
  const id = found?.rowId ?? keepRequest(db, request, undefined, now);
  db.update(keptRequests).set(answer).where(eq(keptRequests.id, id)).run();
  return 'kept';
}

const keptWithKey = preparedOnce((db) =>
  db
    .select()
    .from(keptRequests)
    .where(
      and(
        eq(keptRequests.tokenId, sql.placeholder('tokenId')),
        eq(keptRequests.key, sql.placeholder('key')),
        gt(keptRequests.keptAt, sql`${sql.placeholder('since')}`),
      ),
    )
    .prepare(),
);

function find(
  db: BetterSQLite3Database,
  { tokenId, key }: KeyedRequest,
  now: Date,
): { rowId: number; kept: KeptRequest } | undefined {
  const row = keptWithKey(db).get({ tokenId, key, since: now.getTime() - keptFor });
  if (!row) return undefined;
  const { status, contentType, body, fingerprint, requestId } = row;
  const hasAnswer = status !== null && contentType !== null && body !== null;
  return {
    rowId: row.id,
    kept: {
      id: requestId,
      fingerprint,
      effect: effectOf(db, row, now),
      answer: hasAnswer ? { status, contentType, body } : null,
    },
  };
}

function effectOf(
  db: BetterSQLite3Database,
  { callId, scheduledIds }: typeof keptRequests.$inferSelect,
  now: Date,
): Effect | null {
  if (scheduledIds) return { kind: 'scheduled', ids: scheduledIds };
  const call = callId === null ? undefined : statusOfCall(db).get({ id: callId });
  if (!call) return null;
  const owner = thisProcess();
  const isUnderWay = hasLiveClaim(db, call.id, now, (text) => isCertainlyGone(text, owner));
  return { kind: 'attempt', callId: call.id, status: call.status, isUnderWay };
}

const statusOfCall = preparedOnce((db) =>
  db
    .select({ id: calls.id, status: calls.status })
    .from(calls)
    .where(eq(calls.id, sql.placeholder('id')))
    .prepare(),
);

const insertKept = preparedOnce((db) =>
  db
    .insert(keptRequests)
    .values({
      tokenId: sql.placeholder('tokenId'),
      key: sql.placeholder('key'),
      requestId: sql.placeholder('requestId'),
      fingerprint: sql.placeholder('fingerprint'),
      keptAt: sql.placeholder('now'),
      callId: sql.placeholder('callId'),
      scheduledIds: sql`${sql.placeholder('scheduledIds')}`,
    })
    .returning({ id: keptRequests.id })
    .prepare(),
);

const oldest = preparedOnce((db) =>
  db.select({ id: keptRequests.id }).from(keptRequests).orderBy(asc(keptRequests.id)).limit(1).prepare(),
);

/** How many old requests each new one has deleted: more than come, so that they go, and few, so that it takes no time. */
const forgottenAtOnce = 10;

/** Deletes some of the requests that are older than a day, and the one whose key is about to be used again. */
const forgetOld = preparedOnce((db) => {
  const isOld = lte(keptRequests.keptAt, sql`${sql.placeholder('before')}`);
  const isKey = and(
    eq(keptRequests.tokenId, sql.placeholder('tokenId')),
    eq(keptRequests.key, sql.placeholder('key')),
  );
  const some = db
    .select({ id: keptRequests.id })
    .from(keptRequests)
    .where(isOld)
    .orderBy(asc(keptRequests.keptAt))
    .limit(forgottenAtOnce);
  const same = db.select({ id: keptRequests.id }).from(keptRequests).where(and(isKey, isOld));
  return db
    .delete(keptRequests)
    .where(or(inArray(keptRequests.id, some), inArray(keptRequests.id, same)))
    .prepare();
});

function tooManyKeys(): Problem {
  return new Problem('try_again', {
    code: 'too_many_keys',
    message: `More than ${mostKept} requests with a key of their own have come in a day.`,
  });
}
