import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import { describe, expect, it, onTestFinished } from 'vitest';
import { z } from 'zod';
import { type Database, openDatabase } from '../../../../src/store/sqlite/connection/database.ts';
import { openSqlite } from '../../../../src/store/sqlite/connection/sqlite.ts';
import { contactTags, imports } from '../../../../src/store/sqlite/schema/contact-tables.ts';
import { migrations } from '../../../operations/calling/due-calls.ts';

const fileRow = z.object({ file: z.string() });

/** Opens an empty database. @returns it, another connection, and what that sees: `seen` */
function openEmpty() {
  const folder = mkdtempSync(join(tmpdir(), 'voicebot-groups-'));
  const path = join(folder, 'voicebot.db');
  const database = openDatabase({ path, migrations, busyTimeout: 100 });
  const other = openSqlite(path);
  onTestFinished(() => {
    database.close();
    other.close();
    rmSync(folder, { recursive: true, force: true });
  });
  const seen = () =>
    other
      .prepare('select file from imports order by file')
      .all()
      .map((row) => fileRow.parse(row).file);
  return { database, other, seen };
}

function write(db: BetterSQLite3Database, file: string): string {
  db.insert(imports)
    .values({ file, startedAt: new Date(0), contactsBefore: 0, callsBefore: 0, scheduledCallsBefore: 0 })
    .run();
  return file;
}

const writing = (database: Database, file: string) => database.write((db) => write(db, file));

/** Waits for writes. @returns `written` or the code of the problem, for each */
async function settle(writes: Promise<unknown>[]): Promise<unknown[]> {
  const results = await Promise.allSettled(writes);
  return results.map((result) => (result.status === 'fulfilled' ? 'written' : result.reason.code));
}

describe('writes requested at once', () => {
  it('are committed together, and resolve only when another process can see all of them', async () => {
    const { database, seen } = openEmpty();
    const during: string[][] = [];
    const after: string[][] = [];
    const writes = ['a', 'b', 'c'].map(async (file) => {
      const result = await database.write((db) => {
        during.push(seen());
        return write(db, file);
      });
      after.push(seen());
      return result;
    });
    expect(await Promise.all(writes)).toEqual(['a', 'b', 'c']);
    expect(during).toEqual([[], [], []]);
    expect(after).toEqual(Array.from({ length: 3 }, () => ['a', 'b', 'c']));
  });

  it('are all written if there are more than a hundred', async () => {
    const { database, seen } = openEmpty();
    const files = Array.from({ length: 250 }, (_, n) => String(n).padStart(3, '0'));
    expect(await Promise.all(files.map((file) => writing(database, file)))).toEqual(files);
    expect(seen()).toEqual(files);
  });

  it('are written without one that fails, which leaves nothing behind', async () => {
    const { database, seen } = openEmpty();
    const writes = [
      writing(database, 'before'),
      database.write((db) => {
        write(db, 'halfway');
        throw Object.assign(new Error('not this one'), { code: 'given up' });
      }),
      database.write((db) => {
        write(db, 'refused');
        db.insert(contactTags).values({ contactId: 1, tag: 'orphan' }).run();
      }),
      writing(database, 'after'),
    ];
    expect(await settle(writes)).toEqual(['written', 'given up', 'database_error', 'written']);
    expect(seen()).toEqual(['after', 'before']);
  });

  it('are written without one that fills the disk, for which SQLite ends the transaction', async () => {
    const { database, seen } = openEmpty();
    const writes = [
      writing(database, 'before'),
      database.write((db) => {
        db.get(sql`pragma max_page_count = 1`);
        write(db, 'much'.repeat(10_000));
      }),
      writing(database, 'after'),
    ];
    expect(await settle(writes)).toEqual(['written', 'database_not_written', 'written']);
    expect(seen()).toEqual(['after', 'before']);
  });

  it('all fail if their commit fails', async () => {
    const { database, seen } = openEmpty();
    const writes = [
      writing(database, 'before'),
      database.write((db) => {
        db.run(sql`pragma defer_foreign_keys = on`);
        db.insert(contactTags).values({ contactId: 1, tag: 'orphan' }).run();
      }),
    ];
    expect(await settle(writes)).toEqual(['database_error', 'database_error']);
    expect(seen()).toEqual([]);
    expect(await settle([writing(database, 'x')])).toEqual(['written']);
  });

  it('wait only once for another process that locks the database', async () => {
    const { database, other, seen } = openEmpty();
    other.exec('begin immediate');
    const writes = ['a', 'b', 'c'].map((file) =>
      writing(database, file).finally(() => other.inTransaction && other.exec('rollback')),
    );
    expect(await settle(writes)).toEqual(Array.from({ length: 3 }, () => 'database_busy'));
    expect(seen()).toEqual([]);
  });
});
