import { describe, expect, it } from 'vitest';
import { numberOf, onceEach, openWithContacts, ringsOf } from '../../operations/calling/due-calls.ts';
import type { Operator } from '../../support/operator.ts';

/** Opens an operator with a campaign Spring of `count` calls from now on, two minutes apart. */
async function openWithSpring(count: number): Promise<Operator> {
  const operator = await openWithContacts(count);
  const words = ['schedule', `1-${count}`, '--at', '+1m', '--every', '2m', '--name', 'Spring', '--yes'];
  expect((await operator.voicebot(words)).code).toBe(0);
  return operator;
}

/** Runs what cron would after so many minutes each. */
async function runAfter(operator: Operator, ...minutes: number[]): Promise<void> {
  for (const pause of minutes) {
    operator.clock.advance(pause * 60);
    await operator.voicebot(['process-due']);
  }
}

const ringTimes = ({ simulator }: Operator) => simulator.rings().map(({ at }) => at.getTime() / 60_000);

describe('every schedule makes a campaign', () => {
  it('with the name that is given, or that of its first call; each call belongs to it', async () => {
    const operator = await openWithContacts(3);
    const named = await operator.json(['schedule', '1', '2', '--at', '+1h', '--name', 'Spring', '--yes']);
    expect(named).toMatchObject({
      campaign: { id: 1, name: 'Spring' },
      scheduledCalls: [{ campaignId: 1 }, { campaignId: 1 }],
    });
    const at = ['--at', '2026-12-08 14:00', '--yes'];
    for (const name of ['2026-12-08 14:00', '2026-12-08 14:00 (2)'])
      expect(await operator.json(['schedule', '3', ...at, '--if-scheduled', 'again'])).toMatchObject({
        campaign: { name },
      });
    expect(await operator.json(['campaigns', 'list'])).toMatchObject({
      campaigns: [
        { id: 3 },
        { id: 2 },
        { id: 1, name: 'Spring', status: 'running', contacts: 2, pending: 2 },
      ],
    });
    const { scheduledCalls } = (await operator.json(['scheduled', 'list', '--campaign', 'spring'])) as {
      scheduledCalls: unknown[];
    };
    expect(scheduledCalls).toHaveLength(2);
  });

  it('but not under a name that is taken, and not if nobody is left to call', async () => {
    const operator = await openWithSpring(2);
    expect(
      await operator.voicebot(['schedule', '1', '--at', '+1d', '--name', 'SPRING', '--yes', '--json']),
    ).toMatchObject({ code: 5, json: { error: { code: 'campaign_exists' } } });
    const again = ['schedule', '1', '--at', '+1m', '--if-scheduled', 'skip', '--name', 'Again', '--yes'];
    expect(await operator.json(again)).toMatchObject({ campaign: null, scheduledCalls: [] });
    for (const name of ['', '12', 'x'.repeat(101), 'a\u001bb'])
      expect((await operator.voicebot(['schedule', '1', '--at', '+2d', '--name', name, '--yes'])).code).toBe(
        2,
      );
    expect(operator.rows('select name from campaigns')).toEqual([{ name: 'Spring' }]);
  });
});

describe('a paused campaign', () => {
  it('rings nobody until it is resumed, and then does not burst', async () => {
    const operator = await openWithSpring(4);
    await runAfter(operator, 1);
    expect(await operator.json(['campaigns', 'pause', 'Spring', '--reason', 'wrong price'])).toMatchObject({
      campaign: { status: 'paused', pauseReason: 'wrong price', pending: 3 },
    });
    await runAfter(operator, 5);
    expect(ringTimes(operator)).toHaveLength(1);
    expect(await operator.json(['scheduled', 'list', '--status', 'PENDING'])).toMatchObject({
      scheduledCalls: expect.arrayContaining([
        expect.objectContaining({
          id: 2,
          waitsFor: 'campaign',
          errorMessage: expect.stringContaining('wrong price'),
        }),
      ]),
    });
    expect(await operator.json(['why', '--scheduled', '2'])).toMatchObject({
      verdict: 'wait',
      until: null,
      gates: expect.arrayContaining([expect.objectContaining({ gate: 'campaign', verdict: 'wait' })]),
    });
    expect(await operator.json(['campaigns', 'resume', '1'])).toMatchObject({ wasPaused: true, overdue: 2 });
    await runAfter(operator, 1, 2, 2);
    expect(ringsOf(operator)).toEqual(onceEach(4));
    const [, ...later] = ringTimes(operator);
    expect(later.map((time, index) => time - (later[index - 1] ?? time))).toEqual([0, 2, 2]);
    expect(await operator.json(['campaigns', 'list'])).toMatchObject({
      campaigns: [{ status: 'finished', placed: 4, pausedBy: null }],
    });
  });

  it('stops in a run that is going on, and lets other campaigns go on', async () => {
    const operator = await openWithContacts(40);
    await operator.voicebot(['schedule', '1-30', '--at', '+1m', '--every', '0s', '--name', 'A', '--yes']);
    await operator.voicebot(['schedule', '31-40', '--at', '+2m', '--every', '0s', '--name', 'B', '--yes']);
    operator.clock.advance(300);
    operator.simulator.addFault({ on: 'create', kind: 'slow', times: Number.POSITIVE_INFINITY });
    const run = operator.start(['process-due', '--concurrency', '1']);
    await run.says('#2 ');
    await operator.voicebot(['campaigns', 'pause', 'A']);
    await run.ended;
    const rung = Object.keys(ringsOf(operator));
    expect(rung.length).toBeLessThan(35);
    expect(rung).toEqual(expect.arrayContaining([31, 35, 40].map(numberOf)));
  });
});

describe('campaigns cancel', () => {
  it('cancels what is to come, after asking, and nothing else', async () => {
    const operator = await openWithSpring(3);
    await operator.voicebot(['schedule', '1', '--at', '+2d', '--name', 'Later', '--yes']);
    await runAfter(operator, 1);
    expect((await operator.voicebot(['campaigns', 'cancel', 'Spring'])).code).toBe(2);
    expect(await operator.json(['campaigns', 'cancel', 'spring', '--yes'])).toMatchObject({
      cancelledCalls: 2,
      campaign: { status: 'cancelled', placed: 1, cancelled: 2, pending: 0 },
    });
    expect(await operator.json(['campaigns', 'list'])).toMatchObject({
      campaigns: [{ name: 'Later', pending: 1 }, { name: 'Spring' }],
    });
    expect(ringsOf(operator)).toEqual(onceEach(1));
  });
});

describe('campaigns show and rename', () => {
  it('find a campaign by id or name, and say what there is if there is none', async () => {
    const operator = await openWithSpring(2);
    expect(await operator.json(['campaigns', 'rename', 'spring', 'Autumn'])).toMatchObject({
      campaign: { id: 1, name: 'Autumn' },
    });
    const { stdout } = await operator.voicebot(['campaigns', 'show', '1']);
    expect(stdout).toContain('Autumn');
    await operator.voicebot(['schedule', '1', '--at', '+2d', '--name', 'Winter', '--yes']);
    for (const [words, code] of [
      [['campaigns', 'rename', 'Winter', 'AUTUMN'], 5],
      [['campaigns', 'rename', 'Winter', '7'], 2],
      [['campaigns', 'show', 'Spring'], 3],
      [['campaigns', 'pause', '99'], 3],
      [['scheduled', 'list', '--campaign', 'Spring'], 3],
    ] as const)
      expect({ words, code: (await operator.voicebot([...words])).code }).toEqual({ words, code });
    expect((await operator.voicebot(['campaigns', 'rename', 'Winter', 'WINTER'])).code).toBe(0);
  });
});
