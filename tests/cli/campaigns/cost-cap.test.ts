import { describe, expect, it } from 'vitest';
import { numberOf, onceEach, openWithContacts, ringsOf } from '../../operations/calling/due-calls.ts';
import type { Operator } from '../../support/operator.ts';

/** What a minute of a simulated call costs, cents. */
const centsPerMinute = 13;

/** Opens an operator whose agent may talk for three minutes and whose calls last one. */
async function openWithShortCalls(count: number): Promise<Operator> {
  const agents = [{ id: 'agent_demo', name: 'Demo agent', maxDurationMs: 3 * 60_000 }];
  const operator = await openWithContacts(count, { agents, fromNumbers: ['+61255501234'] });
  for (let n = 1; n <= count; n++)
    operator.simulator.script(numberOf(n), { reason: 'user_hangup', ringSeconds: 5, talkSeconds: 60 });
  return operator;
}

async function runAfter(operator: Operator, minutes: number): Promise<void> {
  operator.clock.advance(minutes * 60);
  await operator.voicebot(['process-due']);
}

const schedule = (ids: string, cap: string) => [
  ...['schedule', ids, '--at', '+50s', '--every', '0s', '--name', 'Spring', '--max-cost', cap, '--yes'],
];

describe('the cap of a campaign', () => {
  it('lets one call go first, then as many as may be paid for, and is not passed', async () => {
    const operator = await openWithShortCalls(8);
    const scheduled = await operator.voicebot([...schedule('1-8', '1'), '--json']);
    expect(scheduled).toMatchObject({
      code: 0,
      json: { budget: { maxCents: 100, worstCaseCents: null, callsAtOnce: null, maxDurationMs: 180_000 } },
    });
    expect(scheduled.stderr).toContain('one call goes first');
    await runAfter(operator, 1);
    expect(ringsOf(operator)).toEqual(onceEach(1));
    expect(await operator.json(['campaigns', 'show', 'Spring'])).toMatchObject({
      campaign: {
        maxCostCents: 100,
        budget: { spentCents: 0, reservedCents: 100, reservedCalls: 1, worstCaseCents: null },
      },
    });
    expect(await operator.json(['scheduled', 'show', '2'])).toMatchObject({
      scheduledCall: {
        status: 'PENDING',
        waitsFor: 'campaign',
        errorMessage: expect.stringContaining('US$1.00 reserved'),
      },
    });

    // The first call has ended, and a minute is known to cost 13 cents: three may cost 39 each, so two more fit into a dollar.
    await runAfter(operator, 5);
    await runAfter(operator, 5);
    expect(ringsOf(operator)).toEqual(onceEach(3));
    for (let round = 0; round < 6; round++) await runAfter(operator, 6);
    const { costCents } = (
      (await operator.json(['campaigns', 'show', '1'])) as { campaign: { costCents: number } }
    ).campaign;
    // Of the dollar 61 cents may be spent before one more call of 39 does not fit.
    expect(ringsOf(operator)).toEqual(onceEach(5));
    expect(costCents).toBeCloseTo(5 * centsPerMinute, 5);
    expect(await operator.json(['why', '--scheduled', '8'])).toMatchObject({ verdict: 'wait', until: null });

    expect(await operator.voicebot(['campaigns', 'edit', 'Spring', '--max-cost', '5'])).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('run at once'),
    });
    await runAfter(operator, 1);
    expect(ringsOf(operator)).toEqual(onceEach(8));
  });

  it('holds for calls that are under way when it is set, and can be lifted', async () => {
    const operator = await openWithShortCalls(3);
    await operator.voicebot([
      'schedule',
      '1-3',
      '--at',
      '+50s',
      '--every',
      '2m',
      '--name',
      'Spring',
      '--yes',
    ]);
    await runAfter(operator, 1);
    expect((await operator.voicebot(['campaigns', 'edit', 'Spring', '--max-cost', '0.2'])).code).toBe(0);
    operator.simulator.addFault({ on: 'list', kind: 'status', status: 500, times: Number.POSITIVE_INFINITY });
    await runAfter(operator, 2);
    expect(ringsOf(operator)).toEqual(onceEach(1));
    expect(await operator.json(['campaigns', 'edit', 'Spring', '--max-cost', 'off'])).toMatchObject({
      campaign: { maxCostCents: null },
    });
    await runAfter(operator, 1);
    expect(ringsOf(operator)).toEqual(onceEach(2));
  });

  it('below what a single call may cost is warned of, and nonsense is refused', async () => {
    const operator = await openWithShortCalls(2);
    await operator.voicebot(['call', '1', '--yes']);
    operator.clock.advance(300);
    await operator.voicebot(['calls', 'sync']);
    const { code, stderr } = await operator.voicebot([...schedule('2', '0.30'), '--dry-run']);
    expect(code).toBe(0);
    expect(stderr).toMatch(/^! A single call may cost more than the cap/m);
    for (const amount of ['0', '-1', 'lots', '1e3', '0.001', ''])
      expect((await operator.voicebot(schedule('2', amount))).code).toBe(2);
    expect(operator.rows('select id from campaigns')).toEqual([]);
  });
});

describe('the breaker', () => {
  it('pauses a campaign of whose calls most fail on our side, says so once, and lets others go on', async () => {
    const operator = await openWithContacts(30);
    for (let n = 1; n <= 20; n++)
      operator.simulator.script(numberOf(n), { reason: 'telephony_provider_unavailable', ringSeconds: 1 });
    await operator.voicebot([
      'schedule',
      '1-20',
      '--at',
      '+1m',
      '--every',
      '5s',
      '--name',
      'Spring',
      '--yes',
    ]);
    operator.clock.advance(120);
    await operator.voicebot(['process-due']);
    operator.clock.advance(30);
    const { stderr, stdout } = await operator.voicebot(['process-due']);
    expect(`${stdout}${stderr}`).toMatch(
      /The campaign Spring is paused: \d+ of \d+ calls within two minutes failed on our side\. .*voicebot campaigns resume 1/,
    );
    expect(await operator.json(['campaigns', 'list'])).toMatchObject({
      campaigns: [{ name: 'Spring', status: 'paused', pausedBy: 'failures' }],
    });
    await operator.voicebot(['schedule', '21', '--at', '+50s', '--name', 'Autumn', '--yes']);
    operator.clock.advance(60);
    await operator.voicebot(['process-due']);
    expect(
      operator.rows("select count(*) as n from calls where campaign_id = 2 and status <> 'not_placed'"),
    ).toEqual([{ n: 1 }]);
  });
});
