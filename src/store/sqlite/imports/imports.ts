import { setTimeout as sleep } from 'node:timers/promises';
import { and, desc, eq, gt, lt, type SQL, sql } from 'drizzle-orm';
import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import type { ImportStore, SinceImport } from '../../../operations/ports/import-store.ts';
import type { Database } from '../connection/database.ts';
import { calls, scheduledCalls } from '../schema/call-tables.ts';
import { columnMappings, contacts, importChanges, imports } from '../schema/contact-tables.ts';
import { forgetChange } from './import-changes.ts';
import { requireImport, undoStep } from './undo-import.ts';

/** Changes forgotten in one transaction. */
const stepSize = 1000;

/** Between two transactions, in ms: lets other processes write. */
const pause = 1;

export function importStore(database: Database): ImportStore {
  return {
    beginImport: (list, now) => database.write((db) => unfinished(db, list.digest) ?? begin(db, list, now)),
    endImport: async (id, now) => {
      const hasChanged = await database.write((db) => end(db, id, now));
      // Only the last import can be undone.
      if (hasChanged) await forgetAll(database, lt(importChanges.importId, id));
    },
    importOf: (contactId) =>
      database.read(
        (db) =>
          db
            .select({ file: imports.file })
            .from(contacts)
            .innerJoin(imports, eq(imports.id, contacts.importId))
            .where(eq(contacts.id, contactId))
            .get()?.file,
      ),
    lastImport: () =>
      database.read((db) => db.select(record).from(imports).orderBy(desc(imports.id)).limit(1).get()),
    sinceImport: (id) => database.read((db) => since(db, id)),
    undoImport: (id, from, now) => database.write((db) => undoStep(db, id, from, now)),
    endUndo: async (id, now) => {
      await database.write((db) => db.update(imports).set({ undoneAt: now }).where(eq(imports.id, id)).run());
      await forgetAll(database, eq(importChanges.importId, id));
    },
    rememberedMapping: (headers) =>
      database.read(
        (db) =>
          db
            .select({ mapping: columnMappings.mapping })
            .from(columnMappings)
            .where(eq(columnMappings.headers, JSON.stringify(headers)))
            .get()?.mapping,
      ),
    rememberMapping: (headers, mapping, now) =>
      database.write((db) => {
        const row = { headers: JSON.stringify(headers), mapping, updatedAt: now };
        db.insert(columnMappings)
          .values(row)
          .onConflictDoUpdate({ target: columnMappings.headers, set: row })
          .run();
      }),
  };
}

const record = {
  id: imports.id,
  file: imports.file,
  startedAt: imports.startedAt,
  finishedAt: imports.finishedAt,
  undoneAt: imports.undoneAt,
};

/** Returns the last import if it was cut short and had the same content. */
function unfinished(db: BetterSQLite3Database, digest: string): number | undefined {
  const last = db.select().from(imports).orderBy(desc(imports.id)).limit(1).get();
  return last?.digest === digest && !last.finishedAt && !last.undoneAt ? last.id : undefined;
}

function begin(
  db: BetterSQLite3Database,
  { label, digest }: { label: string; digest: string },
  now: Date,
): number {
  const newest = (table: typeof contacts | typeof calls | typeof scheduledCalls) =>
    db.select({ id: table.id }).from(table).orderBy(desc(table.id)).limit(1).get()?.id ?? 0;
  return db
    .insert(imports)
    .values({
      file: label,
      digest,
      startedAt: now,
      contactsBefore: newest(contacts),
      callsBefore: newest(calls),
      scheduledCallsBefore: newest(scheduledCalls),
    })
    .returning({ id: imports.id })
    .get().id;
}

/** Records the end of an import, or deletes it if it changed nothing. @returns whether it changed anything */
function end(db: BetterSQLite3Database, id: number, now: Date): boolean {
  const { contactsBefore } = requireImport(db, id);
  const created = and(gt(contacts.id, contactsBefore), eq(contacts.importId, id));
  const hasChanged =
    db.select({ id: contacts.id }).from(contacts).where(created).limit(1).get() !== undefined ||
    db.select().from(importChanges).where(eq(importChanges.importId, id)).limit(1).get() !== undefined;
  if (hasChanged) db.update(imports).set({ finishedAt: now }).where(eq(imports.id, id)).run();
  else db.delete(imports).where(eq(imports.id, id)).run();
  return hasChanged;
}

/** Deletes records of changes, which may be a million, some at a time. */
async function forgetAll(database: Database, which: SQL): Promise<void> {
  while ((await database.write((db) => forgetSome(db, which))) === stepSize) await sleep(pause);
}

function forgetSome(db: BetterSQLite3Database, which: SQL): number {
  const { importId, contactId } = importChanges;
  const some = db.select({ importId, contactId }).from(importChanges).where(which).limit(stepSize).all();
  for (const change of some) forgetChange(db, change);
  return some.length;
}

/** Joins from contacts to calls: an import has an end, but there may be any number of calls since. */
function since(db: BetterSQLite3Database, id: number): SinceImport {
  const { contactsBefore, callsBefore, scheduledCallsBefore } = requireImport(db, id);
  const concerned = sql`(
    select contacts.id from contacts where contacts.id > ${contactsBefore} and contacts.import_id = ${id}
    union all select contact_id from import_changes where import_id = ${id}) as concerned`;
  const called = sql`select count(*) from ${concerned}
    cross join calls on calls.contact_id = concerned.id and calls.id > ${callsBefore}`;
  // `+` keeps SQLite from using the index of statuses.
  const scheduled = sql`select scheduled_calls.id from ${concerned}
    cross join scheduled_calls on scheduled_calls.contact_id = concerned.id and scheduled_calls.id > ${scheduledCallsBefore}
    where +scheduled_calls.status in ('PENDING', 'IN_PROGRESS') limit 10`;
  return {
    called: db.values<[number]>(called)[0]?.[0] ?? 0,
    scheduled: db.values<[number]>(scheduled).map(([call]) => call),
  };
}
