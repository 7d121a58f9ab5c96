import { copyFileSync, existsSync, mkdirSync, readdirSync, readlinkSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openSqlite } from '../../src/store/sqlite/connection/sqlite.ts';
import {
  numberOf,
  onceEach,
  openWithContacts,
  openWithDue,
  requestsTo,
  ringsOf,
  until,
} from '../operations/calling/due-calls.ts';
import type { Operator } from '../support/operator.ts';
import type { Running } from '../support/running.ts';
import { due, recover } from './crashing.ts';

const count = 6;

/** Starts a run that waits this long for Retell's response to its first call, ms. */
async function startRun(words: readonly string[], delayMs = 700) {
  const operator = await openWithDue(count);
  operator.simulator.addFault({ on: 'create', kind: 'slow', delayMs, toNumber: numberOf(1) });
  const run = operator.start(words);
  await until(() => requestsTo(operator).length === 1, 'the first call is being placed');
  return { operator, run };
}

/** Expects that a run has noticed, has placed nothing since, and has said which call it could not record. */
async function expectNoticed(operator: Operator, run: Running, file: string): Promise<void> {
  const { code, stdout, stderr } = await run.ended;
  const [ring] = operator.simulator.rings();
  expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringContaining(file) });
  expect(stderr).toContain('while voicebot had it open');
  expect(stdout).toContain(`#1  Contact 1`);
  expect(stdout).toContain(ring?.callId);
}

function intact({ rows }: Operator): void {
  expect(rows('pragma integrity_check')).toEqual([{ integrity_check: 'ok' }]);
}

/** Copies the database as it is now, as a backup by hand would. */
function copyOf({ database }: Operator, copy: string): void {
  const source = openSqlite(database, { readonly: true });
  source.prepare('vacuum into ?').run(copy);
  source.close();
}

describe.each([
  ['process-due', due],
  ['watch', ['watch', '--every', '1s', '--concurrency', '1']],
])('%s places nothing more, and says so', (_, words) => {
  it('once its database has been deleted', async () => {
    const { operator, run } = await startRun(words);
    for (const suffix of ['', '-wal', '-shm']) rmSync(operator.database + suffix);
    await expectNoticed(operator, run, operator.database);
    expect(requestsTo(operator)).toHaveLength(1);
    expect(existsSync(operator.database)).toBe(false);
  });

  it('once another file is in the place of its database', async () => {
    const { operator, run } = await startRun(words);
    const other = join(operator.home, 'other.db');
    copyOf(operator, other);
    renameSync(other, operator.database);
    await expectNoticed(operator, run, operator.database);
    expect(requestsTo(operator)).toHaveLength(1);
    intact(operator);
  });

  it('once the folder of its database has been moved, whatever is in its place', async () => {
    const { operator, run } = await startRun(words);
    const folder = dirname(operator.database);
    renameSync(folder, `${folder}.aside`);
    await expectNoticed(operator, run, operator.database);
    expect(requestsTo(operator)).toHaveLength(1);

    // Put back, it goes on where it was: the call whose response could not be recorded is looked up.
    renameSync(`${folder}.aside`, folder);
    await recover(operator);
    expect(ringsOf(operator)).toEqual(onceEach(count));
    expect(requestsTo(operator)).toHaveLength(count);
    intact(operator);
  });

  it.each(['-shm', '-wal'])('once the %s file has been deleted, and a second run goes on', async (suffix) => {
    const { operator, run } = await startRun(words, suffix === '-shm' ? 2500 : 700);
    rmSync(operator.database + suffix);
    if (suffix === '-shm')
      expect(await operator.voicebot([...due, '--limit', '3'])).toMatchObject({ code: 0 });
    await expectNoticed(operator, run, `${operator.database}${suffix}`);
    intact(operator);
    await recover(operator);
    expect(ringsOf(operator)).toEqual(onceEach(count));
    expect(requestsTo(operator)).toHaveLength(count);
    expect(operator.rows('select status from scheduled_calls group by status')).toEqual([
      { status: 'COMPLETED' },
    ]);
    intact(operator);
  });
});

it('call says that the phone may ring, not that it may be tried again, if its response cannot be recorded', async () => {
  const operator = await openWithContacts(1);
  operator.simulator.addFault({ on: 'create', kind: 'slow', delayMs: 700 });
  const call = operator.start(['call', '1', '--yes', '--json']);
  await until(() => requestsTo(operator).length === 1, 'the call is being placed');
  for (const suffix of ['', '-wal', '-shm']) rmSync(operator.database + suffix);
  const { code, json, stdout } = await call.ended;
  // A script that reads 75, try again, would call twice.
  expect({ code, json }).toMatchObject({ code: 1, json: { error: { code: 'call_unknown' } } });
  expect(stdout).toContain(operator.simulator.rings()[0]?.callId);
});

it('a watch with nothing to do also notices that its database is gone', async () => {
  const operator = await openWithDue(0);
  const watch = operator.start(['watch', '--every', '1s']);
  await watch.says('Watching');
  mkdirSync(join(operator.home, 'aside'));
  renameSync(operator.database, join(operator.home, 'aside', 'voicebot.db'));
  expect(await watch.ended).toMatchObject({ code: 1, stderr: expect.stringContaining(operator.database) });
});

it('a run is not disturbed by whatever others may do with its database', async () => {
  const operator = await openWithDue(count);
  const always = Number.POSITIVE_INFINITY;
  operator.simulator.addFault({ on: 'create', kind: 'slow', delayMs: 400, times: always });
  const run = operator.start(due);
  await until(() => requestsTo(operator).length === 1, 'the first call is being placed');
  await Promise.all([
    operator.voicebot(['contacts', 'list']),
    operator.voicebot(['process-due']),
    operator.voicebot(['doctor']),
    operator.voicebot(['backup', 'copy.db']),
    operator.voicebot(['contacts', 'tag', 'vip', '1-3']),
  ]).then((others) => expect(others.map(({ code }) => code)).toEqual([0, 0, 0, 0, 0]));
  for (const pragma of ['wal_checkpoint(truncate)', 'optimize', 'journal_mode = wal']) {
    const other = openSqlite(operator.database);
    other.exec(`PRAGMA ${pragma}`);
    other.close();
  }
  copyFileSync(operator.database, join(operator.home, 'read.db'));
  expect(await run.ended).toMatchObject({ code: 0, stderr: '' });
  expect(ringsOf(operator)).toEqual(onceEach(count));
  intact(operator);
});

it.runIf(process.platform === 'linux')(
  'a database that is replaced while it is being opened is not taken for a broken one',
  async () => {
    const operator = await openWithContacts(200);
    const folder = dirname(operator.database);
    const copy = join(operator.home, 'copy');
    mkdirSync(copy);
    copyOf(operator, join(copy, 'voicebot.db'));
    // Its log has pages that lie elsewhere in the copy.
    const own = openSqlite(operator.database);
    own.exec('create table more as select * from contacts');
    const holder = openSqlite(join(copy, 'voicebot.db'));
    holder.exec(
      'pragma journal_mode = wal; pragma locking_mode = exclusive; begin immediate; create table x (y)',
    );
    renameSync(folder, `${folder}.aside`);
    renameSync(copy, folder);
    const list = operator.start(['contacts', 'list']);
    await until(() => hasOpen(list, operator.database), 'the copy is being opened');
    renameSync(folder, copy);
    renameSync(`${folder}.aside`, folder);
    holder.exec('rollback');
    holder.close();
    const { code, stderr } = await list.ended;
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: expect.stringContaining('was replaced by another file while voicebot had it open'),
    });
    expect(own.prepare('select count(*) as count from more').get()).toEqual({ count: 200 });
    own.close();
    intact(operator);
    expect(operator.rows('select count(*) as count from more')).toEqual([{ count: 200 }]);
  },
);

function hasOpen({ process: { pid } }: Running, file: string): boolean {
  const open = `/proc/${pid}/fd`;
  return readdirSync(open).some((name) => {
    try {
      return readlinkSync(join(open, name)) === file;
    } catch {
      return false;
    }
  });
}
