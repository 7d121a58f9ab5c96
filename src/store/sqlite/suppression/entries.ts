import { and, eq, isNotNull, ne, sql } from 'drizzle-orm';
import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import type { Contact } from '../../../domain/contacts/contact.ts';
import { seemSamePerson, type TakenOverMark } from '../../../domain/contacts/suppression/do-not-call.ts';
import { entriesThatCover, isBeginning } from '../../../domain/contacts/suppression/listed-number.ts';
import type { Suppression } from '../../../domain/contacts/suppression/suppression.ts';
import { preparedOnce } from '../connection/prepared.ts';
import { contacts, doNotCallNumbers } from '../schema/contact-tables.ts';
import { cancelCallsTo } from './cancel-calls.ts';

const insertEntry = preparedOnce((db) =>
  db
    .insert(doNotCallNumbers)
    .values({
      phoneNumber: sql.placeholder('phoneNumber'),
      source: sql.placeholder('source'),
      reason: sql.placeholder('reason'),
      addedBy: sql.placeholder('addedBy'),
      createdAt: sql.placeholder('createdAt'),
    })
    .onConflictDoNothing()
    .prepare(),
);

/** Enters a number, or the beginning of numbers, in the list. @returns false if it was listed, and keeps its date, source and reason */
export function enter(db: BetterSQLite3Database, entry: Suppression): boolean {
  return insertEntry(db).run({ ...entry }).changes > 0;
}

/** Marks the number of a contact do-not-call, and cancels the calls to it that have not been placed. */
export function markNumber(
  db: BetterSQLite3Database,
  phoneNumber: string,
  source: Suppression['source'],
  now: Date,
): void {
  const entry = { phoneNumber, source, reason: null, addedBy: null, createdAt: now };
  enter(db, entry);
  cancelCallsTo(db, entry, now);
}

/** Lifts the mark of a number: a person says that it may be called. */
export function liftNumber(db: BetterSQLite3Database, phoneNumber: string): boolean {
  return db.delete(doNotCallNumbers).where(eq(doNotCallNumbers.phoneNumber, phoneNumber)).run().changes > 0;
}

const entryOfNumber = preparedOnce((db) =>
  db
    .select()
    .from(doNotCallNumbers)
    .where(eq(doNotCallNumbers.phoneNumber, sql.placeholder('phoneNumber')))
    .prepare(),
);

/** Up to this many beginnings of numbers are compared here, which is faster than looking up all that a number has. */
const few = 20;

const somePrefixes = preparedOnce((db) =>
  db
    .select({ phoneNumber: doNotCallNumbers.phoneNumber })
    .from(doNotCallNumbers)
    .where(sql`substr(phone_number, -1) = '*'`)
    .limit(few + 1)
    .prepare(),
);

const coveringEntry = preparedOnce((db) =>
  db
    .select()
    .from(doNotCallNumbers)
    .where(
      sql`${doNotCallNumbers.phoneNumber} in (select value from json_each(${sql.placeholder('entries')}))`,
    )
    .limit(1)
    .prepare(),
);

/** Returns the entry that a number is listed by, itself or its beginning; undefined if it is not listed. */
export function suppressionOf(db: BetterSQLite3Database, phoneNumber: string): Suppression | undefined {
  const own = entryOfNumber(db).get({ phoneNumber });
  if (own) return own;
  const prefixes = somePrefixes(db).all();
  const mayCover =
    prefixes.length > few || prefixes.some((entry) => isBeginning(entry.phoneNumber, phoneNumber));
  if (!mayCover) return undefined;
  return coveringEntry(db).get({ entries: JSON.stringify(entriesThatCover(phoneNumber)) });
}

const markedWithEmail = preparedOnce((db) => {
  const { id, name, phoneNumber, email, doNotCallAt } = contacts;
  const sameEmail = sql`${email} = ${sql.placeholder('email')} collate nocase`;
  return db
    .select({ id, name, phoneNumber, email, doNotCallAt })
    .from(contacts)
    .where(and(sameEmail, isNotNull(doNotCallAt), ne(phoneNumber, sql.placeholder('phoneNumber'))))
    .prepare();
});

/** Returns the mark that a contact without one has to take over: that of its number, or of the same person under another number. */
export function markToTakeOver(
  db: BetterSQLite3Database,
  contact: Pick<Contact, 'name' | 'email' | 'phoneNumber'>,
): TakenOverMark | undefined {
  const { phoneNumber, email } = contact;
  const listed = suppressionOf(db, phoneNumber);
  if (listed) return { since: listed.createdAt, markOf: null };
  const marked = email ? markedWithEmail(db).all({ email, phoneNumber }) : [];
  const same = marked.find((other) => seemSamePerson(other, contact));
  return same?.doNotCallAt ? { since: same.doNotCallAt, markOf: same } : undefined;
}

/** Returns whether any contact or number is marked: if none is, no row of a list has to be looked up. */
export function hasMarks(db: BetterSQLite3Database): boolean {
  const one = sql`select exists (select 1 from contacts where do_not_call_at is not null)
    or exists (select 1 from do_not_call_numbers)`;
  return db.values<[number]>(one)[0]?.[0] === 1;
}
