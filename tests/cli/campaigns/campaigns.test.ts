import { describe, expect, it } from 'vitest';
import type { CallScript } from '../../../src/telephony/simulator/calls/course.ts';
import { numberOf, onceEach, openWithContacts, ringsOf } from '../../operations/calling/due-calls.ts';
import type { Operator } from '../../support/operator.ts';

/** Opens an operator with a campaign Spring of `count` calls from now on, two minutes apart. */
async function openWithSpring(count: number): Promise<Operator> {
  const operator = await openWithContacts(count);
  const words = ['schedule', `1-${count}`, '--at', '+1m', '--every', '2m', '--name', 'Spring', '--yes'];
  expect((await operator.voicebot(words)).code).toBe(0);
  // A process that was held up has scheduled a little later.
  operator.clock.advance(5);
  return operator;
}

/** Runs what cron would after each of these pauses, in minutes. */
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

describe('schedule --campaign', () => {
  it('selects those whom the campaign has not reached, among those who are named or match', async () => {
    const operator = await openWithContacts(6);
    const scripts: CallScript[] = [
      { reason: 'dial_busy', ringSeconds: 2 },
      { reason: 'dial_no_answer', ringSeconds: 2 },
      { reason: 'voicemail_reached', ringSeconds: 2, talkSeconds: 9 },
      { reason: 'user_hangup', ringSeconds: 2, talkSeconds: 9 },
    ];
    for (const [index, script] of scripts.entries()) operator.simulator.script(numberOf(index + 1), script);
    await operator.voicebot(['schedule', '1-5', '--at', '+1m', '--every', '0s', '--name', 'Spring', '--yes']);
    await operator.voicebot(['scheduled', 'cancel', '5']);
    await runAfter(operator, 1, 3);
    const again = ['schedule', '--at', '+2d', '--campaign'];
    for (const [words, contacts] of [
      [['spring'], [1, 2, 3, 5]],
      [
        ['1', '--last-outcome', 'busy,no-answer'],
        [1, 2],
      ],
      [['Spring', '--last-outcome', 'voicemail'], [3]],
      [
        ['Spring', '2-6'],
        [2, 3, 5],
      ],
      [['Spring', '--search', numberOf(2), '--last-outcome', 'no_answer'], [2]],
    ] as const) {
      const plan = (await operator.json([...again, ...words, '--dry-run'])) as {
        scheduledCalls: { contactId: number }[];
      };
      const chosen = plan.scheduledCalls.map(({ contactId }) => contactId);
      expect({ words, contacts: chosen }).toEqual({ words, contacts });
    }
    expect(await operator.json([...again, 'Spring', '--last-outcome', 'busy'])).toMatchObject({
      campaign: { id: 2, name: expect.stringMatching(/^2026/) },
      scheduledCalls: [{ contactId: 1, campaignId: 2 }],
    });
    const none = await operator.voicebot([...again, 'Spring', '4', '--last-outcome', 'busy', '--json']);
    expect(none).toMatchObject({ code: 3, json: { error: { code: 'nobody_matches' } } });
  });
});
