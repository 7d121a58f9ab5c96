import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { SimulatedCall } from '../../../src/telephony/simulator/calls/simulated-call.ts';
import type { PeopleOptions } from '../../../src/telephony/simulator/people/people.ts';
import { type Account, openAccount } from '../../support/retell-account.ts';
import { responseCheck } from '../../support/retell-specification.ts';

const limits = { concurrency: 10_000, createsPer10s: 100_000, othersPer10s: 100_000, listsPer10s: 1000 };

const sydney = (index: number) => `+6125550${String(index).padStart(4, '0')}`;
const newYork = (index: number) => `+1212555${String(index).padStart(4, '0')}`;
const losAngeles = (index: number) => `+1213555${String(index).padStart(4, '0')}`;
const mobile = (index: number) => `+614915${String(index).padStart(5, '0')}`;

const openPeople = (people: PeopleOptions = {}, more = {}) => openAccount({ limits, people, ...more });

/** Calls this many people at a time, and returns what came of it. */
async function callAll(
  account: Account,
  numberOf: (index: number) => string,
  at: string,
  count = 400,
): Promise<SimulatedCall[]> {
  account.clock.moveTo(at);
  const before = account.simulator.calls().length;
  for (let index = 0; index < count; index++)
    await account.create({
      to_number: numberOf(index),
      retell_llm_dynamic_variables: { contact_name: `Person ${index}` },
    });
  account.clock.advance(30 * 60);
  return account.simulator.calls().slice(before);
}

const shareOf = (calls: readonly SimulatedCall[], ...dispositions: string[]) =>
  calls.filter(({ outcome }) => outcome && dispositions.includes(outcome.disposition)).length / calls.length;

const analysed = z.object({
  items: z.array(
    z.looseObject({
      call_id: z.string(),
      call_cost: z.object({ combined_cost: z.number() }).optional(),
      call_analysis: z.object({ custom_analysis_data: z.record(z.string(), z.unknown()) }).optional(),
    }),
  ),
});

async function listed(account: Account) {
  const { body } = await account.post('/v3/list-calls', { limit: 1000 });
  return analysed.parse(body).items;
}

describe('simulated people', () => {
  it('answer by the hour on their own clocks: landlines where they are, mobiles in the zone that is set', async () => {
    const account = await openPeople({ timezone: 'Europe/London' });
    // A Wednesday, or still Tuesday: seven in the evening in New York, four in the afternoon in Los Angeles, midnight in London.
    const evening = await callAll(account, newYork, '2026-03-04T00:00:00Z');
    const afternoon = await callAll(account, losAngeles, '2026-03-04T00:00:00Z');
    const night = await callAll(account, mobile, '2026-03-04T00:00:00Z');
    const morning = await callAll(account, mobile, '2026-03-04T09:00:00Z');
    expect(shareOf(evening, 'answered')).toBeCloseTo(0.48, 1);
    expect(shareOf(afternoon, 'answered')).toBeCloseTo(0.33, 1);
    expect(shareOf(night, 'answered')).toBeLessThan(0.05);
    expect(shareOf(morning, 'answered')).toBeCloseTo(0.24, 1);
    expect(shareOf(evening, 'busy', 'declined', 'no_answer', 'machine')).toBeGreaterThan(0.4);
    expect(shareOf(evening, 'invalid', 'our_side', 'broke', 'caller_id')).toBeLessThan(0.08);
  });

  it('take a call the same way whatever other calls there are, and the next one in another', async () => {
    const [alone, among, again] = await Promise.all(
      [1, 1, 2].map((seed) => openPeople({ optOuts: 0.2 }, { seed })),
    );
    if (!alone || !among || !again) throw new Error('three accounts');
    const at = '2026-03-03T08:00:00Z';
    const rest = ({ callId: _, ...call }: SimulatedCall) => call;
    await callAll(among, newYork, at, 20);
    const calls = await callAll(alone, sydney, at, 50);
    expect((await callAll(among, sydney, at, 50)).map(rest)).toEqual(calls.map(rest));
    expect((await callAll(again, sydney, at, 50)).map(rest)).not.toEqual(calls.map(rest));
    expect((await callAll(alone, sydney, at, 50)).map(({ reason }) => reason)).not.toEqual(
      calls.map(({ reason }) => reason),
    );
  });

  it('ask to be called back or never again; the simulator’s own log and its API say the same', async () => {
    const account = await openPeople({ optOuts: 0.1, callbacks: 0.3 });
    const calls = await callAll(account, sydney, '2026-03-03T07:00:00Z');
    account.clock.advance(24 * 3600);
    const answered = calls.filter(({ outcome }) => outcome?.disposition === 'answered');
    const outcomes = answered.flatMap(({ outcome }) => outcome ?? []);
    expect(outcomes.filter(({ optOut }) => optOut).length / outcomes.length).toBeCloseTo(0.1, 1);
    const wishes = outcomes.flatMap(({ callback }) => callback ?? []);
    expect(wishes.length / outcomes.length).toBeCloseTo(0.3, 1);
    expect(wishes).toContainEqual({
      words: 'tomorrow at ten in the morning',
      at: '2026-03-04 10:00',
    });
    expect(wishes).toContainEqual({ words: 'on Saturday at eleven', at: '2026-03-07 11:00' });
    expect(wishes).toContainEqual({ words: 'in an hour', at: '2026-03-03 19:00' });
    expect(wishes.some(({ at }) => at === null)).toBe(true);
    const byId = new Map((await listed(account)).map((item) => [item.call_id, item]));
    for (const { callId, outcome } of calls) {
      const item = byId.get(callId);
      expect(item !== undefined).toBe(outcome?.isTold);
      if (item) expect(item.call_cost?.combined_cost ?? 0).toBe(outcome?.costCents);
      const custom = item?.call_analysis?.custom_analysis_data;
      if (!custom) continue;
      expect(custom['opt_out'] ?? false).toBe(outcome?.optOut);
      expect(custom['callback_text'] ?? '').toBe(outcome?.callback?.words ?? '');
      expect(custom['callback_at'] ?? '').toBe(outcome?.callback?.at ?? '');
    }
  });

  it('are told of late, twice or never, and analysed some time after the end, or never', async () => {
    const account = await openPeople();
    const calls = await callAll(account, sydney, '2026-03-03T07:00:00Z', 900);
    const open = (await listed(account)).filter((item) => item['call_status'] === 'registered');
    expect(open.length).toBe(0);
    account.clock.moveTo('2026-03-03T07:05:00Z');
    const late = (await listed(account)).filter((item) => item['call_status'] !== 'ended');
    const over = new Set(calls.flatMap(({ callId, outcome }) => (outcome ? [callId] : [])));
    expect(late.filter(({ call_id }) => over.has(call_id)).length).toBeGreaterThan(0);
    const items = await listed(account);
    const ids = new Set(items.map(({ call_id }) => call_id));
    expect(items.length - ids.size).toBeGreaterThan(10);
    const hidden = calls.filter(({ callId }) => !ids.has(callId));
    expect(hidden.length).toBeGreaterThan(0);
    expect(hidden.length).toBeLessThan(10);
    for (const { callId } of hidden) expect((await account.get(`/v2/get-call/${callId}`)).status).toBe(422);
    const delays = calls.flatMap(({ outcome }) =>
      outcome && outcome.costCents > 0
        ? [(outcome.analysedAt?.getTime() ?? Infinity) - outcome.at.getTime()]
        : [],
    );
    expect(Math.min(...delays)).toBeGreaterThanOrEqual(10_000);
    expect(delays.filter((ms) => ms <= 90_000).length / delays.length).toBeGreaterThan(0.9);
    expect(delays.some((ms) => ms > 1_800_000 && ms < Infinity)).toBe(true);
  });

  it('speak, and have agents use tools, in the form that Retell’s specification says', async () => {
    const account = await openPeople({ optOuts: 0.2, callbacks: 0.2 });
    const calls = await callAll(account, sydney, '2026-03-03T07:00:00Z', 150);
    account.clock.advance(24 * 3600);
    const check = responseCheck('get', '/v2/get-call/{call_id}', 200);
    const tools = new Set<unknown>();
    for (const { callId, startedAt, endedAt, outcome } of calls.filter((call) => call.outcome?.isTold)) {
      const { body } = await account.get(`/v2/get-call/${callId}`);
      expect(check(body), JSON.stringify([check.errors, body])).toBe(true);
      if (outcome?.disposition !== 'answered') continue;
      const spoken = z
        .array(z.object({ words: z.array(z.object({ start: z.number(), end: z.number() })).min(1) }))
        .parse(body['transcript_object']);
      const words = spoken.flatMap((turn) => turn.words);
      expect(words.every(({ start }, index) => start >= (words[index - 1]?.start ?? 0))).toBe(true);
      expect(words.at(-1)?.end).toBeLessThanOrEqual((Number(endedAt) - Number(startedAt)) / 1000);
      expect(body['transcript']).toMatch(/Person \d+\?/);
      for (const turn of z.array(z.looseObject({})).parse(body['transcript_with_tool_calls']))
        if (turn['role'] === 'tool_call_invocation') tools.add(turn['name']);
    }
    expect(tools).toEqual(new Set(['book_appointment', 'note_callback', 'note_opt_out']));
  });
});

it('calls are forgotten when their retention is over', async () => {
  const account = await openAccount({ retentionMs: 86_400_000 });
  const { body } = await account.create();
  account.clock.advance(86_400);
  expect(await account.ids({})).toEqual([body['call_id']]);
  account.clock.advance(60);
  expect(await account.ids({})).toEqual([]);
  expect((await account.get(`/v2/get-call/${body['call_id']}`)).status).toBe(422);
});
