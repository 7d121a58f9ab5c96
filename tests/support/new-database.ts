import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { inject } from 'vitest';
import type { TestProject } from 'vitest/node';
import { holidayCalendar } from '../../src/calendar/calendar.ts';
import { fillHolidays } from '../../src/operations/holidays/fill-holidays.ts';
import { openStore } from '../../src/store/open-store.ts';
import { openSqlite } from '../../src/store/sqlite/connection/sqlite.ts';
import { ManualClock } from './manual-clock.ts';

declare module 'vitest' {
  interface ProvidedContext {
    newDatabase: string;
  }
}

/**
 * Makes the database that `writeNewDatabase` copies: as the program makes it, empty and with Australia's holidays. To make it takes the
 * program longer than most of what tests do with it.
 */
export async function setup(project: TestProject): Promise<() => void> {
  const folder = mkdtempSync(join(tmpdir(), 'voicebot-new-'));
  const path = join(folder, 'voicebot.db');
  const store = openStore({ path, migrations: fileURLToPath(new URL('../../drizzle', import.meta.url)) });
  await fillHolidays(['AU'], { store, calendar: async () => holidayCalendar, clock: new ManualClock() });
  store.close();
  project.provide('newDatabase', path);
  return () => rmSync(folder, { recursive: true, force: true });
}

/** Returns the path of a folder beside that one, which is removed with it. */
export function folderNamed(name: string): string {
  return join(dirname(inject('newDatabase')), name);
}

/** Returns the path of a database beside that one, which is removed with it. */
export function databaseNamed(name: string): string {
  return folderNamed(`${name}.db`);
}

/** Puts a new database, with an identity of its own, at this path. @param from what it is a copy of; an empty one by default */
export function writeNewDatabase(path: string, from = inject('newDatabase')): void {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  copyFileSync(from, path);
  const database = openSqlite(path);
  database.exec('UPDATE ledger SET identity = lower(hex(randomblob(16)))');
  database.close();
}
