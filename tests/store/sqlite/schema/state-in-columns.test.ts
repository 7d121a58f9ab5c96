import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { z } from 'zod';
import { openStore } from '../../../../src/store/open-store.ts';
import { openDatabase } from '../../../../src/store/sqlite/connection/database.ts';
import { openSqlite } from '../../../../src/store/sqlite/connection/sqlite.ts';
import { migrations } from '../../../operations/calling/due-calls.ts';

const journal = z.looseObject({ entries: z.array(z.looseObject({ tag: z.string() })) });

/** Copies the migrations up to the one that moved state into columns. @returns the folder */
function olderMigrations(folder: string): string {
  const path = join(folder, 'drizzle');
  cpSync(migrations, path, { recursive: true });
  const journalFile = join(path, 'meta/_journal.json');
  const known = journal.parse(JSON.parse(readFileSync(journalFile, 'utf8')));
  writeFileSync(
    journalFile,
    JSON.stringify({ ...known, entries: known.entries.filter(({ tag }) => tag < '0004') }),
  );
  return path;
}

const waits = '; not sent again, it waits for you';

/** Calls as an older voicebot left them, and what they become. */
const calls = [
  {
    what: 'unconfirmed, and Retell will be asked',
    before: { status: 'unknown', message: 'the connection broke (ECONNRESET)' },
    after: {
      waitsFor: 'retell',
      heldBecause: null,
      errorMessage: 'the connection broke (ECONNRESET)',
      scheduled: 'retell',
    },
  },
  {
    what: 'left to the operator',
    before: { status: 'unknown', message: `no answer${waits}` },
    after: { waitsFor: 'operator', heldBecause: null, errorMessage: 'no answer', scheduled: 'operator' },
  },
  {
    what: 'refused when sent again, and not yet left to the operator',
    before: { status: 'unknown', message: 'sent again, and refused: No such agent (422)' },
    after: {
      waitsFor: 'retell',
      heldBecause: 'refused_again',
      errorMessage: 'sent again, and refused: No such agent (422)',
      scheduled: 'retell',
    },
  },
  {
    what: 'refused when sent again, and left to the operator',
    before: { status: 'unknown', message: `sent again, and refused: No such agent (422)${waits}` },
    after: {
      waitsFor: 'operator',
      heldBecause: 'refused_again',
      errorMessage: 'sent again, and refused: No such agent (422)',
      scheduled: 'operator',
    },
  },
  {
    what: 'claimed, without a message',
    before: { status: 'placing', message: null },
    after: { waitsFor: null, heldBecause: null, errorMessage: null, scheduled: null },
  },
  {
    what: 'refused, with a message from Retell that looks like our state',
    before: { status: 'not_placed', message: `odd words${waits}` },
    after: { waitsFor: null, heldBecause: null, errorMessage: `odd words${waits}`, scheduled: null },
  },
];

/** Creates a database of an older voicebot with these calls, and opens it. */
async function updateOldDatabase() {
  const folder = mkdtempSync(join(tmpdir(), 'voicebot-state-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const path = join(folder, 'voicebot.db');
  openDatabase({ path, migrations: olderMigrations(folder) }).close();
  const older = openSqlite(path);
  const scheduled = older.prepare(
    `insert into scheduled_calls (id, from_number, agent_id, scheduled_time, status, call_id, dynamic_variables, error_message, created_at, updated_at)
     values (?, '+61255501234', 'agent_demo', 0, ?, ?, '{}', ?, 0, 0)`,
  );
  const attempt = older.prepare(
    `insert into calls (id, reference, scheduled_call_id, attempt, from_number, to_number, agent_id, dynamic_variables, status, error_message, requested_at, updated_at)
     values (?, 'vb_' || ?, ?, 1, '+61255501234', '+61491570006', 'agent_demo', '{}', ?, ?, 0, 0)`,
  );
  for (const [index, { before }] of calls.entries()) {
    const id = index + 1;
    const status = before.status === 'not_placed' ? 'FAILED' : 'IN_PROGRESS';
    scheduled.run(id, status, id, before.message);
    attempt.run(id, id, id, before.status, before.message);
  }
  // An immediate call has no scheduled call, and was always left to the operator.
  attempt.run(99, 99, null, 'unknown', `no answer${waits}`);
  older.close();
  let copy = '';
  const store = openStore({
    path,
    migrations,
    onUpdate: (path) => {
      copy = path;
    },
  });
  onTestFinished(store.close);
  return { folder, path, store, copy };
}

describe('a database that kept state in sentences', () => {
  it('has it in columns after the update', async () => {
    const { store } = await updateOldDatabase();
    for (const [index, { what, after }] of calls.entries()) {
      const { scheduled, ...call } = after;
      expect({ what, call: await store.call(index + 1) }).toMatchObject({ what, call });
      const expected = { errorMessage: call.errorMessage, waitsFor: scheduled };
      expect({ what, scheduled: await store.scheduledCall(index + 1) }).toMatchObject({
        what,
        scheduled: expected,
      });
    }
    expect(await store.call(99)).toMatchObject({
      waitsFor: 'operator',
      heldBecause: 'made_at_once',
      errorMessage: 'no answer',
    });
  });

  it('is first copied beside itself, whole and private', async () => {
    const { folder, copy } = await updateOldDatabase();
    expect(readdirSync(folder).filter((file) => file.includes('.before-update-'))).toHaveLength(1);
    const old = openSqlite(copy, { readonly: true });
    onTestFinished(() => void old.close());
    expect(old.prepare('pragma integrity_check').pluck().get()).toBe('ok');
    expect(old.prepare('select error_message from calls where id = 2').pluck().get()).toBe(
      `no answer${waits}`,
    );
    expect(() => old.prepare('select waits_for from calls')).toThrow('no such column');
  });

  it('is not copied when it is new, nor when it is up to date', async () => {
    const { folder, path, store } = await updateOldDatabase();
    store.close();
    openStore({ path, migrations }).close();
    openStore({ path: join(folder, 'new.db'), migrations }).close();
    expect(readdirSync(folder).filter((file) => file.includes('.before-update-'))).toHaveLength(1);
  });
});
