import { describe, expect, it } from 'vitest';
import { settingAside } from '../../../src/operations/calling/checking/set-aside.ts';
import { openStore } from '../../../src/store/open-store.ts';
import { openSqlite } from '../../../src/store/sqlite/connection/sqlite.ts';
import type { Operator } from '../../support/operator.ts';
import { listAt } from '../../support/people.ts';
import { migrations, numberOf, onceEach, openWithDue, requestsTo, ringsOf } from './due-calls.ts';

/** Changes the database behind the program's back, as a slip of the hand might. */
function damage({ database }: Operator, sql: string): void {
  const db = openSqlite(database);
  db.exec(sql);
  db.close();
}

describe('a record in the ledger that cannot be read', () => {
  it.each([
    ['variables that are no JSON', "dynamic_variables = '{'"],
    ['a reason that nobody knows', "held_because = 'the_moon'"],
  ])('%s: is set aside and named, and the other unconfirmed calls are found', async (_, what) => {
    const operator = await openWithDue(3);
    operator.simulator.addFault({ on: 'create', kind: 'lose-answer', times: 3 });
    await operator.voicebot(['process-due']);
    damage(operator, `update calls set ${what} where scheduled_call_id = 1`);
    operator.clock.advance(20);
    const run = await operator.voicebot(['process-due']);
    expect(run).toMatchObject({ code: 6, stderr: '' });
    expect(run.stdout).toMatch(
      /! #1 .*record of call \d cannot be read, so it is set aside; its phone may have rung/,
    );
    expect(operator.rows('select status, waits_for from scheduled_calls order by id')).toEqual([
      { status: 'IN_PROGRESS', waits_for: 'operator' },
      { status: 'COMPLETED', waits_for: null },
      { status: 'COMPLETED', waits_for: null },
    ]);

    // It still counts as one that may have rung, and no run looks at it again.
    operator.clock.advance(3600);
    expect(await operator.voicebot(['process-due'])).toMatchObject({ code: 0, stderr: '' });
    expect(requestsTo(operator, numberOf(1))).toHaveLength(1);
    expect(ringsOf(operator)).toEqual(onceEach(3));
    expect(
      operator.rows('select status, set_aside_at > 0 as aside from calls where scheduled_call_id = 1'),
    ).toEqual([{ status: 'unknown', aside: 1 }]);
  });

  it('is resolved by the operator as not placed, with the others, and its call can be retried', async () => {
    const operator = await openWithDue(3);
    operator.simulator.addFault({ on: 'create', kind: 'reset', times: 3 });
    await operator.voicebot(['process-due']);
    damage(operator, "update calls set held_because = 'the_moon' where scheduled_call_id = 1");
    operator.clock.advance(20);
    await operator.voicebot(['process-due']);
    const placed = await operator.voicebot(['scheduled', 'resolve', '1', '--placed', 'call_x', '--json']);
    expect(placed).toMatchObject({ code: 1, json: { error: { code: 'call_unreadable' } } });
    const all = await operator.voicebot(['scheduled', 'resolve', '--all', '--not-placed', '--yes']);
    expect(all).toMatchObject({ code: 0, stderr: '' });
    expect(operator.rows('select distinct status from scheduled_calls')).toEqual([{ status: 'FAILED' }]);
    await operator.voicebot(['scheduled', 'retry', '1-3']);
    operator.clock.advance(1);
    await operator.voicebot(['process-due']);
    expect(ringsOf(operator)).toEqual(onceEach(3));
  });

  it('tells all the same which account a restored database belongs to', async () => {
    const workspaces = { key_of_the_test_account: 'acme', key_that_replaced_it: 'acme' };
    const operator = await openWithDue(2, { workspaces });
    await operator.voicebot(['process-due', '--limit', '1']);
    damage(operator, "update calls set dynamic_variables = '{'");
    await operator.voicebot(['backup', 'monday.db']);
    await operator.voicebot(['restore', 'monday.db', '--yes']);
    operator.clock.advance(180);
    const run = await operator.voicebot(['process-due'], { env: { RETELL_API_KEY: 'key_that_replaced_it' } });
    expect(run).toMatchObject({ code: 6, stderr: '' });
    expect(ringsOf(operator)).toEqual(onceEach(2));
  });

  it('stops no run, not even if another run sets it aside first', async () => {
    const operator = await openWithDue(2);
    operator.simulator.addFault({ on: 'create', kind: 'lose-answer', times: 2 });
    await operator.voicebot(['process-due']);
    damage(operator, "update calls set dynamic_variables = '{' where scheduled_call_id = 1");
    operator.clock.advance(20);
    const now = operator.clock.now();
    const clock = { isReal: false, now: () => now, sleep: async () => undefined };
    const [store, another] = [1, 2].map(() => openStore({ path: operator.database, migrations }));
    if (!store || !another) throw new Error('no store');
    const claimed = await settingAside(
      { store, clock },
      () => undefined,
      async () => {
        try {
          return await store.claimNextUnknown({ now, account: 1, lease: 60_000 });
        } catch (error) {
          await another.setAsideUnreadable(now);
          throw error;
        }
      },
    );
    expect(claimed?.call.scheduledCallId).toBe(2);
    for (const open of [store, another]) open.close();
  });

  it.each(['calls', 'scheduled'])('leaves the others in the list: %s list', async (list) => {
    const operator = await openWithDue(3);
    await operator.voicebot(['process-due']);
    const table = list === 'calls' ? 'calls' : 'scheduled_calls';
    damage(operator, `update ${table} set dynamic_variables = '[1]' where id = 2`);
    const listed = await operator.voicebot([list, 'list', '--json']);
    expect(listed).toMatchObject({
      code: 0,
      stderr: expect.stringMatching(/^! 1 .*set aside, .*cannot be read: 2/m),
    });
    expect(listAt(listed.json, list === 'calls' ? 'calls' : 'scheduledCalls')).toHaveLength(2);
  });

  it('keeps nobody from seeing how the other open calls are going, and doctor names it', async () => {
    const operator = await openWithDue(3);
    await operator.voicebot(['process-due']);
    damage(operator, "update calls set dynamic_variables = '{' where id = 2");
    operator.clock.advance(600);
    expect(await operator.voicebot(['process-due'])).toMatchObject({ code: 6, stderr: '' });
    const open = "select count(*) as n from calls where status in ('registered', 'ongoing')";
    expect(operator.rows(open)).toEqual([{ n: 1 }]);
    const doctor = await operator.json(['doctor']);
    expect(doctor).toMatchObject({
      checks: expect.arrayContaining([
        expect.objectContaining({
          name: 'unreadable_calls',
          status: 'warning',
          message: expect.stringContaining('call 2'),
        }),
      ]),
    });
  });
});

describe('an open call that Retell no longer lists', () => {
  it('is closed after a day as not listed, and not before', async () => {
    const operator = await openWithDue(2);
    await operator.voicebot(['process-due']);
    damage(operator, "update calls set retell_call_id = 'call_gone' where id = 1");
    const state = 'select status, disconnection_reason as why, next_check_at as next from calls where id = 1';
    operator.clock.advance(23 * 3600);
    await operator.voicebot(['process-due']);
    expect(operator.rows(state)).toMatchObject([{ status: 'registered', why: null }]);
    operator.clock.advance(3700);
    expect(await operator.voicebot(['process-due'])).toMatchObject({ code: 0 });
    expect(operator.rows(state)).toEqual([{ status: 'error', why: 'not_listed', next: null }]);
    const before = operator.simulator.requests().length;
    operator.clock.advance(3700);
    await operator.voicebot(['process-due']);
    expect(operator.simulator.requests()).toHaveLength(before);
  });

  it.each(['empty-page', 'no-id'] as const)('stays open if the list cannot be read: %s', async (kind) => {
    const operator = await openWithDue(1);
    await operator.voicebot(['process-due']);
    operator.simulator.addFault({ on: 'list', kind, times: Number.POSITIVE_INFINITY });
    operator.clock.advance(25 * 3600);
    await operator.voicebot(['process-due']);
    expect(operator.rows('select status from calls')).toEqual([{ status: 'registered' }]);
  });
});
