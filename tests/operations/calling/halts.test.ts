import { describe, expect, it } from 'vitest';
import type { Operator } from '../../support/operator.ts';
import { openScreen } from '../../support/screen.ts';
import { numberOf, onceEach, openWithDue, requestsTo, ringsOf, until } from './due-calls.ts';

const always = Number.POSITIVE_INFINITY;
const oneByOne = ['process-due', '--concurrency', '1'];
const line = /^! Calling has been halted since .*\(lunch\)\. To go on: voicebot resume$/m;

const pendingWithoutAttempt = ({ rows }: Operator) =>
  rows("select count(*) as n from scheduled_calls where status = 'PENDING' and attempts = 0")[0]?.['n'];

describe('halt', () => {
  it('stops due calls, immediate calls and resends, until resume', async () => {
    const operator = await openWithDue(3);
    operator.simulator.addFault({ on: 'create', kind: 'lose-answer', toNumber: numberOf(1) });
    await operator.voicebot(['process-due', '--limit', '1']);
    const sent = requestsTo(operator).length;
    expect(await operator.json(['halt', '--reason', 'lunch'])).toEqual({
      halted: true,
      reason: 'lunch',
      since: operator.clock
        .now()
        .toISOString()
        .replace(/\.\d+Z/, '.000Z'),
    });
    operator.clock.advance(600);
    for (let tick = 0; tick < 3; tick++) await operator.voicebot(['process-due']);
    expect(await operator.voicebot(['call', '2', '--yes', '--json'])).toMatchObject({
      code: 5,
      json: { error: { code: 'halted', hint: expect.stringContaining('voicebot resume') } },
    });
    expect(requestsTo(operator)).toHaveLength(sent);
    await operator.voicebot(['resume']);
    await operator.voicebot(['process-due']);
    operator.clock.advance(600);
    await operator.voicebot(['process-due']);
    expect(ringsOf(operator)).toEqual(onceEach(3));
  });

  it('stops a run that is going on', async () => {
    const operator = await openWithDue(60);
    operator.simulator.addFault({ on: 'create', kind: 'slow', times: always });
    const run = operator.start(oneByOne);
    await run.says('#2 ');
    await operator.voicebot(['halt', '--reason', 'lunch']);
    const { code, stderr } = await run.ended;
    expect({ code, lines: stderr.match(new RegExp(line, 'gm')) }).toEqual({
      code: 5,
      lines: [stderr.trim()],
    });
    const placed = requestsTo(operator).length;
    expect(placed).toBeLessThan(50);
    expect(pendingWithoutAttempt(operator)).toBe(60 - placed);
  });

  it('is told by cron’s runs once, and by every other command, once each', async () => {
    const operator = await openWithDue(1);
    await operator.voicebot(['halt', '--reason', 'lunch']);
    const first = await operator.voicebot(['process-due']);
    expect(first).toMatchObject({ code: 5, stdout: '', stderr: expect.stringMatching(line) });
    for (const words of [['process-due'], ['process-due', '-q']])
      expect(await operator.voicebot(words)).toMatchObject({ code: 0, stdout: '', stderr: '' });
    for (const words of ['contacts list', 'scheduled list', 'process-due --dry-run', 'calls list --json']) {
      const { stdout, stderr } = await operator.voicebot(words.split(' '));
      expect({ words, told: stderr.match(new RegExp(line, 'gm'))?.length }).toEqual({ words, told: 1 });
      expect(stdout).not.toContain('halted');
      expect((await operator.voicebot([...words.split(' '), '-q'])).stderr).toBe('');
    }
    const screen = openScreen(operator, ['process-due']);
    await screen.ended;
    expect(screen.whole()).toContain('Calling has been halted');
    expect(await operator.json(['doctor'])).toMatchObject({
      checks: expect.arrayContaining([
        expect.objectContaining({ name: 'halted', status: 'warning', hint: 'To go on: voicebot resume' }),
      ]),
    });
  });

  it('is told by watch, which goes on after resume', async () => {
    const operator = await openWithDue(1);
    await operator.voicebot(['halt', '--reason', 'lunch']);
    const watching = operator.start(['watch', '--every', '1s']);
    await watching.says(/Calling is halted: lunch/);
    await operator.voicebot(['resume']);
    await until(() => requestsTo(operator).length === 1, 'watch places the call');
    watching.process.kill('SIGTERM');
    expect((await watching.ended).stdout.match(/is halted/g)).toHaveLength(1);
  });

  it('stands once, however often it is ordered, and so does resume', async () => {
    const operator = await openWithDue(1);
    await operator.voicebot(['halt']);
    const since = operator.rows('select since from halts');
    operator.clock.advance(60);
    expect(await operator.json(['halt', '--reason', 'lunch'])).toMatchObject({ reason: 'lunch' });
    expect(operator.rows('select since from halts')).toEqual(since);
    expect(await operator.json(['resume'])).toMatchObject({ halted: false, wasHalted: true, overdue: 1 });
    expect(await operator.json(['resume'])).toMatchObject({ halted: false, wasHalted: false });
  });
});

describe('resume', () => {
  it('lays out what is overdue at its planned spacing, in its order, not in a burst', async () => {
    const operator = await openWithDue(0);
    const list = ['Name,Phone', ...[1, 2, 3, 4].map((n) => `P${n},${numberOf(n)}`)].join('\n');
    await operator.voicebot(['contacts', 'import', '-'], { stdin: list });
    await operator.json(['schedule', '1-4', '--at', '+1m', '--every', '5m']);
    await operator.voicebot(['halt']);
    operator.clock.advance(3600);
    const now = operator.clock.now().getTime();
    await operator.voicebot(['resume']);
    const due = operator.rows('select next_attempt_at as at from scheduled_calls order by id');
    const minutes = due.map(({ at }) => Math.round((Number(at) - now) / 60_000));
    expect(minutes).toEqual([0, 5, 10, 15]);
  });
});

describe('refusals in a row', () => {
  it('halt calling, over several runs, whatever the reasons', async () => {
    const operator = await openWithDue(30);
    for (let id = 1; id <= 30; id++)
      operator.simulator.addFault({
        on: 'create',
        kind: 'status',
        status: id % 2 === 0 ? 422 : 400,
        toNumber: numberOf(id),
      });
    const env = { VOICEBOT_STOP_AFTER_FAILURES: '7' };
    for (const limit of ['4', '2'])
      expect(await operator.voicebot([...oneByOne, '--limit', limit], { env })).toMatchObject({ code: 6 });
    const last = await operator.voicebot(oneByOne, { env });
    expect(last).toMatchObject({
      code: 5,
      stderr: expect.stringMatching(/^! Calling has been halted since .*Retell refused 7 calls in a row/m),
    });
    expect(requestsTo(operator)).toHaveLength(7);
    expect(pendingWithoutAttempt(operator)).toBe(23);
    expect(operator.rows('select by from halts')).toEqual([{ by: 'failures' }]);
    // After resume, one more refusal is not enough.
    await operator.voicebot(['resume']);
    operator.clock.advance(1);
    expect(await operator.voicebot([...oneByOne, '--limit', '1'], { env })).toMatchObject({ code: 6 });
  });

  it('do not if a call is placed in between', async () => {
    const operator = await openWithDue(19);
    for (let id = 1; id <= 19; id++)
      if (id !== 10)
        operator.simulator.addFault({ on: 'create', kind: 'status', status: 422, toNumber: numberOf(id) });
    const run = await operator.voicebot([...oneByOne, '--json']);
    expect(run).toMatchObject({ code: 6, json: { results: { succeeded: 1, failed: 18 } } });
    expect(operator.rows('select * from halts')).toEqual([]);
  });

  it.each([
    ['lost answers', { kind: 'lose-answer' } as const],
    ['trouble with the account', { kind: 'status', status: 402 } as const],
    ['throttling', { kind: 'status', status: 429 } as const],
    ['another server', { kind: 'page', status: 400 } as const],
  ])('are not %s', async (_, fault) => {
    const operator = await openWithDue(20);
    operator.simulator.addFault({ on: 'create', ...fault, times: always });
    for (let tick = 0; tick < 3; tick++) {
      await operator.voicebot(['process-due']);
      operator.clock.advance(30);
    }
    expect(operator.rows('select * from halts')).toEqual([]);
    expect(operator.rows('select refusals_in_a_row as n from ledger')).toEqual([{ n: 0 }]);
  });
});
