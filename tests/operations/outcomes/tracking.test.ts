import { describe, expect, it } from 'vitest';
import { numberOf, openWithDue } from '../calling/due-calls.ts';

const minute = 60;
const hour = 60 * minute;

const requestsOf = (operator: Awaited<ReturnType<typeof openWithDue>>, path: RegExp) =>
  operator.simulator.requests().filter((request) => path.test(request.path)).length;

describe('what came of calls', () => {
  it('is recorded by the runs, once each, with the analysis when it comes and a cost that is corrected', async () => {
    const operator = await openWithDue(4, {
      analysisDelayMs: 5 * minute * 1000,
      costCorrection: { afterMs: 2 * hour * 1000, factor: 2 },
    });
    const { simulator, clock } = operator;
    simulator.script(numberOf(1), {
      reason: 'user_hangup',
      talkSeconds: 60,
      analysis: { call_summary: 'Wants a quote.', custom_analysis_data: { opt_out: false, size: 3 } },
      turns: [
        ['agent', 'Hello, this is Ada.'],
        ['user', 'I want a quote.'],
        ['tool', 'send_quote', { size: 3 }, 'sent'],
      ],
    });
    simulator.script(numberOf(2), { reason: 'dial_busy' });
    // Only the analysis hears that a machine answered.
    simulator.script(numberOf(3), {
      reason: 'agent_hangup',
      talkSeconds: 20,
      analysis: { in_voicemail: true },
    });
    simulator.script(numberOf(4), { reason: 'invalid_destination' });
    await operator.voicebot(['process-due']);
    clock.advance(2 * minute);
    await operator.voicebot(['process-due']);
    const columns =
      'select disposition, answered_by, round(cost_cents, 4) as cost, summary from calls order by id';
    expect(operator.rows(columns)).toEqual([
      { disposition: 'answered', answered_by: 'human', cost: 13, summary: null },
      { disposition: 'busy', answered_by: null, cost: null, summary: null },
      { disposition: 'answered', answered_by: 'human', cost: 4.3333, summary: null },
      { disposition: 'invalid', answered_by: null, cost: null, summary: null },
    ]);
    clock.advance(6 * minute);
    await operator.voicebot(['process-due']);
    expect(operator.rows(columns)).toMatchObject([
      { disposition: 'answered', summary: 'Wants a quote.' },
      { disposition: 'busy' },
      { disposition: 'machine', answered_by: 'machine' },
      {},
    ]);
    // Each transcript was fetched once, and nothing more is asked until the last look, a day later.
    expect(requestsOf(operator, /get-call/)).toBe(2);
    const lists = requestsOf(operator, /list-calls/);
    clock.advance(12 * hour);
    await operator.voicebot(['process-due']);
    expect(requestsOf(operator, /list-calls/)).toBe(lists);
    clock.advance(14 * hour);
    await operator.voicebot(['process-due']);
    expect(requestsOf(operator, /list-calls/)).toBe(lists + 1);
    expect(operator.rows(columns)).toMatchObject([{ cost: 26 }, { cost: null }, { cost: 8.6667 }, {}]);
    expect(operator.rows('select id from calls where next_check_at is not null')).toEqual([]);

    const { call } = (await operator.json(['calls', 'show', '1'])) as { call: object };
    expect(call).toMatchObject({
      disposition: 'answered',
      answeredBy: 'human',
      costCents: 26,
      summary: 'Wants a quote.',
      sentiment: expect.any(String),
      success: expect.any(Boolean),
      customAnalysis: { opt_out: false, size: 3 },
      agentVersion: 0,
      recordingUrl: expect.stringMatching(/^https?:/),
      costs: [
        { product: 'elevenlabs_tts', costCents: 14 },
        { product: 'gpt_4_1', costCents: 9 },
        { product: 'twilio_telephony', costCents: 3 },
      ],
      transcript: [
        { speaker: 'agent', text: 'Hello, this is Ada.', at: 0 },
        {
          ...{ speaker: 'user', text: 'I want a quote.', at: 3000 },
          words: expect.arrayContaining([{ word: 'I', start: 3000, end: 3300 }]),
          tools: [{ name: 'send_quote', arguments: '{"size":3}', result: 'sent', successful: true }],
        },
      ],
    });
    const { stdout } = await operator.voicebot(['calls', 'show', '1']);
    expect(stdout).toMatch(
      /Outcome +answered.*Cost +US\$0\.26.*0:03 +user: +I want a quote\.\n +tool: +send_quote \{"size":3\} → sent\n/s,
    );
    const some = await operator.json([
      'calls',
      'list',
      '--disposition',
      'voicemail,busy',
      '--fields',
      'id,disposition',
    ]);
    expect(some).toEqual({
      calls: [
        { id: 3, disposition: 'machine' },
        { id: 2, disposition: 'busy' },
      ],
      ...{ total: 2, nextPage: null },
    });
  });

  it('is kept as far as it can be read, however odd: twice, with broken items, in new words, or ten megabytes long', async () => {
    const operator = await openWithDue(1);
    const { simulator, clock } = operator;
    simulator.script(numberOf(1), { reason: 'user_hangup', talkSeconds: 60 });
    await operator.voicebot(['process-due']);
    clock.advance(2 * minute);
    simulator.addFault({ on: 'get', kind: 'huge-transcript' });
    const syncWith = async (kind: 'new-words' | 'broken-item' | 'twice') => {
      simulator.addFault({ on: 'list', kind });
      clock.advance(30);
      const { code, stderr } = await operator.voicebot(['calls', 'sync', '--since', '1d']);
      const [row] = operator.rows('select status, disposition, disconnection_reason as reason from calls');
      return { code, stderr, ...row };
    };
    expect(await syncWith('broken-item')).toMatchObject({
      code: 0,
      stderr: expect.stringContaining('Skipped 1 call in Retell'),
      disposition: 'answered',
    });
    expect(operator.rows('select length(turns) > 9e6 as huge from call_transcripts')).toEqual([{ huge: 1 }]);
    const unknown = { code: 0, status: 'ended', disposition: null, reason: 'solar_flare' };
    expect(await syncWith('new-words')).toMatchObject(unknown);
    expect(await syncWith('twice')).toMatchObject({ code: 0, stderr: '', disposition: 'answered' });
  });
});

it('lists that are late hold nothing up, and end as they should', async () => {
  const operator = await openWithDue(3, { reasons: [['dial_busy', 1]], listLagMs: 90_000 });
  await operator.voicebot(['process-due']);
  operator.clock.advance(minute);
  await operator.voicebot(['process-due']);
  expect(operator.rows("select id from calls where status = 'registered'")).toHaveLength(3);
  operator.clock.advance(minute);
  await operator.voicebot(['process-due']);
  expect(operator.rows("select id from calls where disposition = 'busy'")).toHaveLength(3);
});

describe('calls sync', () => {
  it('asks about many calls in one request', async () => {
    const operator = await openWithDue(60);
    await operator.voicebot(['process-due', '--concurrency', '20']);
    const before = requestsOf(operator, /list-calls/);
    operator.clock.advance(hour);
    const { stdout } = await operator.voicebot(['calls', 'sync']);
    expect(stdout).toMatch(/Asked about 60 calls: 60 changed, \d+ new transcripts/);
    expect(requestsOf(operator, /list-calls/)).toBe(before + 1);
    expect(operator.rows("select id from calls where status in ('registered', 'ongoing')")).toEqual([]);
    const again = await operator.json(['calls', 'sync']);
    expect(again).toMatchObject({ asked: 60, changed: 0, transcripts: 0 });
  });
});
