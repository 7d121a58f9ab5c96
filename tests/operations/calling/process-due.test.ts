import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openSqlite } from '../../../src/store/sqlite/connection/sqlite.ts';
import type { Fault } from '../../../src/telephony/simulator/faults.ts';
import type { Operator } from '../../support/operator.ts';
import { deadAddress } from '../../telephony/retell-stub.ts';
import {
  numberOf,
  onceEach,
  openWithContacts,
  openWithDue,
  requestsTo,
  ringsOf,
  scheduleCalls,
  until,
} from './due-calls.ts';

const always = Number.POSITIVE_INFINITY;

/**
 * Returns all scheduled calls and the ledger, without what trouble changes: when a call is tried next, and the reason that it bears
 * until then.
 */
function records({ rows }: Operator) {
  const scheduled = rows('select * from scheduled_calls order by id').map(
    ({ updated_at, next_attempt_at, error_message, ...row }) => row,
  );
  return { scheduled, ledger: rows('select * from calls order by id') };
}

describe('trouble that no call has caused', () => {
  const status = (code: number): Fault => ({ on: 'create', kind: 'status', status: code, times: always });
  const throttle: Fault = { on: 'create', kind: 'throttle', times: always };
  const troubles: {
    what: string;
    fault?: Fault;
    env?: () => Promise<Record<string, string | undefined>>;
    code: number;
    error: string;
  }[] = [
    { what: '401', fault: status(401), code: 4, error: 'retell_account' },
    { what: '402', fault: status(402), code: 4, error: 'retell_account' },
    { what: '403', fault: status(403), code: 4, error: 'retell_account' },
    { what: '429', fault: throttle, code: 75, error: 'retell_throttled' },
    {
      what: 'an unreachable Retell',
      env: async () => ({ RETELL_BASE_URL: await deadAddress() }),
      code: 75,
      error: 'retell_unreachable',
    },
    {
      what: 'a missing key',
      env: async () => ({ RETELL_API_KEY: undefined }),
      code: 4,
      error: 'missing_api_key',
    },
  ];

  it.each(troubles)(
    '$what stops the run, and no call loses an attempt',
    async ({ fault, env, code, error }) => {
      const operator = await openWithDue(7);
      if (fault) operator.simulator.addFault(fault);
      const run = env ? { env: await env() } : {};
      const before = records(operator);

      const asText = await operator.voicebot(['process-due'], run);
      expect(asText).toMatchObject({ code, stdout: '' });
      expect(asText.stderr).toMatch(/^error: .+\n.+\n$/);
      expect(records(operator)).toEqual(before);

      const asJson = await operator.voicebot(['process-due', '--json'], run);
      expect(asJson).toMatchObject({ code, stderr: '' });
      expect(asJson.json).toEqual({
        success: false,
        error: { code: error, message: expect.any(String), hint: expect.any(String) },
      });
      expect(records(operator)).toEqual(before);
      expect(ringsOf(operator)).toEqual({});
      // Only the requests that were on their way when the first response came.
      expect(requestsTo(operator).length).toBeLessThanOrEqual(2 * 5);
    },
  );

  it('places every call once the trouble is over', async () => {
    const operator = await openWithDue(7);
    operator.simulator.addFault({ on: 'create', kind: 'throttle', times: 4 });
    expect(await operator.voicebot(['process-due', '--concurrency', '1'])).toMatchObject({ code: 75 });
    expect(await operator.voicebot(['process-due', '--concurrency', '1'])).toMatchObject({ code: 75 });
    // Those that drew the 429 are due when the last run put them behind.
    operator.clock.advance(30);
    expect(await operator.voicebot(['process-due'])).toMatchObject({ code: 0, stderr: '' });
    expect(ringsOf(operator)).toEqual(onceEach(7));
  });

  it('leaves a call that was refused earlier its attempts', async () => {
    const operator = await openWithDue(1);
    operator.simulator.addFault({ on: 'create', kind: 'status', status: 422 });
    await operator.voicebot(['process-due']);
    operator.clock.advance(65);
    operator.simulator.addFault({ on: 'create', kind: 'status', status: 402 });
    const before = records(operator);
    expect(before.scheduled).toMatchObject([{ status: 'PENDING', attempts: 1, call_id: 1 }]);
    expect(await operator.voicebot(['process-due'])).toMatchObject({ code: 4 });
    expect(records(operator)).toEqual(before);
  });

  it('needs no key if nothing is due', async () => {
    const operator = await openWithContacts(1);
    await scheduleCalls(operator, [{ id: 1, seconds: 3600 }]);
    const run = { env: { RETELL_API_KEY: undefined } };
    expect(await operator.voicebot(['process-due'], run)).toMatchObject({ code: 0, stdout: '', stderr: '' });
  });
});

describe('a refused call', () => {
  it('waits one minute, then two, then fails; each attempt is in the ledger under its own key', async () => {
    const operator = await openWithDue(2);
    operator.simulator.script(numberOf(1), { refuse: 422 });
    const waits: number[] = [];
    for (let attempt = 1; attempt <= 3; attempt++) {
      const startedAt = operator.clock.now().getTime();
      expect(await operator.voicebot(['process-due'])).toMatchObject({ code: 6 });
      const [row] = operator.rows(
        'select status, attempts, next_attempt_at from scheduled_calls where id = 1',
      );
      expect(row).toMatchObject({ status: attempt < 3 ? 'PENDING' : 'FAILED', attempts: attempt });
      if (attempt < 3) {
        waits.push((Number(row?.['next_attempt_at']) - startedAt) / 60_000);
        operator.clock.advance(attempt * 60 - 5);
        expect(await operator.voicebot(['process-due'])).toMatchObject({ code: 0, stdout: '' });
        operator.clock.advance(15);
      }
    }
    expect(waits.map(Math.floor)).toEqual([1, 2]);
    const ledger = operator.rows('select attempt, status from calls where scheduled_call_id = 1 order by id');
    expect(ledger).toEqual([1, 2, 3].map((attempt) => ({ attempt, status: 'not_placed' })));
    expect(new Set(requestsTo(operator, numberOf(1)).map((body) => body.idempotency_key)).size).toBe(3);
    operator.clock.advance(24 * 3600);
    expect(await operator.voicebot(['process-due'])).toMatchObject({ code: 0 });
    expect(requestsTo(operator, numberOf(1))).toHaveLength(3);
    expect(ringsOf(operator)).toEqual({ [numberOf(2)]: 1 });
  });
});

describe('which calls are placed, and when', () => {
  it('places them by time, not in the order in which they were scheduled', async () => {
    const operator = await openWithContacts(4);
    await scheduleCalls(operator, [
      { id: 1, seconds: 240 },
      { id: 2, seconds: 120 },
      { id: 3, seconds: 180 },
      { id: 4, seconds: 60 },
    ]);
    operator.clock.advance(3.5 * 60);
    await operator.voicebot(['process-due', '--concurrency', '1']);
    expect(requestsTo(operator).map((body) => body.to_number)).toEqual([4, 2, 3].map(numberOf));
    operator.clock.advance(60);
    await operator.voicebot(['process-due']);
    expect(ringsOf(operator)).toEqual(onceEach(4));
  });

  it('makes at most --limit attempts, refused ones included', async () => {
    const operator = await openWithDue(5);
    operator.simulator.script(numberOf(1), { refuse: 400 });
    await operator.voicebot(['process-due', '--limit', '2']);
    expect(requestsTo(operator)).toHaveLength(2);
    expect(ringsOf(operator)).toEqual({ [numberOf(2)]: 1 });
    await operator.voicebot(['process-due', '--limit', '2', '--concurrency', '10']);
    expect(requestsTo(operator)).toHaveLength(4);
  });

  it.each([1, 3])('places at most %i at once if --concurrency says so', async (bound) => {
    const operator = await openWithDue(9);
    operator.simulator.addFault({ on: 'create', kind: 'slow', delayMs: 60, times: always });
    const running = operator.start(['process-due', '--concurrency', String(bound)]);
    let most = 0;
    const onTheirWay = () =>
      operator.simulator.requests().filter(({ status }) => status === undefined).length;
    await until(() => {
      most = Math.max(most, onTheirWay());
      return running.process.exitCode !== null;
    }, 'the run has ended');
    expect(await running.ended).toMatchObject({ code: 0 });
    expect(most).toBe(bound);
    expect(ringsOf(operator)).toEqual(onceEach(9));
  });

  it('calls the number that the contact has when the call is placed', async () => {
    const operator = await openWithDue(1);
    await operator.voicebot(['contacts', 'edit', '1', '--phone', numberOf(2)]);
    await operator.voicebot(['process-due']);
    expect(ringsOf(operator)).toEqual({ [numberOf(2)]: 1 });
  });

  it('places nothing in a dry run', async () => {
    const operator = await openWithDue(2);
    expect(await operator.voicebot(['process-due', '--dry-run'])).toMatchObject({ code: 0 });
    expect(operator.simulator.requests()).toEqual([]);
  });
});

describe('the schema', () => {
  it('forbids a second attempt that may have rung for one scheduled call, whatever its status', async () => {
    const operator = await openWithDue(1);
    await operator.voicebot(['process-due']);
    const copy = join(operator.home, 'copy.db');
    copyFileSync(operator.database, copy);
    const db = openSqlite(copy);
    const columns = `contact_id, attempt, from_number, to_number, agent_id, dynamic_variables, requested_at, updated_at`;
    const insert = (status: string, retellCallId: string | null) =>
      db
        .prepare(
          `insert into calls (reference, scheduled_call_id, ${columns}, status, retell_call_id)
           select reference || '-' || ?, scheduled_call_id, ${columns}, ?, ? from calls where id = 1`,
        )
        .run(status, status, retellCallId);
    for (const [status, id] of [
      ['placing', null],
      ['unknown', null],
      ['registered', 'call_x'],
      ['ended', 'call_x'],
      ['error', 'call_x'],
    ] as const) {
      expect(() => insert(status, id)).toThrow('UNIQUE constraint failed: calls.scheduled_call_id');
    }
    expect(insert('not_placed', null).changes).toBe(1);
    expect(() => db.exec("update calls set status = 'unknown', retell_call_id = null")).toThrow('UNIQUE');
    db.close();
  });

  it('fails a call that is due again though an earlier attempt may have rung, and says why', async () => {
    const operator = await openWithDue(1);
    await operator.voicebot(['process-due']);
    const db = openSqlite(operator.database);
    db.exec("update scheduled_calls set status = 'PENDING', next_attempt_at = 0");
    db.close();
    expect(await operator.voicebot(['process-due'])).toMatchObject({ code: 6 });
    expect(operator.rows('select status, error_message from scheduled_calls')).toEqual([
      { status: 'FAILED', error_message: expect.stringContaining('may have made the phone ring') },
    ]);
    expect(ringsOf(operator)).toEqual(onceEach(1));
  });
});
