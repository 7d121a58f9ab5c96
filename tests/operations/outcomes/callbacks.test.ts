import { describe, expect, it, onTestFinished } from 'vitest';
import { openStore } from '../../../src/store/open-store.ts';
import type { CallScript } from '../../../src/telephony/simulator/calls/course.ts';
import { bareReport } from '../../support/bare-report.ts';
import type { Operator } from '../../support/operator.ts';
import { reportRules } from '../../support/report-rules.ts';
import { migrations, numberOf, openWithContacts, ringsOf, scheduleCalls } from '../calling/due-calls.ts';

const talk = (
  custom_analysis_data: Record<string, unknown>,
  reason: 'user_hangup' | 'voicemail_reached' = 'user_hangup',
): CallScript => ({
  reason,
  ringSeconds: 2,
  talkSeconds: 30,
  analysis: { custom_analysis_data },
});

/** Opens an operator with a campaign whose contacts have just been called. The operator's clock says Monday 9 am. */
async function openCampaign(...scripts: CallScript[]): Promise<Operator & { said: string }> {
  const operator = await openWithContacts(scripts.length, { analysisDelayMs: 60_000 });
  for (const [index, script] of scripts.entries()) operator.simulator.script(numberOf(index + 1), script);
  const when = ['--at', '+1s', '--every', '0s', '--name', 'Spring', '--redial', 'voicemail=1h'];
  await operator.voicebot(['schedule', `1-${scripts.length}`, ...when, '--yes']);
  await runAfter(operator, 1);
  return { ...operator, said: await runAfter(operator, 3) };
}

async function runAfter(operator: Operator, minutes: number): Promise<string> {
  operator.clock.advance(minutes * 60);
  const { code, stdout, stderr } = await operator.voicebot(['process-due']);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return stdout;
}

async function callbacksOf(operator: Operator, env = {}): Promise<Record<string, unknown>[]> {
  const { callbacks } = (await operator.json(['calls', 'callbacks'], { env })) as {
    callbacks: Record<string, unknown>[];
  };
  return callbacks.toSorted((a, b) => Number(a['callId']) - Number(b['callId']));
}

describe('somebody who asks to be called back', () => {
  it('is, at the time that they said, before the campaign’s other calls; what is uncertain waits for the operator', async () => {
    const operator = await openCampaign(
      talk({ callback_text: 'at half past nine', callback_at: '2026-03-02 09:30' }),
      talk({ callback_text: 'tomorrow', callback_at: null }),
      talk({ callback_text: 'at three', callback_at: '2026-03-02T15:00Z' }),
      talk({ callback_text: 'at half past nine', callback_at: '2026-03-02 09:30', opt_out: 'yes' }),
      talk({ callback_text: 'this morning', callback_at: '2026-03-02 09:01' }),
    );
    const time = { at: '2026-03-01T22:30:00.000Z', zone: 'Australia/Sydney', clock: 'assumed' };
    expect(await callbacksOf(operator)).toMatchObject([
      {
        state: 'upcoming',
        ...time,
        words: 'at half past nine',
        why: null,
        scheduledCallId: 6,
        inTheWay: null,
      },
      { state: 'operator', why: 'no_time', words: 'tomorrow', at: null, scheduledCallId: null },
      { state: 'operator', why: 'unreadable', askedFor: '2026-03-02T15:00Z' },
      { state: 'withdrawn', why: 'do_not_call', scheduledCallId: null },
      { state: 'operator', why: 'past' },
    ]);
    expect((await operator.voicebot(['calls', 'callbacks'])).stdout).toMatch(
      /upcoming +Contact 1.*at half past nine/,
    );
    expect(operator.said).toMatch(
      /#2 .*asked to be called back \("tomorrow"\); needs your decision, only words/,
    );
    expect(operator.said.match(/needs your decision/g)).toHaveLength(3);
    // Reports that are repeated change nothing.
    await operator.voicebot(['calls', 'sync', '--since', '1d']);
    expect(await callbacksOf(operator)).toHaveLength(5);
    expect(await operator.json(['calls', 'callbacks', '--limit', '1'])).toEqual({
      callbacks: [
        {
          ...{ id: expect.any(Number), callId: 5, state: 'operator', why: 'past', inTheWay: null },
          contact: { name: 'Contact 5', phoneNumber: numberOf(5) },
          ...{ contactId: 5, toNumber: numberOf(5), words: 'this morning', askedFor: '2026-03-02 09:01' },
          ...{ at: '2026-03-01T22:01:00.000Z', zone: 'Australia/Sydney', clock: 'assumed', campaignId: 1 },
          ...{ scheduledCallId: null, placedAt: null, disposition: null },
          ...{ createdAt: expect.any(String), updatedAt: expect.any(String) },
        },
      ],
      total: 5,
      nextPage: 2,
    });
    await operator.voicebot(['campaigns', 'pause', 'Spring']);
    expect((await callbacksOf(operator))[0]).toMatchObject({
      state: 'at_risk',
      inTheWay: expect.stringContaining('Spring'),
    });
    await operator.voicebot(['campaigns', 'resume', 'Spring']);
    // Four others have been due for longer.
    operator.clock.advance(20 * 60);
    await scheduleCalls(
      operator,
      [2, 3, 5].map((id) => ({ id, seconds: 1 })),
    );
    operator.clock.advance(6 * 60);
    await operator.voicebot(['process-due', '--limit', '1']);
    expect(ringsOf(operator)).toEqual({
      [numberOf(1)]: 2,
      ...Object.fromEntries([2, 3, 4, 5].map((id) => [numberOf(id), 1])),
    });
    expect((await callbacksOf(operator))[0]).toMatchObject({ state: 'kept', scheduledCallId: 6 });
    const env = { VOICEBOT_CALLBACK_TOLERANCE: '0s' };
    expect((await callbacksOf(operator, env))[0]).toMatchObject({ state: 'late' });

    const ids = (await callbacksOf(operator)).map(({ id }) => String(id));
    const settle = ['calls', 'callbacks', 'done', ...ids.slice(1, 3)];
    expect(await operator.voicebot(settle)).toMatchObject({ code: 0, stdout: '✓ 2 callbacks are done\n' });
    await operator.voicebot(['calls', 'sync', '--since', '1d']);
    expect((await callbacksOf(operator)).map(({ state }) => state)).toEqual([
      ...['kept', 'done', 'done', 'withdrawn', 'operator'],
    ]);
  });

  it('comes first, and at once, when what is overdue is laid out again', async () => {
    const promised = { callback_text: 'at half past nine', callback_at: '2026-03-02 09:30' };
    const operator = await openCampaign(talk(promised), talk(promised), talk({}), talk({}));
    const later = ['--at', '2026-03-02 09:20', '--every', '10m', '--name', 'Later', '--yes'];
    await operator.voicebot(['schedule', '3-4', ...later, '--if-scheduled', 'again']);
    // No run comes for more than an hour.
    operator.clock.advance(75 * 60);
    await operator.voicebot(['process-due']);
    expect(ringsOf(operator)).toEqual({
      ...{ [numberOf(1)]: 2, [numberOf(2)]: 2 },
      ...{ [numberOf(3)]: 2, [numberOf(4)]: 1 },
    });
    expect((await callbacksOf(operator)).slice(0, 2)).toMatchObject([{ state: 'late' }, { state: 'late' }]);
  });

  it('is not redialled as well, and neither is somebody who must not be called', async () => {
    const operator = await openCampaign(
      talk({}, 'voicemail_reached'),
      talk({ callback_text: 'after lunch' }, 'voicemail_reached'),
      talk({ opt_out: true }, 'voicemail_reached'),
      talk({ callback_at: '2026-03-02T11:00' }, 'voicemail_reached'),
    );
    expect(
      operator.rows(
        "select contact_id as who, redial_of is null as isCallback from scheduled_calls where status = 'PENDING' order by 1",
      ),
    ).toEqual([
      { who: 1, isCallback: 0 },
      { who: 4, isCallback: 1 },
    ]);
    const refused = await operator.voicebot([
      'calls',
      'callbacks',
      'done',
      String((await callbacksOf(operator))[1]?.['id']),
    ]);
    expect(refused).toMatchObject({
      code: 5,
      stderr: expect.stringMatching(/scheduled call \d+.*scheduled cancel \d+/s),
    });
  });

  it('is called at the time that the latest report says, whatever the order of the reports', async () => {
    const operator = await openCampaign(...Array.from({ length: 6 }, () => talk({})));
    const store = openStore({ path: operator.database, migrations });
    onTestFinished(() => store.close());
    const now = operator.clock.now();
    const said = [
      { callback_text: 'at eleven', callback_at: '2026-03-02 11:00' },
      { callback_text: 'some time' },
      { callback_text: 'at noon', callback_at: '2026-03-02 12:00' },
    ];
    const orders = [
      [0, 1, 2],
      [0, 2, 1],
      [1, 0, 2],
      [1, 2, 0],
      [2, 0, 1],
      [2, 1, 0],
    ];
    const calls = operator.rows('select id, retell_call_id as retellId from calls order by id');
    for (const [index, { retellId }] of calls.entries()) {
      for (const which of [...(orders[index] ?? []), 0, 2]) {
        const report = {
          ...bareReport,
          retellCallId: String(retellId),
          status: 'ended' as const,
          customAnalysis: said[which] ?? null,
          observedAt: new Date(now.getTime() + 60_000 + which),
        };
        await store.recordReports([report], { ...reportRules, now });
      }
    }
    const ends =
      operator.rows(`select callbacks.state, words, trouble, at, zone, status, scheduled_time as time, next_attempt_at as next
      from callbacks join scheduled_calls on callback_of = callbacks.call_id`);
    expect(ends).toHaveLength(6);
    const noon = Date.parse('2026-03-02T01:00:00Z');
    const end = { state: 'scheduled', words: 'at noon', trouble: null, at: noon, zone: 'Australia/Sydney' };
    expect(new Set(ends.map((row) => JSON.stringify(row)))).toEqual(
      new Set([JSON.stringify({ ...end, status: 'PENDING', time: noon, next: noon })]),
    );
  });
});
