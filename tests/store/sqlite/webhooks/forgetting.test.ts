import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { type Database, openDatabase } from '../../../../src/store/sqlite/connection/database.ts';
import { openSqlite } from '../../../../src/store/sqlite/connection/sqlite.ts';
import { forgetAside, settleWebhook } from '../../../../src/store/sqlite/webhooks/settle-webhook.ts';
import { migrations } from '../../../operations/calling/due-calls.ts';
import { writeNewDatabase } from '../../../support/new-database.ts';

const now = new Date('2026-03-10T00:00:00Z');
const daysAgo = (days: number) => now.getTime() - days * 86_400_000;

type Row = readonly [state: 'received' | 'applied' | 'set_aside', receivedAt: number];

/** Opens a database with these webhooks, whose ids count from 1. */
function openWith(rows: readonly Row[]): { database: Database; left: () => unknown[] } {
  const folder = mkdtempSync(join(tmpdir(), 'voicebot-test-'));
  const path = join(folder, 'voicebot.db');
  writeNewDatabase(path);
  const file = openSqlite(path);
  const insert = file.prepare('insert into webhooks (digest, state, received_at) values (?, ?, ?)');
  for (const [index, [state, receivedAt]] of rows.entries()) insert.run(String(index), state, receivedAt);
  const database = openDatabase({ path, migrations });
  onTestFinished(() => {
    database.close();
    file.close();
    rmSync(folder, { recursive: true, force: true });
  });
  return { database, left: () => file.prepare('select id, state from webhooks order by id').raw().all() };
}

it('applied webhooks are forgotten after a week, two with each that is applied; one that waits never is', async () => {
  const { database, left } = openWith([
    ['received', daysAgo(9)],
    ['received', daysAgo(8)],
    ['applied', daysAgo(8)],
    ['applied', daysAgo(6)],
    ['received', daysAgo(0)],
  ]);
  const settle = (id: number) =>
    database.write((db) => settleWebhook(db, id, { state: 'applied', because: null }, now));
  await settle(5);
  const both = [
    [4, 'applied'],
    [5, 'applied'],
  ];
  expect(left()).toEqual([[1, 'received'], [2, 'received'], ...both]);
  await settle(2);
  expect(left()).toEqual([[1, 'received'], ...both]);
});

it('of those that were set aside, the last thousand are remembered', async () => {
  const { database, left } = openWith([
    ...Array.from({ length: 1003 }, (): Row => ['set_aside', daysAgo(1)]),
    ...[['applied', daysAgo(1)] as Row, ['received', daysAgo(1)] as Row],
  ]);
  await database.write(forgetAside);
  expect(left()).toHaveLength(1002);
  expect(left()[0]).toEqual([4, 'set_aside']);
  await database.write(forgetAside);
  expect(left()).toHaveLength(1002);
});
