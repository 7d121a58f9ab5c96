import { and, asc, desc, eq, isNotNull, isNull, ne, or, sql } from 'drizzle-orm';
import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import type { Account, AccountKey, AccountStore, SentCall } from '../../../operations/ports/account-store.ts';
import type { Database } from '../connection/database.ts';
import { calls, scheduledCalls } from '../schema/call-tables.ts';
import { indexedStatus } from '../schema/columns/call-expressions.ts';
import { accounts } from '../schema/ledger-tables.ts';
import { belongsTo, canonicalId } from './same-account.ts';

/** Returns the accounts of an open database. */
export function accountStore(database: Database): AccountStore {
  return {
    openAccount: async (key, now) => {
      const known = await database.read((db) => accountOf(db, key));
      return known ?? database.write((db) => accountOf(db, key) ?? addAccount(db, key, now));
    },
    accounts: () => database.read(listAccounts),
    isSameAccount: (one, other) => database.read((db) => isSame(db, one, other)),
    mergeAccounts: (older, newer, now) => database.write((db) => merge(db, older, newer, now)),
    latestPlacedBy: (account) => database.read((db) => latestPlacedBy(db, account)),
    latestScheduled: (simulated) => database.read((db) => latestScheduled(db, simulated)),
  };
}

function accountOf(db: BetterSQLite3Database, { address, fingerprint }: AccountKey): number | undefined {
  return db
    .select({ id: accounts.id })
    .from(accounts)
    .where(and(eq(accounts.address, address), eq(accounts.fingerprint, fingerprint)))
    .get()?.id;
}

function addAccount(db: BetterSQLite3Database, key: AccountKey, now: Date): number {
  const { address, fingerprint } = key;
  return db
    .insert(accounts)
    .values({ address, fingerprint, createdAt: now })
    .returning({ id: accounts.id })
    .get().id;
}

function listAccounts(db: BetterSQLite3Database): Account[] {
  const unconfirmed = db
    .select({ accountId: calls.accountId, count: sql<number>`count(*)` })
    .from(calls)
    .where(sql`${indexedStatus} = 'unknown'`)
    .groupBy(calls.accountId)
    .all();
  const counts = new Map(unconfirmed.map(({ accountId, count }) => [accountId, count]));
  const rows = db.select().from(accounts).orderBy(asc(accounts.id)).all();
  return rows.map((row) => ({ ...row, unconfirmed: counts.get(row.id) ?? 0 }));
}

function isSame(db: BetterSQLite3Database, one: number, other: number): boolean {
  return canonical(db, one) === canonical(db, other);
}

function canonical(db: BetterSQLite3Database, id: number): number {
  return db.select({ id: canonicalId }).from(accounts).where(eq(accounts.id, id)).get()?.id ?? id;
}

function merge(db: BetterSQLite3Database, older: number, newer: number, now: Date): void {
  const into = canonical(db, older);
  db.update(accounts)
    .set({ sameAs: into })
    .where(and(eq(canonicalId, canonical(db, newer)), ne(accounts.id, into)))
    .run();
  db.update(calls)
    .set({ nextCheckAt: now })
    .where(and(sql`${indexedStatus} = 'unknown'`, eq(calls.heldBecause, 'other_account'), belongsTo(newer)))
    .run();
}

/** How many of the newest calls to look through: it must not take longer, however many there are. */
const isAmongNewest = sql`${calls.id} > (select max(id) from calls) - 10000`;

/** They can be read whatever is in the others. */
const sentColumns = {
  accountId: calls.accountId,
  reference: calls.reference,
  retellCallId: calls.retellCallId,
};

function latestPlacedBy(db: BetterSQLite3Database, account: number): SentCall | undefined {
  return db
    .select(sentColumns)
    .from(calls)
    .where(and(isAmongNewest, belongsTo(account), isNotNull(calls.retellCallId)))
    .orderBy(desc(calls.id))
    .limit(1)
    .get();
}

function latestScheduled(db: BetterSQLite3Database, simulated: boolean): SentCall | undefined {
  return db
    .select(sentColumns)
    .from(calls)
    .innerJoin(scheduledCalls, eq(scheduledCalls.id, calls.scheduledCallId))
    .where(and(isAmongNewest, or(isNull(scheduledCalls.simulated), eq(scheduledCalls.simulated, simulated))))
    .orderBy(desc(calls.id))
    .limit(1)
    .get();
}
