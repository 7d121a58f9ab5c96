import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { sql } from 'drizzle-orm';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type Database, openDatabase } from '../../../../src/store/sqlite/connection/database.ts';
import { openSqlite } from '../../../../src/store/sqlite/connection/sqlite.ts';
import { openWithDue, requestsTo } from '../../../operations/calling/due-calls.ts';
import { openOperator } from '../../../support/operator.ts';

const migrations = fileURLToPath(new URL('../../../../drizzle', import.meta.url));

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'voicebot-store-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

function open(path: string): Database {
  const database = openDatabase({ path, migrations });
  onTestFinished(() => database.close());
  return database;
}

/** Returns the permissions of a file in octal, such as `600`. */
function modeOf(path: string): string {
  return (statSync(path).mode & 0o777).toString(8);
}

it('can be written to and closed after rows were read in part, or their reading failed', async () => {
  const database = openDatabase({ path: join(newFolder(), 'voicebot.db'), migrations });
  const three = sql`values (1), (2), (3)`;
  expect(await database.readRows((rows) => rows(three).next().value)).toEqual([1]);
  const failing = database.readRows((rows) => {
    rows(three).next();
    throw new Error('of the reader');
  });
  await expect(failing).rejects.toThrow('of the reader');
  await database.write((db) => db.run(sql`create table written (id integer)`));
  database.close();
});

describe('a new database', () => {
  it('is created once, however many processes open it at the same time', async () => {
    const operator = await openOperator({ hasDatabase: false });
    const add = ['contacts', 'add', '--phone', '0491570006', '--json'];
    const runs = await Promise.all(Array.from({ length: 12 }, () => operator.voicebot(add)));
    // One adds the contact; the others find it there.
    expect(runs.map(({ code }) => code).sort()).toEqual([0, ...Array.from({ length: 11 }, () => 5)]);
    expect(runs.map(({ stderr }) => stderr).join('')).toBe('');
    const applied = operator.rows('select created_at from __drizzle_migrations');
    expect(new Set(applied.map((row) => row['created_at'])).size).toBe(applied.length);
    expect(operator.rows('pragma integrity_check')).toEqual([{ integrity_check: 'ok' }]);
  });

  it('is only for this user, with its new folders and the files that SQLite puts beside it', async () => {
    const umask = process.umask(0);
    onTestFinished(() => void process.umask(umask));
    const folder = join(newFolder(), 'deep', 'er');
    const path = join(folder, 'voicebot.db');
    const database = open(path);
    await database.write((db) => db.run(sql`delete from contacts`));
    expect(['', '-wal', '-shm'].map((suffix) => modeOf(path + suffix))).toEqual(['600', '600', '600']);
    expect([folder, join(folder, '..')].map(modeOf)).toEqual(['700', '700']);
  });

  it('is created where --db says, in a folder that was missing', async () => {
    const operator = await openOperator({ hasDatabase: false });
    const path = join(operator.home, 'there', 'was', 'nothing.db');
    const add = ['contacts', 'add', '--phone', '0491570006', '--db', path];
    expect(await operator.voicebot(add)).toMatchObject({ code: 0 });
    expect(modeOf(path)).toBe('600');
    expect(existsSync(operator.database)).toBe(false);
  });

  it('keeps the permissions of a file that exists', () => {
    const folder = newFolder();
    const path = join(folder, 'shared.db');
    writeFileSync(path, '');
    chmodSync(path, 0o640);
    open(path);
    expect(modeOf(path)).toBe('640');
  });
});

describe('every connection', () => {
  it.each(['a new file', 'a file that already uses WAL'])(
    'is durable and checks references: %s',
    async (what) => {
      const path = join(newFolder(), 'voicebot.db');
      if (what !== 'a new file') openDatabase({ path, migrations }).close();
      const database = open(path);
      const pragma = (name: string) => database.read((db) => db.get(sql.raw(`pragma ${name}`)));
      expect(await pragma('journal_mode')).toEqual({ journal_mode: 'wal' });
      // 2 is FULL: https://www.sqlite.org/pragma.html#pragma_synchronous
      expect(await pragma('synchronous')).toEqual({ synchronous: 2 });
      expect(await pragma('foreign_keys')).toEqual({ foreign_keys: 1 });
      expect(await pragma('busy_timeout')).toEqual({ timeout: 5000 });
    },
  );

  it('rolls back a step that fails', async () => {
    const database = open(join(newFolder(), 'voicebot.db'));
    const failing = database.write((db) => {
      db.run(sql`insert into contacts (name, phone_number, custom_fields, created_at, updated_at)
                 values ('Ada', '+61491570006', '{}', 0, 0)`);
      throw new Error('the power is gone');
    });
    await expect(failing).rejects.toThrow('the power is gone');
    expect(await database.read((db) => db.all(sql`select * from contacts`))).toEqual([]);
  });
});

describe('an unusable file', () => {
  it.each([
    ['a line of text', 'name,phone\nAda,0491570006\n'],
    ['a long text', 'It was a bright cold day in April. '.repeat(1000)],
    ['a database that is damaged after its header', `SQLite format 3\0${'\xff'.repeat(5000)}`],
  ])('is refused and left unchanged: %s', async (_, content) => {
    const operator = await openOperator({ hasDatabase: false });
    const path = operator.file('contacts.csv', content);
    const ran = await operator.voicebot(['contacts', 'list', '--json', '--db', path]);
    expect(ran).toMatchObject({ code: 1, json: { error: { code: 'database_unreadable' } } });
    expect(ran.stdout).toContain(path);
    expect(readFileSync(path, 'utf8')).toBe(content);
    expect(existsSync(`${path}-wal`)).toBe(false);
  });

  it('is refused and left unchanged: a database of a newer voicebot', async () => {
    const operator = await openOperator({ hasDatabase: false });
    await operator.voicebot(['contacts', 'add', '--phone', '0491570006']);
    const db = openSqlite(operator.database);
    db.prepare('insert into __drizzle_migrations (hash, created_at) values (?, ?)').run('newer', 9e12);
    db.close();
    const before = readFileSync(operator.database);
    const ran = await operator.voicebot(['contacts', 'list', '--json']);
    expect(ran).toMatchObject({ code: 1, json: { error: { code: 'database_too_new' } } });
    expect(readFileSync(operator.database).equals(before)).toBe(true);
  });

  it('is refused and left unchanged: a database of another program', async () => {
    const operator = await openOperator({ hasDatabase: false });
    const path = join(operator.home, 'other.db');
    const other = openSqlite(path);
    other.exec('create table photos (id integer primary key)');
    other.close();
    const before = readFileSync(path);
    const ran = await operator.voicebot(['contacts', 'list', '--db', path, '--json']);
    expect(ran).toMatchObject({ code: 1, json: { error: { code: 'database_of_another' } } });
    expect(readFileSync(path).equals(before)).toBe(true);
  });

  it.each([
    ['inside a file', (home: string) => join(home, 'a-file', 'voicebot.db')],
    ['a folder', (home: string) => join(home, 'a-folder')],
  ])('cannot be created: %s', async (_, pathIn) => {
    const operator = await openOperator({ hasDatabase: false });
    operator.file('a-file', 'x');
    mkdirSync(join(operator.home, 'a-folder'));
    const path = pathIn(operator.home);
    const ran = await operator.voicebot(['contacts', 'add', '--phone', '0491570006', '--db', path]);
    expect(ran).toMatchObject({ code: 1, stdout: '' });
    expect(ran.stderr).toMatch(
      /^error: .+ (could not be (created|opened for writing) \([A-Z_]+\)|is a folder, not a database)\.\n.+\n$/,
    );
    expect(ran.stderr).toContain(path);
  });
});

describe('a database that another process has locked', () => {
  it('is waited for, then reported; reading still works, and no call is placed', async () => {
    const operator = await openWithDue(3);
    const locker = openSqlite(operator.database);
    onTestFinished(() => void locker.close());
    locker.exec('begin immediate');
    const startedAt = performance.now();
    const [adding, due, listing] = await Promise.all([
      operator.voicebot(['contacts', 'add', '--name', 'Ada', '--phone', '0491570006', '--json']),
      operator.voicebot(['process-due', '--concurrency', '1', '--json']),
      operator.voicebot(['contacts', 'list', '--json']),
    ]);
    expect(performance.now() - startedAt).toBeGreaterThan(5000);
    const busy = { code: 75, stderr: '', json: { success: false, error: { code: 'database_busy' } } };
    expect(adding).toMatchObject(busy);
    expect(due).toMatchObject(busy);
    expect(listing).toMatchObject({ code: 0 });
    expect(requestsTo(operator)).toEqual([]);
    locker.exec('rollback');
    expect(await operator.voicebot(['process-due'])).toMatchObject({ code: 0 });
    expect(requestsTo(operator)).toHaveLength(3);
  });
});
