import { and, asc, desc, gt, isNotNull, isNull, sql } from 'drizzle-orm';
import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import { isPrefix } from '../../../domain/contacts/suppression/listed-number.ts';
import type { Suppression } from '../../../domain/contacts/suppression/suppression.ts';
import type {
  Suppressed,
  SuppressionStore,
  Unsuppressed,
} from '../../../operations/ports/brakes/suppression-store.ts';
import type { Page, PageQuery } from '../../../operations/ports/paging/page.ts';
import type { Database } from '../connection/database.ts';
import { countUpTo } from '../connection/paging/count-up-to.ts';
import { readPage } from '../connection/paging/read-page.ts';
import { rowsAfter } from '../connection/paging/rows-after.ts';
import { contacts, doNotCallNumbers } from '../schema/contact-tables.ts';
import { cancelCallsTo, isCovered } from './cancel-calls.ts';
import { enter, liftNumber, suppressionOf } from './entries.ts';

/** Returns the do-not-call list of an open database. */
export function suppressionStore(database: Database): SuppressionStore {
  return {
    suppress: (entries, now) => database.write((db) => suppress(db, entries, now)),
    unsuppress: (phoneNumbers, now) => database.write((db) => unsuppress(db, phoneNumbers, now)),
    suppressionOf: (phoneNumber) => database.read((db) => suppressionOf(db, phoneNumber)),
    suppressions: (phoneNumbers) =>
      database.read((db) => {
        const listed = db
          .select()
          .from(doNotCallNumbers)
          .where(
            sql`${doNotCallNumbers.phoneNumber} in (select value from json_each(${JSON.stringify(phoneNumbers)}))`,
          )
          .all();
        const known = new Map(listed.map((entry) => [entry.phoneNumber, entry]));
        return phoneNumbers.flatMap((phoneNumber) => known.get(phoneNumber) ?? []);
      }),
    suppressionsAfter: (phoneNumber, limit) =>
      database.read((db) =>
        db
          .select()
          .from(doNotCallNumbers)
          .where(gt(doNotCallNumbers.phoneNumber, phoneNumber))
          .orderBy(asc(doNotCallNumbers.phoneNumber))
          .limit(limit)
          .all(),
      ),
    pageOfSuppressions: (query) => database.read((db) => pageOf(db, query)),
  };
}

function pageOf(db: BetterSQLite3Database, query: PageQuery<'phoneNumber'>): Page<Suppression> {
  const descending = query.order?.descending ?? false;
  const { phoneNumber } = doNotCallNumbers;
  return readPage(query, {
    rows: (limit, offset) =>
      rowsAfter({ columns: [sql`${phoneNumber}`], descending }, query.after, limit, (isAfter, most) =>
        db
          .select()
          .from(doNotCallNumbers)
          .where(isAfter)
          .orderBy((descending ? desc : asc)(phoneNumber))
          .limit(most)
          .offset(offset)
          .all(),
      ),
    count: (most) => countUpTo(db, sql`select 1 from do_not_call_numbers`, most),
    keyOf: (entry) => [entry.phoneNumber],
  });
}

/** Enters numbers in the list, with all that follows. */
export function suppress(db: BetterSQLite3Database, entries: readonly Suppression[], now: Date): Suppressed {
  const result: Suppressed = { added: 0, cancelled: [] };
  for (const entry of entries) {
    if (enter(db, entry)) result.added++;
    db.update(contacts)
      .set({ doNotCallAt: now, updatedAt: now })
      .where(and(isCovered(entry.phoneNumber), isNull(contacts.doNotCallAt)))
      .run();
    result.cancelled.push(...cancelCallsTo(db, entry, now));
  }
  return result;
}

function unsuppress(db: BetterSQLite3Database, phoneNumbers: readonly string[], now: Date): Unsuppressed {
  const result: Unsuppressed = { removed: [], missing: [], stillListed: [] };
  for (const phoneNumber of phoneNumbers) {
    if (liftNumber(db, phoneNumber)) result.removed.push(phoneNumber);
    else result.missing.push(phoneNumber);
    const other = isPrefix(phoneNumber) ? undefined : suppressionOf(db, phoneNumber);
    if (other) result.stillListed.push({ phoneNumber, by: other.phoneNumber });
  }
  for (const phoneNumber of result.removed) liftMarks(db, phoneNumber, now);
  return result;
}

/** Lifts the marks of contacts whose numbers an entry covered, and none covers now. */
function liftMarks(db: BetterSQLite3Database, phoneNumber: string, now: Date): void {
  db.update(contacts)
    .set({ doNotCallAt: null, updatedAt: now })
    .where(
      and(
        isCovered(phoneNumber),
        isNotNull(contacts.doNotCallAt),
        sql`not exists (select 1 from do_not_call_numbers as listed where listed.phone_number = ${contacts.phoneNumber})`,
        sql`not exists (select 1 from do_not_call_numbers as listed where substr(listed.phone_number, -1) = '*'
          and ${contacts.phoneNumber} glob listed.phone_number)`,
      ),
    )
    .run();
}
