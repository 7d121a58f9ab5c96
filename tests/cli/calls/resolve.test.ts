import { describe, expect, it } from 'vitest';
import { numberOf, openWithContacts, openWithDue } from '../../operations/calling/due-calls.ts';

/** Opens an operator with one scheduled call whose response was lost; `kind` says whether its phone rang. */
async function withUnknown(kind: 'lose-answer' | 'reset') {
  const operator = await openWithDue(1);
  operator.simulator.addFault({ on: 'create', kind });
  await operator.voicebot(['process-due']);
  return operator;
}

describe('an unconfirmed call', () => {
  it('is shown by scheduled list and doctor', async () => {
    const operator = await withUnknown('lose-answer');
    const listed = await operator.voicebot(['scheduled', 'list']);
    expect(listed.stdout).toContain('IN_PROGRESS');
    expect(listed.stderr).toContain('Call 1 is unconfirmed');
    expect(listed.stderr).toContain('voicebot scheduled resolve 1 --placed call_… | --not-placed');
    expect((await operator.voicebot(['doctor'])).stdout).toContain('voicebot scheduled resolve 1');
  });

  it('is resolved as placed, by its id at Retell', async () => {
    const operator = await withUnknown('lose-answer');
    const [ring] = operator.simulator.rings();
    const words = ['scheduled', 'resolve', '1', '--placed', ring?.callId ?? ''];
    expect(await operator.json(words)).toMatchObject({
      success: true,
      message: 'Scheduled call 1 is COMPLETED',
      scheduledCall: {
        id: 1,
        status: 'COMPLETED',
        retellCallId: ring?.callId,
        attempts: 1,
        errorMessage: null,
      },
    });
    expect(await operator.voicebot(words)).toMatchObject({ code: 5, stdout: '' });
  });

  it('is resolved as not placed, and then rings only if it is retried', async () => {
    const operator = await withUnknown('reset');
    expect(await operator.json(['scheduled', 'resolve', '1', '--not-placed'])).toMatchObject({
      scheduledCall: { status: 'FAILED', attempts: 1, errorMessage: 'resolved by the operator: not placed' },
    });
    operator.clock.advance(3600);
    await operator.voicebot(['process-due']);
    expect(operator.simulator.rings()).toEqual([]);

    expect(await operator.json(['scheduled', 'retry', '1'])).toMatchObject({
      success: true,
      message: '1 call(s) will be tried again',
      scheduledCalls: [{ id: 1, status: 'PENDING', attempts: 1, maxAttempts: 4 }],
    });
    operator.clock.advance(1);
    await operator.voicebot(['process-due']);
    expect(operator.simulator.rings()).toHaveLength(1);
    expect(await operator.json(['scheduled', 'show', '1'])).toMatchObject({
      scheduledCall: { status: 'COMPLETED', attempts: 2 },
      calls: [
        { attempt: 2, status: 'registered' },
        { attempt: 1, status: 'not_placed' },
      ],
    });
  });

  it('is resolved in the same way if it was not scheduled', async () => {
    const operator = await openWithContacts(1);
    operator.simulator.addFault({ on: 'create', kind: 'lose-answer' });
    await operator.voicebot(['call', '1']);
    const [ring] = operator.simulator.rings();
    expect(await operator.json(['calls', 'resolve', '1', '--placed', ring?.callId ?? ''])).toMatchObject({
      message: 'Call 1 is registered',
      call: { retellCallId: ring?.callId },
    });
  });

  it.each([
    { words: ['scheduled', 'resolve', '1'], code: 2, error: 'verdict_missing' },
    {
      words: ['scheduled', 'resolve', '1', '--placed', 'call_x', '--not-placed'],
      code: 2,
      error: 'verdict_missing',
    },
    {
      words: ['scheduled', 'resolve', '1', '--placed', 'call_nowhere'],
      code: 3,
      error: 'retell_call_not_found',
    },
    { words: ['scheduled', 'resolve', '9', '--not-placed'], code: 3, error: 'scheduled_call_not_found' },
    { words: ['calls', 'resolve', '9', '--not-placed'], code: 3, error: 'call_not_found' },
    { words: ['scheduled', 'retry', '1'], code: 5, error: 'not_failed' },
    { words: ['scheduled', 'retry', '9'], code: 3, error: 'scheduled_call_not_found' },
    { words: ['scheduled', 'retry', '1', '--at', '2020-01-01 10:00'], code: 5, error: 'time_in_past' },
  ])('is left unchanged by bad input: $words', async ({ words, code, error }) => {
    const operator = await withUnknown('lose-answer');
    const before = operator.rows('select * from calls join scheduled_calls');
    expect(await operator.voicebot([...words, '--json'])).toMatchObject({
      code,
      json: { error: { code: error } },
    });
    expect(operator.rows('select * from calls join scheduled_calls')).toEqual(before);
  });
});

describe('many unconfirmed calls', () => {
  /** Opens an operator with four scheduled calls, of which the second and the third were never placed and are unconfirmed. */
  async function withTwoUnknown() {
    const operator = await openWithDue(4);
    for (const n of [2, 3])
      operator.simulator.addFault({ on: 'create', kind: 'reset', toNumber: numberOf(n) });
    await operator.voicebot(['process-due']);
    return operator;
  }

  it.each([
    { words: ['2-3'], code: 0, resolved: [2, 3], skipped: [] },
    { words: ['1-4', '99'], code: 6, resolved: [2, 3], skipped: [1, 4, 99] },
    { words: ['--all', '--yes'], code: 0, resolved: [2, 3], skipped: [] },
  ])('are resolved together, by id, range or --all: $words', async ({ words, code, resolved, skipped }) => {
    const operator = await withTwoUnknown();
    const ran = await operator.voicebot(['scheduled', 'resolve', ...words, '--not-placed', '--json']);
    expect(ran).toMatchObject({
      code,
      json: {
        success: code === 0,
        message: '2 calls are FAILED, as not placed',
        scheduledCalls: resolved.map((id) => ({ id, status: 'FAILED' })),
        notResolved: skipped.map((id) => ({ id, reason: expect.any(String) })),
      },
    });
    expect(operator.rows("select id from scheduled_calls where status = 'IN_PROGRESS'")).toEqual([]);
  });

  it('--all succeeds if no call is unconfirmed', async () => {
    const operator = await openWithDue(1);
    const ran = await operator.voicebot(['scheduled', 'resolve', '--all', '--not-placed', '--yes']);
    expect(ran).toMatchObject({ code: 0, stdout: expect.stringContaining('No call is unconfirmed') });
  });

  it.each([
    { words: ['2-3', '--placed', 'call_x'], code: 2, error: 'one_call_only' },
    { words: ['--all', '--placed', 'call_x', '--yes'], code: 2, error: 'one_call_only' },
    { words: ['--all', '2', '--not-placed'], code: 2, error: 'nothing_chosen' },
    { words: ['--not-placed'], code: 2, error: 'nothing_chosen' },
    { words: ['--all', '--not-placed'], code: 2, error: expect.any(String) },
    { words: ['1', '4', '--not-placed'], code: 5, error: 'fate_known' },
    { words: ['98-99', '--not-placed'], code: 3, error: 'scheduled_call_not_found' },
  ])('are left unchanged by bad input: $words', async ({ words, code, error }) => {
    const operator = await withTwoUnknown();
    const ran = await operator.voicebot(['scheduled', 'resolve', ...words, '--json', '--no-input']);
    expect(ran).toMatchObject({ code, json: { error: { code: error } } });
    expect(operator.rows("select id from scheduled_calls where status = 'IN_PROGRESS'")).toEqual([
      { id: 2 },
      { id: 3 },
    ]);
  });
});

describe('scheduled retry', () => {
  it('says which calls it skipped, and accepts a time', async () => {
    const operator = await openWithDue(3);
    operator.simulator.script(numberOf(1), { refuse: 422 });
    for (const wait of [0, 65, 125]) {
      operator.clock.advance(wait);
      await operator.voicebot(['process-due']);
    }
    operator.simulator.script(numberOf(1), { reason: 'user_hangup' });
    const ran = await operator.voicebot(['scheduled', 'retry', '1-2', '--at', '+1h', '--max-attempts', '1']);
    expect(ran).toMatchObject({ code: 6 });
    expect(ran.stderr).toContain('Call 2 will not be tried again: it is COMPLETED, not FAILED');
    operator.clock.advance(1800);
    expect(await operator.voicebot(['process-due'])).toMatchObject({ code: 0, stdout: '' });
    operator.clock.advance(1900);
    await operator.voicebot(['process-due']);
    expect(await operator.json(['scheduled', 'show', '1'])).toMatchObject({
      scheduledCall: { status: 'COMPLETED', attempts: 4, maxAttempts: 4 },
    });
  });
});
