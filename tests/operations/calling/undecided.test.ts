import { describe, expect, it } from 'vitest';
import { openSqlite } from '../../../src/store/sqlite/connection/sqlite.ts';
import type { Operator } from '../../support/operator.ts';
import { numberOf, onceEach, openWithDue, requestsTo, ringsOf } from './due-calls.ts';

/** Changes the database behind the program's back, as a slip of the hand might. */
function damage({ database }: Operator, sql: string): void {
  const db = openSqlite(database);
  db.exec(sql);
  db.close();
}

const scheduledCalls = ({ rows }: Operator) =>
  rows('select id, status, attempts, waits_for from scheduled_calls order by id');

const waitsForOperator = { status: 'PENDING', attempts: 0, waits_for: 'operator' };
const placed = { status: 'COMPLETED', attempts: 1, waits_for: null };

describe('a call that cannot be decided', () => {
  it.each([
    ['whose contact cannot be read', "update contacts set custom_fields = '{' where id = 1"],
    ['whose zone does not exist', "update contacts set timezone = 'Mars/Base' where id = 1"],
    ['whose own record cannot be read', "update scheduled_calls set dynamic_variables = '[1]' where id = 1"],
  ])('%s: waits, says so, and blocks no other call', async (_, sql) => {
    const operator = await openWithDue(3);
    damage(operator, sql);
    const run = await operator.voicebot(['process-due', '--concurrency', '1']);
    expect(run).toMatchObject({ code: 6, stderr: '' });
    expect(run.stdout).toMatch(/! #1 .*not called: voicebot could not decide whether to call \(.+\)/m);
    expect(scheduledCalls(operator)).toEqual([
      { id: 1, ...waitsForOperator },
      { id: 2, ...placed },
      { id: 3, ...placed },
    ]);
    expect(operator.rows('select id from calls where scheduled_call_id = 1')).toEqual([]);

    expect(await operator.voicebot(['process-due'])).toMatchObject({ code: 0, stdout: '' });
    operator.clock.advance(3700);
    expect(await operator.json(['process-due'])).toMatchObject({
      results: {
        processed: 0,
        failed: 0,
        postponed: 1,
        errors: [expect.stringContaining('Scheduled call 1')],
      },
    });
    expect(requestsTo(operator, numberOf(1))).toEqual([]);

    damage(operator, "update contacts set custom_fields = '{}', timezone = null where id = 1");
    damage(operator, "update scheduled_calls set dynamic_variables = '{}' where id = 1");
    operator.clock.advance(3700);
    expect(await operator.voicebot(['process-due'])).toMatchObject({ code: 0 });
    expect(ringsOf(operator)).toEqual(onceEach(3));
    expect(scheduledCalls(operator)[0]).toEqual({ id: 1, ...placed });
  });

  it('stops the run after ten in a row: one error must not affect ten thousand calls', async () => {
    const operator = await openWithDue(24);
    damage(operator, "update contacts set timezone = 'Mars/Base' where id <= 23");
    const run = await operator.voicebot(['process-due', '--concurrency', '1']);
    expect(run).toMatchObject({ code: 1 });
    expect(run.stderr).toMatch(
      /^error: 10 calls in a row could not be decided.*Mars\/Base.*\n.*lose no attempt/,
    );
    expect(scheduledCalls(operator).filter((call) => call['waits_for'] !== null)).toHaveLength(10);
    expect(scheduledCalls(operator)).toEqual(
      scheduledCalls(operator).map((call) => ({ ...call, status: 'PENDING', attempts: 0 })),
    );
    expect(requestsTo(operator)).toEqual([]);

    await operator.voicebot(['process-due', '--concurrency', '1']);
    const last = await operator.voicebot(['process-due', '--concurrency', '1', '--json']);
    expect(last).toMatchObject({ code: 6, json: { results: { succeeded: 1, postponed: 3, failed: 0 } } });
    expect(ringsOf(operator)).toEqual({ [numberOf(24)]: 1 });
  });

  it('is not placed by the call command either, which exits with 1', async () => {
    const operator = await openWithDue(1);
    damage(operator, "update contacts set timezone = 'Mars/Base'");
    const call = await operator.voicebot(['call', '1', '--yes', '--json']);
    expect(call).toMatchObject({ code: 1, json: { error: { code: 'call_undecided' } } });
    expect(operator.rows('select * from calls')).toEqual([]);
  });
});
