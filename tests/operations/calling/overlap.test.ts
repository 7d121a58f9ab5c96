import { once } from 'node:events';
import { describe, expect, it } from 'vitest';
import type { Operator } from '../../support/operator.ts';
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

/** Returns how many scheduled calls there are, by status. */
function counts({ rows }: Operator): Record<string, unknown> {
  const groups = rows('select status, count(*) as n from scheduled_calls group by status');
  return Object.fromEntries(groups.map(({ status, n }) => [String(status), n]));
}

describe('many runs at once', () => {
  it('ring every number once: four process-due and a watch', async () => {
    const operator = await openWithContacts(60, { limits: { listsPer10s: 1000 } });
    await scheduleCalls(
      operator,
      Array.from({ length: 60 }, (_, index) => ({ id: index + 1, seconds: 60 })),
    );
    operator.clock.advance(60);
    operator.simulator.addFault({ on: 'create', kind: 'slow', delayMs: 20, times: always });
    const watch = operator.start(['watch', '--every', '1s']);
    const runs = await Promise.all(
      Array.from({ length: 4 }, () => operator.voicebot(['process-due', '--concurrency', '4', '--json'])),
    );
    for (const run of runs) expect(run).toMatchObject({ code: 0, stderr: '' });
    await until(() => counts(operator)['COMPLETED'] === 60, 'all are placed');
    watch.process.kill('SIGTERM');
    expect(await watch.ended).toMatchObject({ code: 143 });
    expect(ringsOf(operator)).toEqual(onceEach(60));
    expect(requestsTo(operator)).toHaveLength(60);
    expect(operator.rows('select count(*) as n, max(attempt) as attempt from calls')).toEqual([
      { n: 60, attempt: 1 },
    ]);
    const idle = runs.filter((run) => JSON.stringify(run.json).includes('"processed":0')).length;
    expect(idle).toBeLessThan(4);
  });

  it('ring no number twice while responses are lost and several runs look for them', async () => {
    const operator = await openWithDue(12, { limits: { listsPer10s: 1000 } });
    for (const n of [2, 5, 8])
      operator.simulator.addFault({ on: 'create', kind: 'lose-answer', toNumber: numberOf(n) });
    for (const n of [3, 6, 9])
      operator.simulator.addFault({ on: 'create', kind: 'reset', toNumber: numberOf(n) });
    for (const wait of [0, 20, 110]) {
      operator.clock.advance(wait);
      await Promise.all([1, 2, 3].map(() => operator.voicebot(['process-due'])));
    }
    expect(counts(operator)).toEqual({ COMPLETED: 12 });
    expect(ringsOf(operator)).toEqual(onceEach(12));
    for (const n of [3, 6, 9]) expect(requestsTo(operator, numberOf(n))).toHaveLength(2);
  });
});

describe('a process that is killed while its requests hang', () => {
  it('leaves nothing stuck: the next run finds the calls that rang, and the rest are sent again later', async () => {
    const operator = await openWithDue(9);
    const hanging = { on: 'create', times: 1 } as const;
    for (const n of [1, 2]) operator.simulator.addFault({ ...hanging, kind: 'hang', toNumber: numberOf(n) });
    for (const n of [3, 4])
      operator.simulator.addFault({ ...hanging, kind: 'hang-before', toNumber: numberOf(n) });
    const doomed = operator.start(['process-due', '--concurrency', '4']);
    await until(() => requestsTo(operator).length === 4, 'four requests hang');
    doomed.process.kill('SIGKILL');
    await doomed.ended;
    expect(counts(operator)).toEqual({ IN_PROGRESS: 4, PENDING: 5 });

    // The clock has not moved, so the leases have not expired, but their owner is certainly gone.
    expect(await operator.voicebot(['process-due'])).toMatchObject({ code: 0 });
    expect(counts(operator)).toEqual({ IN_PROGRESS: 2, COMPLETED: 7 });
    expect(operator.rows("select to_number from calls where status = 'unknown' order by id")).toEqual(
      [3, 4].map((n) => ({ to_number: numberOf(n) })),
    );

    operator.clock.advance(125);
    expect(await operator.voicebot(['process-due'])).toMatchObject({ code: 0 });
    expect(counts(operator)).toEqual({ COMPLETED: 9 });
    expect(ringsOf(operator)).toEqual(onceEach(9));
    expect(operator.rows('select id from calls where claimed_by is not null')).toEqual([]);
  });

  it('is not taken for dead while it runs, and its late response is recorded after it has lost its claim', async () => {
    const operator = await openWithDue(2);
    operator.simulator.addFault({ on: 'create', kind: 'slow', delayMs: 1500, toNumber: numberOf(1) });
    const slow = operator.start(['process-due', '--limit', '1']);
    await until(() => requestsTo(operator).length === 1, 'the request is under way');
    await operator.voicebot(['process-due']);
    expect(operator.rows('select status from calls order by id')).toEqual([
      { status: 'placing' },
      { status: 'registered' },
    ]);
    // The lease expires, as when a laptop sleeps.
    operator.clock.advance(95);
    await operator.voicebot(['process-due']);
    expect(counts(operator)).toEqual({ COMPLETED: 2 });
    expect(await slow.ended).toMatchObject({ code: 0 });
    expect(
      operator.rows('select attempts, retell_call_id is not null as known from scheduled_calls'),
    ).toEqual([
      { attempts: 1, known: 1 },
      { attempts: 1, known: 1 },
    ]);
    expect(operator.rows('select error_message from calls where error_message is not null')).toEqual([]);
    expect(ringsOf(operator)).toEqual(onceEach(2));
  });
});

describe('a process that is asked to stop', () => {
  it.each([
    ['SIGTERM', 143],
    ['SIGINT', 130],
  ] as const)('on %s, finishes its calls, takes no new ones, and exits with %i', async (signal, code) => {
    const operator = await openWithDue(5);
    operator.simulator.addFault({ on: 'create', kind: 'slow', delayMs: 400, times: always });
    const running = operator.start(['process-due', '--concurrency', '2']);
    await until(() => requestsTo(operator).length === 2, 'two are being placed');
    running.process.kill(signal);
    expect(await running.ended).toMatchObject({ code, stderr: expect.stringContaining('Finishing') });
    expect(counts(operator)).toEqual({ COMPLETED: 2, PENDING: 3 });
    expect(ringsOf(operator)).toEqual(onceEach(2));
    expect(operator.rows('select id from calls where claimed_by is not null')).toEqual([]);
  });

  it('quits at once when it is asked again; the next run finds its call', async () => {
    const operator = await openWithDue(2);
    operator.simulator.addFault({ on: 'create', kind: 'hang', toNumber: numberOf(1) });
    const running = operator.start(['process-due', '--concurrency', '1']);
    await until(() => requestsTo(operator).length === 1, 'one is being placed');
    running.process.kill('SIGTERM');
    await running.says('Finishing');
    const startedAt = performance.now();
    running.process.kill('SIGTERM');
    expect(await running.ended).toMatchObject({ code: 143 });
    expect(performance.now() - startedAt).toBeLessThan(1000);
    await operator.voicebot(['process-due']);
    expect(counts(operator)).toEqual({ COMPLETED: 2 });
    expect(ringsOf(operator)).toEqual(onceEach(2));
  });

  it('ends a watch between two runs without waiting for the next one', async () => {
    const operator = await openWithDue(1);
    const watch = operator.start(['watch', '--every', '1h']);
    await watch.says(/placed, call_/);
    watch.process.kill('SIGINT');
    const [code] = await once(watch.process, 'close');
    expect(code).toBe(130);
  });
});
