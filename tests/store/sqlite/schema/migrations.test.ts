import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { z } from 'zod';
import { openStore } from '../../../../src/store/open-store.ts';
import { openDatabase } from '../../../../src/store/sqlite/connection/database.ts';
import { openSqlite } from '../../../../src/store/sqlite/connection/sqlite.ts';
import { migrations } from '../../../operations/calling/due-calls.ts';

const journal = z.looseObject({ entries: z.array(z.looseObject({ when: z.number() })) });

/** Copies the program's migrations and adds one, as drizzle-kit would. @returns the new migrations folder */
function migrationsAnd(folder: string, sql: string): string {
  const path = join(folder, 'drizzle');
  cpSync(migrations, path, { recursive: true });
  const journalFile = join(path, 'meta/_journal.json');
  const known = journal.parse(JSON.parse(readFileSync(journalFile, 'utf8')));
  const last = known.entries.at(-1)?.when ?? 0;
  known.entries.push({
    idx: known.entries.length,
    version: '6',
    when: last + 1,
    tag: '9999_next',
    breakpoints: true,
  });
  writeFileSync(journalFile, JSON.stringify(known));
  writeFileSync(join(path, '9999_next.sql'), sql);
  return path;
}

/** Creates a database with one contact. */
async function createDatabase() {
  const folder = mkdtempSync(join(tmpdir(), 'voicebot-migrations-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const path = join(folder, 'voicebot.db');
  const store = openStore({ path, migrations });
  await store.saveContacts([{ phoneNumber: '+61491570006', name: 'Ada', customFields: {} }], new Date(0));
  store.close();
  return { folder, path };
}

/** Returns the schema and content of a database. */
function dump(path: string): unknown {
  const database = openSqlite(path, { readonly: true });
  const rows = database.prepare('SELECT type, name, sql FROM sqlite_master ORDER BY name').all();
  const content = ['contacts', 'scheduled_calls', 'calls', '__drizzle_migrations'].map((table) =>
    database.prepare(`SELECT * FROM ${table}`).all(),
  );
  database.close();
  return { rows, content };
}

/** Copies the program's migrations up to the one that begins so, without it. @returns the folder */
function migrationsBefore(folder: string, tag: string): string {
  const path = join(folder, 'before');
  cpSync(migrations, path, { recursive: true });
  const journalFile = join(path, 'meta/_journal.json');
  const known = journal.parse(JSON.parse(readFileSync(journalFile, 'utf8')));
  const end = known.entries.findIndex((entry) => String(entry['tag']).includes(tag));
  writeFileSync(journalFile, JSON.stringify({ ...known, entries: known.entries.slice(0, end) }));
  return path;
}

describe('an update', () => {
  it('make what was said in calls searchable, also where a transcript cannot be read', () => {
    const folder = mkdtempSync(join(tmpdir(), 'voicebot-migrations-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const path = join(folder, 'voicebot.db');
    openDatabase({ path, migrations: migrationsBefore(folder, 'transcript_search') }).close();
    const old = openSqlite(path);
    const turns = ['[{"speaker":"user","text":"Zoë will zurückrufen","at":0}]', 'broken'];
    for (const [index, text] of turns.entries()) {
      old.exec(`INSERT INTO calls (id, reference, attempt, from_number, to_number, agent_id, dynamic_variables, status, retell_call_id,
        requested_at, updated_at) VALUES (${index + 1}, 'r${index}', 1, '+1', '+2', 'a', '{}', 'ended', 'call_${index}', 0, 0)`);
      old
        .prepare('INSERT INTO call_transcripts (call_id, turns, observed_at) VALUES (?, ?, 0)')
        .run(index + 1, text);
    }
    old.close();
    openDatabase({ path, migrations }).close();
    const database = openSqlite(path, { readonly: true });
    const search = 'SELECT rowid FROM transcripts_search WHERE transcripts_search MATCH ?';
    expect(database.prepare(search).pluck().all('zoe zuruckrufen')).toEqual([1]);
    database.close();
  });

  it('marks the numbers of contacts who were marked do-not-call before numbers were', () => {
    const folder = mkdtempSync(join(tmpdir(), 'voicebot-migrations-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const path = join(folder, 'voicebot.db');
    openDatabase({ path, migrations: migrationsBefore(folder, 'accounts_and_ledger') }).close();
    const old = openSqlite(path);
    old.exec(`insert into contacts (name, phone_number, custom_fields, do_not_call_at, created_at, updated_at)
      values ('Nora', '+61491570006', '{}', 5, 0, 0), ('Ada', '+61491570156', '{}', null, 0, 0)`);
    old.close();
    openDatabase({ path, migrations }).close();
    const updated = openSqlite(path, { readonly: true });
    expect(updated.prepare('select phone_number, source, created_at from do_not_call_numbers').all()).toEqual(
      [{ phone_number: '+61491570006', source: 'contact', created_at: 5 }],
    );
    updated.close();
  });
});

describe('a migration', () => {
  it('that fails halfway leaves the old database unchanged, so that the old program still works', async () => {
    const { folder, path } = await createDatabase();
    const before = dump(path);
    const broken =
      'ALTER TABLE `contacts` ADD `nickname` text;--> statement-breakpoint\nDROP TABLE `not_there`;';
    expect(() => openDatabase({ path, migrations: migrationsAnd(folder, broken) })).toThrow();
    expect(dump(path)).toEqual(before);
    const store = openStore({ path, migrations });
    expect(await store.contact(1)).toMatchObject({ name: 'Ada' });
    store.close();
  });

  it('that works keeps the data, and the old program then refuses the database', async () => {
    const { folder, path } = await createDatabase();
    const next = migrationsAnd(folder, 'ALTER TABLE `contacts` ADD `nickname` text;');
    openDatabase({ path, migrations: next }).close();
    expect(JSON.stringify(dump(path))).toContain('nickname');
    expect(() => openStore({ path, migrations })).toThrow('written by a newer version of voicebot');
  });
});
