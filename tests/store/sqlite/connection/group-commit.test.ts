import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import { describe, expect, it, onTestFinished } from 'vitest';
import { z } from 'zod';
import { type Database, openDatabase } from '../../../../src/store/sqlite/connection/database.ts';
import { openSqlite } from '../../../../src/store/sqlite/connection/sqlite.ts';
import { contactTags, imports } from '../../../../src/store/sqlite/schema/schema.ts';
import { migrations } from '../../../operations/calling/due-calls.ts';

const fileRow = z.object({ file: z.string() });

/** A database with nothing in it, and what another process finds in it. */
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

/** `written`, or the code of the problem that the operator would see. */
async function becameOf(works: Promise<unknown>[]): Promise<unknown[]> {
  const ends = await Promise.allSettled(works);
  return ends.map((end) => (end.status === 'fulfilled' ? 'written' : end.reason.code));
}

describe('writes that are asked for at once', () => {
  it('are committed together, and nobody is told before another process sees all of them', async () => {
    const { database, seen } = openEmpty();
    const during: string[][] = [];
    const after: string[][] = [];
    const works = ['a', 'b', 'c'].map(async (file) => {
      const told = await database.write((db) => {
        during.push(seen());
        return write(db, file);
      });
      after.push(seen());
      return told;
    });
    expect(await Promise.all(works)).toEqual(['a', 'b', 'c']);
    expect(during).toEqual([[], [], []]);
    expect(after).toEqual(Array.from({ length: 3 }, () => ['a', 'b', 'c']));
  });

  it('more than a hundred: all are written', async () => {
    const { database, seen } = openEmpty();
    const files = Array.from({ length: 250 }, (_, n) => String(n).padStart(3, '0'));
    expect(await Promise.all(files.map((file) => writing(database, file)))).toEqual(files);
    expect(seen()).toEqual(files);
  });

  it('one that fails leaves nothing behind, and the others are written', async () => {
    const { database, seen } = openEmpty();
    const works = [
      writing(database, 'before'),
      database.write((db) => {
        write(db, 'halfway');
        throw Object.assign(new Error('not this one'), { code: 'given up' });
      }),
      database.write((db) => {
        write(db, 'refused');
        db.insert(contactTags).values({ contactId: 1, tag: 'of nobody' }).run();
      }),
      writing(database, 'after'),
    ];
    expect(await becameOf(works)).toEqual(['written', 'given up', 'database_error', 'written']);
    expect(seen()).toEqual(['after', 'before']);
  });

  it('one under which the disk becomes full, for which SQLite ends their transaction, is alone in not being written', async () => {
    const { database, seen } = openEmpty();
    const works = [
      writing(database, 'before'),
      database.write((db) => {
        db.get(sql`pragma max_page_count = 1`);
        write(db, 'much'.repeat(10_000));
      }),
      writing(database, 'after'),
    ];
    expect(await becameOf(works)).toEqual(['written', 'database_not_written', 'written']);
    expect(seen()).toEqual(['after', 'before']);
  });

  it('a commit that fails leaves none of them, and nobody is told that it was written', async () => {
    const { database, seen } = openEmpty();
    const works = [
      writing(database, 'before'),
      database.write((db) => {
        db.run(sql`pragma defer_foreign_keys = on`);
        db.insert(contactTags).values({ contactId: 1, tag: 'of nobody' }).run();
      }),
    ];
    expect(await becameOf(works)).toEqual(['database_error', 'database_error']);
    expect(seen()).toEqual([]);
    expect(await becameOf([writing(database, 'x')])).toEqual(['written']);
  });

  it('wait once for another process that holds the database, not one after the other', async () => {
    const { database, other, seen } = openEmpty();
    other.exec('begin immediate');
    const works = ['a', 'b', 'c'].map((file) =>
      writing(database, file).finally(() => other.inTransaction && other.exec('rollback')),
    );
    expect(await becameOf(works)).toEqual(Array.from({ length: 3 }, () => 'database_busy'));
    expect(seen()).toEqual([]);
  });
});
