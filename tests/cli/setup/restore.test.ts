import {
  copyFileSync,
  existsSync,
  readdirSync,
  readFileSync,
  renameSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openSqlite } from '../../../src/store/sqlite/connection/sqlite.ts';
import {
  numberOf,
  onceEach,
  openWithContacts,
  openWithDue,
  requestsTo,
  ringsOf,
  scheduleCalls,
  until,
} from '../../operations/calling/due-calls.ts';
import { type Operator, openOperator } from '../../support/operator.ts';

/** Returns the names of the files beside the database, but for the one that says when the last run came. */
function beside({ database }: Operator): string[] {
  return readdirSync(dirname(database))
    .filter((name) => !name.endsWith('-last-run'))
    .sort();
}

/** Opens an operator who made a backup, and whose calls have all been placed since. */
async function withPlacedSince(count: number): Promise<Operator> {
  const operator = await openWithDue(count);
  expect(await operator.voicebot(['backup', 'monday.db'])).toMatchObject({ code: 0 });
  expect(await operator.voicebot(['process-due'])).toMatchObject({ code: 0 });
  operator.clock.advance(180);
  return operator;
}

describe('restore', () => {
  it('rings nobody again whose call was placed since the backup, and places the others', async () => {
    const operator = await openWithDue(4);
    await operator.voicebot(['backup', 'monday.db']);
    await operator.voicebot(['process-due', '--limit', '3']);
    expect(ringsOf(operator)).toEqual(onceEach(3));
    const ran = await operator.json(['restore', 'monday.db', '--yes']);
    expect(ran).toMatchObject({ success: true, file: operator.database, toVerify: 4, unverifiable: 0 });

    // Retell may not yet list the last calls: what it does not list waits.
    await operator.voicebot(['process-due']);
    expect(requestsTo(operator)).toHaveLength(3);
    operator.clock.advance(180);
    const run = await operator.voicebot(['process-due']);
    expect(run).toMatchObject({ code: 0, stderr: '' });
    expect(ringsOf(operator)).toEqual(onceEach(4));
    expect(requestsTo(operator)).toHaveLength(4);
    expect(
      operator.rows(`select s.status, s.attempts, s.retell_call_id = c.retell_call_id as same, c.to_number
        from scheduled_calls s join calls c on c.scheduled_call_id = s.id order by s.id`),
    ).toEqual(
      [1, 2, 3, 4].map((n) => ({ status: 'COMPLETED', attempts: 1, same: 1, to_number: numberOf(n) })),
    );
  });

  it('finds the latest attempt of a call that was refused at first', async () => {
    const operator = await openWithDue(1);
    await operator.voicebot(['backup', 'monday.db']);
    operator.simulator.addFault({ on: 'create', kind: 'status', status: 422 });
    await operator.voicebot(['process-due']);
    operator.clock.advance(61);
    await operator.voicebot(['process-due']);
    await operator.voicebot(['restore', 'monday.db', '--yes']);
    operator.clock.advance(180);
    expect(await operator.voicebot(['process-due'])).toMatchObject({ code: 0 });
    expect(operator.rows('select attempts, status from scheduled_calls')).toEqual([
      { attempts: 2, status: 'COMPLETED' },
    ]);
    expect(ringsOf(operator)).toEqual(onceEach(1));
  });

  it('places nothing while the answer is not whole', async () => {
    const operator = await withPlacedSince(2);
    await operator.voicebot(['restore', 'monday.db', '--yes']);
    operator.simulator.addFault({ on: 'list', kind: 'error-before' });
    expect(await operator.voicebot(['process-due'])).toMatchObject({ code: 75 });
    expect(requestsTo(operator)).toHaveLength(2);
    operator.clock.advance(61);
    expect(await operator.voicebot(['process-due'])).toMatchObject({ code: 0 });
    expect(requestsTo(operator)).toHaveLength(2);
    expect(operator.rows('select status from scheduled_calls')).toEqual([
      { status: 'COMPLETED' },
      { status: 'COMPLETED' },
    ]);
  });

  it('never sends an unconfirmed attempt again: the original may have made another', async () => {
    const operator = await openWithDue(1);
    operator.simulator.addFault({ on: 'create', kind: 'reset' });
    await operator.voicebot(['process-due']);
    await operator.voicebot(['backup', 'monday.db']);
    await operator.voicebot(['restore', 'monday.db', '--yes']);
    operator.clock.advance(300);
    expect(await operator.voicebot(['process-due'])).toMatchObject({ code: 6 });
    expect(requestsTo(operator)).toHaveLength(1);
    expect(operator.rows('select status, held_because from calls')).toEqual([
      { status: 'unknown', held_because: 'restored' },
    ]);
  });

  it('refuses while another process has the database open, and changes nothing', async () => {
    const operator = await openWithDue(2);
    await operator.voicebot(['backup', 'monday.db']);
    operator.simulator.addFault({ on: 'create', kind: 'slow', delayMs: 4000, toNumber: numberOf(1) });
    const run = operator.start(['process-due', '--concurrency', '1']);
    await until(() => requestsTo(operator).length === 1, 'the run has begun');
    const ran = await operator.voicebot(['restore', 'monday.db', '--yes', '--json']);
    expect(ran).toMatchObject({ code: 75, json: { error: { code: 'database_in_use' } } });
    expect(beside(operator)).toEqual(['', '-shm', '-wal'].map((suffix) => `voicebot.db${suffix}`));
    expect(await run.ended).toMatchObject({ code: 0, stderr: '' });
    expect(ringsOf(operator)).toEqual(onceEach(2));
    expect(await operator.voicebot(['restore', 'monday.db', '--yes'])).toMatchObject({ code: 0 });
  });

  it('puts the old files aside, whole, and no calls are placed from them', async () => {
    const operator = await withPlacedSince(2);
    const { aside } = Object(await operator.json(['restore', 'monday.db', '--yes']));
    expect(beside(operator)).toEqual(['voicebot.db', basename(aside)]);
    const old = await operator.json(['calls', 'list', '--db', aside]);
    expect(Object(old).calls).toHaveLength(2);
    expect(await operator.voicebot(['process-due', '--db', aside])).toMatchObject({ code: 4 });
  });

  it('leaves nothing of the old log, which would damage the new database', async () => {
    const operator = await withPlacedSince(7);
    const killed = operator.start(['watch', '--every', '1s']);
    await killed.says('Watching');
    killed.process.kill('SIGKILL');
    await killed.ended;
    expect(beside(operator)).toContain('voicebot.db-wal');
    expect(await operator.voicebot(['restore', 'monday.db', '--yes'])).toMatchObject({ code: 0 });
    expect(operator.rows('pragma integrity_check')).toEqual([{ integrity_check: 'ok' }]);
    expect((await operator.voicebot(['process-due'])).code).toBe(0);
    expect(requestsTo(operator)).toHaveLength(7);
  });

  it('replaces a damaged database', async () => {
    const operator = await withPlacedSince(2);
    writeFileSync(operator.database, 'It was a bright cold day in April. '.repeat(1000));
    expect(await operator.voicebot(['restore', 'monday.db', '--yes'])).toMatchObject({ code: 0 });
    operator.clock.advance(180);
    expect(await operator.voicebot(['process-due'])).toMatchObject({ code: 0 });
    expect(requestsTo(operator)).toHaveLength(2);
  });

  it('works where there is no database yet, and for a copy that was moved into its place by hand', async () => {
    const operator = await withPlacedSince(2);
    renameSync(join(operator.home, 'monday.db'), operator.database);
    const refused = await operator.voicebot(['process-due']);
    expect(refused).toMatchObject({ code: 4, stdout: '' });
    expect(refused.stderr).toContain(`is a copy of ${operator.database}`);
    expect(refused.stderr).toContain(`voicebot restore ${operator.database}`);
    expect(await operator.voicebot(['restore', operator.database, '--yes'])).toMatchObject({ code: 0 });
    const fresh = join(operator.home, 'new', 'place.db');
    expect(await operator.voicebot(['restore', operator.database, '--yes', '--db', fresh])).toMatchObject({
      code: 0,
    });
    operator.clock.advance(180);
    for (const path of [operator.database, fresh])
      expect(await operator.voicebot(['process-due', '--db', path])).toMatchObject({ code: 0 });
    expect(requestsTo(operator)).toHaveLength(2);
  });

  it.each([
    ['that is not there', 'file_not_found', 2, () => undefined],
    ['that is empty', 'not_a_backup', 1, (path: string) => writeFileSync(path, '')],
    [
      'that is no database',
      'database_unreadable',
      1,
      (path: string) => writeFileSync(path, 'x'.repeat(5000)),
    ],
    [
      'of another program',
      'database_of_another',
      1,
      (path: string) => openSqlite(path).exec('create table photos (id)').close(),
    ],
  ])('refuses a file %s, and changes nothing', async (_, code, exit, write) => {
    const operator = await openWithDue(1);
    const before = beside(operator);
    write(join(operator.home, 'other.db'));
    const ran = await operator.voicebot(['restore', 'other.db', '--yes', '--json']);
    expect(ran).toMatchObject({ code: exit, json: { error: { code } } });
    expect(ran.stdout).not.toContain('Check --db');
    expect(beside(operator)).toEqual(before);
    expect(await operator.voicebot(['process-due'])).toMatchObject({ code: 0 });
  });

  it('refuses a damaged backup', async () => {
    const operator = await openWithDue(200);
    await operator.voicebot(['backup', 'monday.db']);
    const path = join(operator.home, 'monday.db');
    const bytes = readFileSync(path);
    bytes.fill(0x5a, bytes.length - 4096 * 4, bytes.length - 4096 * 3);
    writeFileSync(path, bytes);
    expect((await operator.voicebot(['restore', 'monday.db', '--yes'])).code).toBe(1);
    expect(operator.rows('select count(*) as n from scheduled_calls')).toEqual([{ n: 200 }]);
  });
});

describe('a copy', () => {
  it('places no calls, however it is asked to, and can still be read', async () => {
    const operator = await openWithDue(1);
    await operator.voicebot(['backup', 'monday.db']);
    const copy = ['--db', join(operator.home, 'monday.db')];
    for (const words of [['process-due'], ['watch', '--every', '1s'], ['call', '1', '--yes']]) {
      const ran = await operator.voicebot([...words, ...copy]);
      expect(ran).toMatchObject({ code: 4, stdout: '' });
      expect(ran.stderr).toContain('voicebot restore');
    }
    expect(requestsTo(operator)).toEqual([]);
    expect(await operator.voicebot(['scheduled', 'list', ...copy])).toMatchObject({ code: 0 });
  });

  it('is said to be one even if nothing is due', async () => {
    const operator = await openWithContacts(1);
    await operator.voicebot(['backup', 'monday.db']);
    const ran = await operator.voicebot(['process-due', '--db', join(operator.home, 'monday.db')]);
    expect(ran).toMatchObject({ code: 4 });
  });

  it('appears under its name only once it is whole, and follows no link', async () => {
    const operator = await openWithDue(20);
    symlinkSync(join(operator.home, 'elsewhere.db'), join(operator.home, 'link.db'));
    expect(await operator.voicebot(['backup', 'link.db'])).toMatchObject({ code: 2 });
    expect(existsSync(join(operator.home, 'elsewhere.db'))).toBe(false);

    // Strikes while the copy is being written.
    const doomed = operator.start(['backup', 'tuesday.db']);
    await until(
      () => readdirSync(operator.home).some((name) => name.startsWith('tuesday.db')),
      'it is being written',
    );
    doomed.process.kill('SIGKILL');
    await doomed.ended;
    const path = join(operator.home, 'tuesday.db');
    if (existsSync(path)) {
      const copy = openSqlite(path, { readonly: true });
      expect(copy.prepare('select count(*) from scheduled_calls').pluck().get()).toBe(20);
      copy.close();
    }
  });
});

describe('a database on another machine', () => {
  it('is taken for a restored one: said once, and Retell is asked before anything is placed', async () => {
    const operator = await openWithContacts(3);
    await scheduleCalls(
      operator,
      [1, 2, 3].map((id) => ({ id, seconds: 60 * id })),
    );
    const on = (machine: string) => ({ env: { VOICEBOT_MACHINE: machine } });
    operator.clock.advance(60);
    await operator.voicebot(['process-due'], on('old'));
    const moved = join(operator.home, 'moved.db');
    copyFileSync(operator.database, moved);
    operator.clock.advance(60);
    await operator.voicebot(['process-due'], on('old'));
    expect(ringsOf(operator)).toEqual(onceEach(2));

    operator.clock.advance(60);
    const first = await operator.voicebot(['process-due', '--db', moved], on('new'));
    expect(first.stdout).toContain('last used on another machine');
    operator.clock.advance(240);
    const second = await operator.voicebot(['process-due', '--db', moved], on('new'));
    expect(second.stdout).not.toContain('another machine');
    expect(ringsOf(operator)).toEqual(onceEach(3));
    expect(requestsTo(operator)).toHaveLength(3);
  });

  it('is not where the machine is not known, as in a container', async () => {
    const operator = await openWithDue(2);
    const on = (machine: string) => ({ env: { VOICEBOT_MACHINE: machine } });
    await operator.voicebot(['process-due', '--limit', '1'], on('old'));
    expect(operator.rows('select machine is not null as known from ledger')).toEqual([{ known: 1 }]);
    const ran = await operator.voicebot(['process-due'], on('unknown'));
    expect(ran.stdout).not.toContain('another machine');
    expect(ringsOf(operator)).toEqual(onceEach(2));
  });
});

it.each(['/proc/x/y.db', '/dev/null/x/y.db'])('a restore to %s is a line, not a hang', async (path) => {
  const operator = await openWithDue(1);
  await operator.voicebot(['backup', 'monday.db']);
  const ran = await operator.voicebot(['restore', 'monday.db', '--yes', '--db', path]);
  expect(ran).toMatchObject({ code: 1 });
  expect(ran.stderr).toMatch(/monday.db could not be restored to \S+ \((ENOENT|ENOTDIR)\)/);
  expect(ran.stderr).not.toContain('    at ');
});

it('the request of each call says which attempt of which scheduled call it is, in which database', async () => {
  const operator = await openOperator();
  await operator.voicebot(['contacts', 'add', '--name', 'Ada', '--phone', numberOf(1)]);
  await operator.voicebot(['schedule', '1', '--at', '+1m']);
  operator.clock.advance(61);
  await operator.voicebot(['process-due']);
  const [row] = operator.rows('select identity from ledger');
  const [request] = requestsTo(operator);
  expect(request).toMatchObject({
    metadata: {
      voicebot_reference: request?.idempotency_key,
      voicebot_database: row?.['identity'],
      voicebot_scheduled_call: '1',
      voicebot_attempt: '1',
    },
  });
});
