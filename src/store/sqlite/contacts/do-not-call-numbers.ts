import { and, eq, isNotNull, ne, sql } from 'drizzle-orm';
import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import type { Contact } from '../../../domain/contacts/contact.ts';
import { seemSamePerson, type TakenOverMark } from '../../../domain/contacts/suppression/do-not-call.ts';
import { preparedOnce } from '../connection/prepared.ts';
import { contacts, doNotCallNumbers } from '../schema/contact-tables.ts';

type Source = (typeof doNotCallNumbers.$inferInsert)['source'];

const insertNumber = preparedOnce((db) =>
  db
    .insert(doNotCallNumbers)
    .values({
      phoneNumber: sql.placeholder('phoneNumber'),
      source: sql.placeholder('source'),
      createdAt: sql.placeholder('now'),
    })
    .onConflictDoNothing()
    .prepare(),
);

/** Marks a number do-not-call. One that is marked keeps its date. */
export function markNumber(db: BetterSQLite3Database, phoneNumber: string, source: Source, now: Date): void {
  insertNumber(db).run({ phoneNumber, source, now });
}

/** Lifts the mark of a number: a person says that it may be called. */
export function liftNumber(db: BetterSQLite3Database, phoneNumber: string): void {
  db.delete(doNotCallNumbers).where(eq(doNotCallNumbers.phoneNumber, phoneNumber)).run();
}

const markOfNumber = preparedOnce((db) =>
  db
    .select({ createdAt: doNotCallNumbers.createdAt })
    .from(doNotCallNumbers)
    .where(eq(doNotCallNumbers.phoneNumber, sql.placeholder('phoneNumber')))
    .prepare(),
);

/** Returns when a number was marked do-not-call; null if it is not. */
export function numberMarkedAt(db: BetterSQLite3Database, phoneNumber: string): Date | null {
  return markOfNumber(db).get({ phoneNumber })?.createdAt ?? null;
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
  const since = numberMarkedAt(db, phoneNumber);
  if (since) return { since, markOf: null };
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
