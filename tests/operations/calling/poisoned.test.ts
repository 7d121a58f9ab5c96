import { describe, expect, it } from 'vitest';
import type { Fault } from '../../../src/telephony/simulator/faults.ts';
import type { Operator } from '../../support/operator.ts';
import {
  numberOf,
  onceEach,
  openWithContacts,
  openWithDue,
  requestsTo,
  ringsOf,
  scheduleCalls,
} from './due-calls.ts';

const always = Number.POSITIVE_INFINITY;
const oneByOne = ['process-due', '--concurrency', '1'];

/** What one call can draw for ever, whatever the account. */
const poisons: [what: string, fault: Omit<Fault, 'on'>][] = [
  ['401', { kind: 'status', status: 401 }],
  ['402', { kind: 'status', status: 402 }],
  ['403', { kind: 'status', status: 403 }],
  ["a 404 that is not Retell's", { kind: 'page', status: 404 }],
  ["a firewall's page", { kind: 'page', status: 403 }],
];

/** Makes the calls to these contacts draw an answer for ever. */
function poison({ simulator }: Operator, ids: readonly number[], fault: Omit<Fault, 'on'>): void {
  for (const id of ids) simulator.addFault({ on: 'create', times: always, toNumber: numberOf(id), ...fault });
}

const scheduled = ({ rows }: Operator, id: number) =>
  rows(`select status, attempts, error_message as why from scheduled_calls where id = ${id}`)[0];

/** Returns one ring for each contact but these. */
function onceEachBut(count: number, ids: readonly number[]): Record<string, number> {
  const others = Object.entries(onceEach(count)).filter(([number]) => !ids.map(numberOf).includes(number));
  return Object.fromEntries(others);
}

describe('a call that by itself draws what looks like trouble with the account', () => {
  it.each(poisons)('%s: the others ring in the same run, and it is refused', async (_, fault) => {
    const operator = await openWithDue(21);
    poison(operator, [1], fault);
    const run = await operator.voicebot(oneByOne);
    expect(run).toMatchObject({ code: 6, stderr: '' });
    expect(run.stdout).toMatch(/#1 .*refused: .*; next attempt at/);
    expect(run.stdout).toContain('21 scheduled calls: 20 succeeded, 1 failed');
    expect(ringsOf(operator)).toEqual(onceEachBut(21, [1]));
    expect(scheduled(operator, 1)).toEqual({
      status: 'PENDING',
      attempts: 1,
      why: expect.stringMatching(/\w/),
    });
    expect(
      operator.rows('select scheduled_call_id, attempt, status from calls where retell_call_id is null'),
    ).toEqual([{ scheduled_call_id: 1, attempt: 1, status: 'not_placed' }]);
  });

  it('429: the others ring in the same run, and it is never charged', async () => {
    const operator = await openWithDue(21);
    poison(operator, [1], { kind: 'status', status: 429 });
    for (let run = 1; run <= 4; run++) {
      expect(await operator.voicebot(oneByOne)).toMatchObject({ code: 75 });
      expect(ringsOf(operator)).toEqual(onceEachBut(21, [1]));
      expect(scheduled(operator, 1)).toMatchObject({ status: 'PENDING', attempts: 0 });
      operator.clock.advance(60);
    }
  });

  it('holds up nobody if five such are first, with five placed at once', async () => {
    const operator = await openWithDue(25);
    poison(operator, [1, 2, 3, 4, 5], { kind: 'status', status: 402 });
    const run = await operator.voicebot(['process-due', '--concurrency', '5', '--json']);
    expect(run).toMatchObject({ code: 6, json: { results: { succeeded: 20, failed: 5 } } });
    expect(ringsOf(operator)).toEqual(onceEachBut(25, [1, 2, 3, 4, 5]));
  });

  it('holds up nobody for longer than a few runs if five such are first, one after the other', async () => {
    const operator = await openWithDue(25);
    poison(operator, [1, 2, 3, 4, 5], { kind: 'status', status: 402 });
    for (let run = 0; run < 3; run++) expect(await operator.voicebot(oneByOne)).toMatchObject({ code: 4 });
    expect(ringsOf(operator)).toEqual(onceEachBut(25, [1, 2, 3, 4, 5]));
  });

  it('fails for good after its last attempt', async () => {
    const operator = await openWithContacts(4);
    // After each attempt of the first call another is due, and shows whose the answer is.
    await scheduleCalls(
      operator,
      [1, 2, 3, 4].map((id) => ({ id, seconds: id === 1 ? 0 : (id - 1) * 300 })),
    );
    poison(operator, [1], { kind: 'status', status: 402 });
    for (let attempt = 1; attempt <= 3; attempt++) {
      operator.clock.advance(301);
      expect(await operator.voicebot(oneByOne)).toMatchObject({ code: 6 });
      expect(scheduled(operator, 1)).toMatchObject({
        status: attempt < 3 ? 'PENDING' : 'FAILED',
        attempts: attempt,
      });
    }
    expect(operator.rows("select count(*) as n from calls where status = 'not_placed'")).toEqual([{ n: 3 }]);
    expect(ringsOf(operator)).toEqual(onceEachBut(4, [1]));
  });

  it('is tried again by the next run, uncharged, if nothing else is due', async () => {
    const operator = await openWithDue(1);
    poison(operator, [1], { kind: 'status', status: 402 });
    for (let run = 1; run <= 3; run++) {
      expect(await operator.voicebot(['process-due'])).toMatchObject({ code: 4 });
      expect(scheduled(operator, 1)).toMatchObject({
        status: 'PENDING',
        attempts: 0,
        why: expect.stringContaining('402'),
      });
      expect(requestsTo(operator)).toHaveLength(run);
      operator.clock.advance(60);
    }
    operator.simulator.forgetFaults('create');
    await operator.voicebot(['process-due']);
    expect(scheduled(operator, 1)).toEqual({ status: 'COMPLETED', attempts: 1, why: null });
  });
});

describe('what answers in place of Retell', () => {
  it.each([400, 401, 402, 403, 404, 422])(
    'stops the run with the address to check, and charges nobody: a page with %i',
    async (status) => {
      const operator = await openWithDue(12);
      operator.simulator.addFault({ on: 'create', kind: 'page', status, times: always });
      const run = await operator.voicebot(['process-due', '--json']);
      expect(run).toMatchObject({
        code: 75,
        json: {
          error: {
            code: 'not_retell',
            message: expect.stringContaining(operator.simulator.url),
            hint: expect.stringContaining('RETELL_BASE_URL'),
          },
        },
      });
      expect(
        operator.rows("select sum(attempts) as n from scheduled_calls where status = 'PENDING'"),
      ).toEqual([{ n: 0 }]);
      expect(operator.rows('select * from calls')).toEqual([]);
      expect(requestsTo(operator).length).toBeLessThanOrEqual(6);
    },
  );

  it('is not believed about an immediate call or a look-up either', async () => {
    const operator = await openWithDue(1);
    operator.simulator.addFault({ on: 'any', kind: 'page', status: 403, times: 2 });
    expect(await operator.voicebot(['call', '1', '--yes', '--json'])).toMatchObject({
      code: 75,
      json: { error: { code: 'not_retell' } },
    });
    expect(operator.rows('select * from calls')).toEqual([]);
    const doctor = await operator.json(['doctor']);
    expect(doctor).toMatchObject({
      checks: expect.arrayContaining([expect.objectContaining({ name: 'retell', status: 'failed' })]),
    });
  });
});
