import { eq, lte, sql } from 'drizzle-orm';
import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import { isOver } from '../../../../domain/calls/call-status.ts';
import { lastLook } from '../../../../domain/calls/check-times.ts';
import type { RecordingStore } from '../../../../operations/ports/outcomes/recording-store.ts';
import type { Database } from '../../connection/database.ts';
import { calls } from '../../schema/call-tables.ts';
import { callRecordings } from '../../schema/outcome-tables.ts';
import { callRow } from '../update-rows.ts';
import { callsOf } from './calls-of.ts';

/** Returns the recordings that are kept of an open database's calls. */
export function recordingStore(database: Database): RecordingStore {
  return {
    withoutRecording: (ids) =>
      database.read((db) =>
        callsOf(db, calls.retellCallId, ids).filter(
          (call) =>
            isOver(call.status) && call.recordingUrl !== null && !call.purgedAt && !isKept(db, call.id),
        ),
      ),
    recordRecording: (callId, recording) =>
      database.write((db) => {
        const row = { callId, ...recording };
        db.insert(callRecordings)
          .values(row)
          .onConflictDoUpdate({ target: callRecordings.callId, set: recording })
          .run();
      }),
    askAgain: (ids, at) =>
      database.write((db) => {
        for (const id of ids) {
          const call = callRow(db, id);
          if (!call || at >= lastLook(call.requestedAt)) continue;
          db.update(calls)
            .set({ nextCheckAt: at })
            .where(
              sql`${calls.id} = ${id} and coalesce(${calls.nextCheckAt}, ${at.getTime()} + 1) > ${at.getTime()}`,
            )
            .run();
        }
      }),
    expiredRecordings: (now, limit) =>
      database.read((db) =>
        db
          .select({ callId: callRecordings.callId, file: callRecordings.file })
          .from(callRecordings)
          .where(lte(callRecordings.keepUntil, now))
          .orderBy(callRecordings.keepUntil)
          .limit(limit)
          .all(),
      ),
    forgetRecording: (callId) =>
      database.write((db) => {
        db.delete(callRecordings).where(eq(callRecordings.callId, callId)).run();
      }),
    recordingOf: (callId) => database.read((db) => fileOf(db, callId)),
  };
}

function isKept(db: BetterSQLite3Database, callId: number): boolean {
  return fileOf(db, callId) !== undefined;
}

function fileOf(db: BetterSQLite3Database, callId: number): string | undefined {
  return db
    .select({ file: callRecordings.file })
    .from(callRecordings)
    .where(eq(callRecordings.callId, callId))
    .get()?.file;
}
