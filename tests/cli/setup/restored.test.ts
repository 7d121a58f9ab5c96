import { renameSync } from 'node:fs';
import { join } from 'node:path';
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
} from '../../operations/calling/due-calls.ts';
import type { Operator } from '../../support/operator.ts';

const workspaces = { key_of_the_test_account: 'acme', key_that_replaced_it: 'acme' };
const withKey = (RETELL_API_KEY: string) => ({ env: { RETELL_API_KEY } });
const otherKey = withKey('key_of_another_workspace');

/** Opens an operator whose backup knows one placed call, and who has placed another since. */
async function withOneSince(): Promise<Operator> {
  const operator = await openWithDue(2, { workspaces });
  await operator.voicebot(['process-due', '--limit', '1']);
  await operator.voicebot(['backup', 'monday.db']);
  await operator.voicebot(['process-due']);
  expect(ringsOf(operator)).toEqual(onceEach(2));
  await operator.voicebot(['restore', 'monday.db', '--yes']);
  operator.clock.advance(180);
  return operator;
}

const states = ({ rows }: Operator) =>
  rows('select status from scheduled_calls order by id').map(({ status }) => status);

describe('a restored database', () => {
  it('is not told by another account that a call was never placed', async () => {
    const operator = await withOneSince();
    const run = await operator.voicebot(['process-due'], otherKey);
    expect(run).toMatchObject({ code: 4, stdout: '' });
    expect(run.stderr).toContain('another account at Retell (1)');
    expect(run.stderr).toContain('voicebot accounts merge 1');
    expect(ringsOf(operator)).toEqual(onceEach(2));
    expect(states(operator)).toEqual(['COMPLETED', 'PENDING']);
    operator.clock.advance(120);
    expect(await operator.voicebot(['process-due'])).toMatchObject({ code: 0 });
    expect(states(operator)).toEqual(['COMPLETED', 'COMPLETED']);
    expect(requestsTo(operator)).toHaveLength(2);
  });

  it('asks with a new key of the same account', async () => {
    const operator = await withOneSince();
    expect(await operator.voicebot(['process-due'], withKey('key_that_replaced_it'))).toMatchObject({
      code: 0,
    });
    expect(states(operator)).toEqual(['COMPLETED', 'COMPLETED']);
    expect(requestsTo(operator)).toHaveLength(2);
  });

  it('asks about a call that was unconfirmed, before it is placed again', async () => {
    const operator = await openWithDue(1);
    operator.simulator.addFault({ on: 'create', kind: 'reset' });
    await operator.voicebot(['process-due']);
    await operator.voicebot(['backup', 'monday.db']);
    const again = async () => {
      await operator.voicebot(['scheduled', 'resolve', '1', '--not-placed']);
      await operator.voicebot(['scheduled', 'retry', '1']);
      operator.clock.advance(180);
      return operator.voicebot(['process-due']);
    };
    await again();
    expect(ringsOf(operator)).toEqual(onceEach(1));
    await operator.voicebot(['restore', 'monday.db', '--yes']);
    operator.clock.advance(180);
    await again();
    expect(ringsOf(operator)).toEqual(onceEach(1));
    expect(states(operator)).toEqual(['COMPLETED']);
  });

  it('never sends an attempt again that was held for another reason', async () => {
    const operator = await openWithDue(1);
    operator.simulator.addFault({ on: 'create', kind: 'reset' });
    const hold = { env: { VOICEBOT_UNKNOWN_CALLS: 'hold' } };
    await operator.voicebot(['process-due'], hold);
    operator.clock.advance(180);
    await operator.voicebot(['process-due'], hold);
    expect(operator.rows('select held_because from calls')).toEqual([{ held_because: 'hold' }]);
    await operator.voicebot(['backup', 'monday.db']);
    await operator.voicebot(['restore', 'monday.db', '--yes']);
    operator.clock.advance(180);
    await operator.voicebot(['process-due']);
    expect(requestsTo(operator)).toHaveLength(1);
  });

  it('waits for the last call of every epoch to be listed', async () => {
    const operator = await openWithDue(1, { listingDelayMs: 60_000 });
    await operator.voicebot(['backup', 'monday.db']);
    await operator.voicebot(['process-due']);
    await operator.voicebot(['restore', 'monday.db', '--yes']);
    await operator.voicebot(['restore', 'monday.db', '--yes']);
    await operator.voicebot(['process-due']);
    expect(requestsTo(operator)).toHaveLength(1);
  });

  it('does not take a call to someone else for its own, when an id comes again', async () => {
    const operator = await openWithContacts(2);
    await operator.voicebot(['backup', 'monday.db']);
    await scheduleCalls(operator, [{ id: 1, seconds: 1 }]);
    operator.clock.advance(60);
    await operator.voicebot(['process-due']);
    renameSync(operator.database, join(operator.home, 'lost.db'));
    await operator.voicebot(['restore', 'monday.db', '--yes']);
    operator.clock.advance(3600);
    await scheduleCalls(operator, [{ id: 2, seconds: 1 }]);
    await operator.voicebot(['backup', 'tuesday.db']);
    await operator.voicebot(['restore', 'tuesday.db', '--yes']);
    operator.clock.advance(600);
    await operator.voicebot(['process-due']);
    expect(requestsTo(operator, numberOf(2))).toHaveLength(1);
  });

  it('misses no call, however late, before Retell has said whether it was placed', async () => {
    const operator = await openWithDue(2);
    await operator.voicebot(['backup', 'monday.db']);
    await operator.voicebot(['process-due', '--limit', '1']);
    await operator.voicebot(['restore', 'monday.db', '--yes']);
    operator.clock.advance(24 * 3600);
    operator.simulator.addFault({ on: 'list', kind: 'error-before', times: Number.POSITIVE_INFINITY });
    const unanswered = await operator.voicebot(['process-due']);
    expect(unanswered).toMatchObject({ code: 75, stdout: '' });
    const statuses = 'select status, substr(error_message, 1, 7) as why from scheduled_calls order by id';
    expect(operator.rows(statuses)).toEqual(Array(2).fill({ status: 'PENDING', why: 'it may ' }));
    operator.simulator.forgetFaults('list');
    operator.clock.advance(120);
    await operator.voicebot(['process-due']);
    expect(operator.rows(statuses)).toEqual([
      { status: 'COMPLETED', why: null },
      { status: 'FAILED', why: 'missed:' },
    ]);
    expect(ringsOf(operator)).toEqual({ [numberOf(1)]: 1 });
  });

  it('goes on if one of its calls cannot be read', async () => {
    const operator = await openWithDue(2);
    await operator.voicebot(['backup', 'monday.db']);
    await operator.voicebot(['restore', 'monday.db', '--yes']);
    const db = openSqlite(operator.database);
    db.exec("update scheduled_calls set dynamic_variables = '{' where id = 1");
    db.close();
    operator.clock.advance(180);
    const run = await operator.voicebot(['process-due']);
    expect(run).toMatchObject({ code: 6, stderr: '' });
    expect(requestsTo(operator)).toHaveLength(1);
  });
});
