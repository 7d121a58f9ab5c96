import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import type { CallCalendar } from '../../../../src/domain/calls/call-times/call-calendar.ts';
import { openStore } from '../../../../src/store/open-store.ts';
import { openSqlite } from '../../../../src/store/sqlite/connection/sqlite.ts';
import { migrations } from '../../../operations/calling/due-calls.ts';
import { writeNewDatabase } from '../../../support/new-database.ts';

it('a database that fails while a plan is decided ends the plan, and leaves nobody out', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'voicebot-test-'));
  const path = join(folder, 'voicebot.db');
  writeNewDatabase(path);
  const store = openStore({ path, migrations });
  onTestFinished(() => {
    store.close();
    rmSync(folder, { recursive: true, force: true });
  });
  // As the gates do, whatever it is that they cannot find out.
  const decide = (calendar: CallCalendar) => {
    try {
      return calendar.holidayOn('2026-12-25', 'AU', null)?.name;
    } catch {
      return 'left out';
    }
  };
  expect(await store.decideBy(decide)).toBe('Christmas Day');
  const other = openSqlite(path);
  other.exec('drop table holidays');
  other.close();
  await expect(store.decideBy(decide)).rejects.toThrow('failed (SQLITE_ERROR)');
});
