import { eq, or, type SQL, sql } from 'drizzle-orm';
import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import type { PurgedCall, PurgeStore } from '../../../operations/ports/outcomes/purge-store.ts';
import { forgetAnswers } from '../access/kept-requests.ts';
import { unindexTranscripts } from '../calls/listing/transcript-search.ts';
import type { Database } from '../connection/database.ts';
import { calls, scheduledCalls } from '../schema/call-tables.ts';
import { callbacks } from '../schema/callback-tables.ts';
import { importChanges } from '../schema/contact-tables.ts';
import { callRecordings, callReports, callTranscripts } from '../schema/outcome-tables.ts';
import { removeContact, waitingCallsOf } from './remove-contact.ts';

/** Whose calls are purged: those to a contact, and those to its number before and after it was its. */
interface Person {
  id: number;
  phoneNumber: string;
}

const isTo = ({ id, phoneNumber }: Person): SQL | undefined =>
  or(eq(calls.contactId, id), eq(calls.toNumber, phoneNumber));

/** Returns how an open database forgets people. */
export function purgeStore(database: Database): PurgeStore {
  return {
    callsToPurge: (person) => database.read((db) => callsTo(db, person)),
    purgeContact: async (person, now) => {
      const result = await database.write((db) => {
        const waiting = waitingCallsOf(db, person.id);
        if (waiting.length > 0) return { removed: false, waiting };
        // Once the contact is removed, nothing tells which calls were to its earlier numbers.
        purgeCalls(db, person, now);
        return removeContact(db, person.id);
      });
      // The write-ahead log still has what was deleted.
      await database.read((db) => db.all(sql`pragma wal_checkpoint(truncate)`));
      return result;
    },
  };
}

/** Returns the calls to a person, with the recordings that are kept of them. */
function callsTo(db: BetterSQLite3Database, person: Person): PurgedCall[] {
  return db
    .select({ id: calls.id, retellCallId: calls.retellCallId, recordingFile: callRecordings.file })
    .from(calls)
    .leftJoin(callRecordings, eq(callRecordings.callId, calls.id))
    .where(isTo(person))
    .all();
}

/**
 * Deletes what was kept of a person's calls: what was said, what Retell answered, and the variables. What the promise needs stays: that a
 * call was placed, when, to which number, under which reference, and how it ended. Deleted text is overwritten in the file.
 */
function purgeCalls(db: BetterSQLite3Database, person: Person, now: Date): void {
  const ofPerson = sql`select ${calls.id} from ${calls} where ${isTo(person)}`;
  const ids = sql`(${ofPerson})`;
  // https://sqlite.org/pragma.html#pragma_secure_delete
  db.all(sql`pragma secure_delete = on`);
  unindexTranscripts(db, ofPerson);
  forgetAnswers(db);
  for (const table of [callTranscripts, callReports])
    db.delete(table).where(sql`${table.callId} in ${ids}`).run();
  // This process or the next run deletes the files: they are no longer to be kept.
  db.update(callRecordings)
    .set({ keepUntil: new Date(0) })
    .where(sql`${callRecordings.callId} in ${ids}`)
    .run();
  const nothing = { summary: null, customAnalysis: null, collectedVariables: null, recordingUrl: null };
  db.update(calls)
    .set({ ...nothing, dynamicVariables: {}, purgedAt: now, updatedAt: now })
    .where(isTo(person))
    .run();
  db.update(scheduledCalls)
    .set({ dynamicVariables: {} })
    .where(eq(scheduledCalls.contactId, person.id))
    .run();
  db.update(callbacks)
    .set({ words: null, askedFor: null, state: 'withdrawn', updatedAt: now })
    .where(sql`${callbacks.callId} in ${ids}`)
    .run();
  db.delete(importChanges).where(eq(importChanges.contactId, person.id)).run();
}
