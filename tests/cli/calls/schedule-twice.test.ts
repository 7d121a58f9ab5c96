import { describe, expect, it } from 'vitest';
import type { Operator } from '../../support/operator.ts';
import { everything, listAt, operatorWith, people } from '../../support/people.ts';
import { openScreen } from '../../support/screen.ts';

/** Returns which contacts are scheduled, and when, in order of id. */
const scheduled = ({ rows }: Operator) =>
  rows('select contact_id, scheduled_time from scheduled_calls order by id').map((row) => [
    row['contact_id'],
    new Date(Number(row['scheduled_time'])).toISOString(),
  ]);

/** Opens an operator at 9:00 in Sydney, whose contact 1, Ada, is to be called at 14:00. */
async function operatorWithAdaAtTwo(): Promise<Operator> {
  const operator = await operatorWith(people, { sharesProcess: true });
  await operator.json(['schedule', '1', '--at', '14:00']);
  return operator;
}

const two = '2026-03-02T03:00:00.000Z';
const ada = { contactId: 1, name: 'Ada Lovelace', scheduledCallId: 1, scheduledTime: two };

describe('schedule, without a terminal, for a contact who already waits for a call', () => {
  it('is refused, says who, and schedules nobody', async () => {
    const operator = await operatorWithAdaAtTwo();
    const before = everything(operator);
    for (const options of [[], ['--yes'], ['--dry-run'], ['--if-scheduled', 'error']]) {
      const words = ['schedule', '1-2', '--at', '18:00', ...options];
      const text = await operator.voicebot(words);
      expect({ code: text.code, stdout: text.stdout }).toEqual({ code: 5, stdout: '' });
      expect(text.stderr).toMatch(
        /error: Already scheduled: Ada Lovelace \(.*2:00 pm.*\)\.\n.*--if-scheduled/,
      );
      const { code, json } = await operator.voicebot([...words, '--json']);
      expect(code).toBe(5);
      expect(json).toMatchObject({
        success: false,
        error: {
          code: 'already_scheduled',
          hint: expect.stringContaining('--if-scheduled'),
          details: { alreadyScheduled: [ada] },
        },
      });
    }
    expect(everything(operator)).toEqual(before);
  });

  it('leaves her out with --if-scheduled skip, and says so', async () => {
    const operator = await operatorWithAdaAtTwo();
    const skip = ['--at', '15:00', '--if-scheduled', 'skip'];
    const planned = await operator.json(['schedule', '2', '1', '3', ...skip, '--dry-run']);
    expect(listAt(planned, 'scheduledCalls').map((call) => call['contactId'])).toEqual([2, 3]);
    expect(listAt(planned, 'skipped')).toEqual([ada]);
    const document = await operator.json(['schedule', '2', '1', '3', ...skip]);
    expect(document).toMatchObject({ success: true, message: '2 call(s) scheduled successfully' });
    expect(listAt(document, 'skipped')).toEqual([ada]);
    // The others keep the times that they were shown.
    expect(scheduled(operator)).toEqual([
      [1, two],
      [2, '2026-03-02T04:00:00.000Z'],
      [3, '2026-03-02T04:04:00.000Z'],
    ]);
    const before = everything(operator);
    const again = await operator.voicebot(['schedule', '1-3', ...skip]);
    expect(again).toMatchObject({ code: 0, stdout: expect.stringContaining('Nobody left to schedule') });
    expect(again.stderr).toMatch(/Already scheduled, skipped: Ada Lovelace, Grace Hopper, Émile Zola/);
    const { json } = await operator.voicebot(['schedule', '1-3', ...skip, '--json']);
    expect(json).toMatchObject({ success: true, scheduledCalls: [], skipped: [ada, {}, {}] });
    expect(everything(operator)).toEqual(before);
  });

  it('calls her again with --if-scheduled again, and says so', async () => {
    const operator = await operatorWithAdaAtTwo();
    const again = ['schedule', '1-2', '--at', '15:00', '--if-scheduled', 'again'];
    expect(await operator.json(again)).toMatchObject({
      success: true,
      scheduledCalls: [{ contactId: 1 }, { contactId: 2 }],
      alreadyScheduled: [ada],
    });
    expect((await operator.voicebot(again)).stderr).toMatch(
      /Already scheduled, and would be called again: Ada/,
    );
  });

  it('refuses any other word', async () => {
    const operator = await operatorWith(people, { sharesProcess: true });
    const { code, stderr } = await operator.voicebot([
      'schedule',
      '1',
      '--at',
      '+1h',
      '--if-scheduled',
      'maybe',
    ]);
    expect(code).toBe(2);
    expect(stderr).toMatch(/maybe.*error, again, skip/s);
  });
});

describe('a contact already waits for a call', () => {
  it.each<[what: string, first: string, then: string, code: number]>([
    ['if it is within the day before', '2026-03-10 09:00', '2026-03-11 07:00', 5],
    ['if it is within the day after', '2026-03-11 07:00', '2026-03-10 09:00', 5],
    ['but not if it is a day before', '2026-03-10 09:00', '2026-03-11 09:00', 0],
    ['nor if the day has 23 hours', '2026-10-03 09:00', '2026-10-04 09:00', 0],
  ])('%s', async (_, first, then, code) => {
    const { voicebot } = await operatorWith(people, { sharesProcess: true });
    expect((await voicebot(['schedule', '1', '--at', first])).code).toBe(0);
    expect((await voicebot(['schedule', '1', '--at', then])).code).toBe(code);
  });

  it('if the call is overdue: it will be placed by the next run', async () => {
    const operator = await operatorWithAdaAtTwo();
    operator.clock.advance(5 * 24 * 3600);
    expect((await operator.voicebot(['schedule', '1', '--at', '+1h'])).code).toBe(5);
  });

  it('but not if the call was placed or cancelled', async () => {
    const operator = await operatorWithAdaAtTwo();
    await operator.voicebot(['scheduled', 'cancel', '1']);
    expect((await operator.voicebot(['schedule', '1', '--at', '+1m'])).code).toBe(0);
    operator.clock.advance(61);
    await operator.voicebot(['process-due']);
    expect((await operator.voicebot(['schedule', '1', '--at', '+1h'])).code).toBe(0);
  });

  it('if another process has scheduled her at the same moment', async () => {
    const operator = await operatorWith(people, { sharesProcess: true });
    const runs = await Promise.all(
      [1, 2, 3].map(() => operator.voicebot(['schedule', '1-3', '--at', '+1h'])),
    );
    expect(runs.map(({ code }) => code).sort()).toEqual([0, 5, 5]);
    expect(scheduled(operator)).toHaveLength(3);
  });
});

describe('schedule, on a terminal, asks about a contact who already waits for a call', () => {
  it.each<[answer: string, keys: string, contacts: number[]]>([
    ['leave her out', '\r', [1, 2]],
    ['call her again', '\u001b[B\r', [1, 1, 2]],
  ])('%s', async (_, keys, contacts) => {
    const operator = await operatorWithAdaAtTwo();
    const words = ['schedule', '1-2', '--at', '18:00', '--from', '+61255501234', '--agent', 'agent_demo'];
    const screen = openScreen(operator, words);
    await screen.says(/Ada Lovelace already waits for a call/);
    screen.type(keys);
    await screen.says(/Schedule .*\?/);
    screen.type('\r');
    expect(await screen.ended).toBe(0);
    expect(
      scheduled(operator)
        .map(([contactId]) => contactId)
        .sort(),
    ).toEqual(contacts);
  });

  it('stop', async () => {
    const operator = await operatorWithAdaAtTwo();
    const words = ['schedule', '1', '--at', '18:00', '--from', '+61255501234', '--agent', 'agent_demo'];
    const screen = openScreen(operator, words);
    await screen.says(/already waits for a call/);
    screen.type('\u001b[B\u001b[B\r');
    expect(await screen.ended).toBe(5);
    expect(scheduled(operator)).toHaveLength(1);
  });
});
