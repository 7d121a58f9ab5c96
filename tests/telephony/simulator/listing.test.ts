import { describe, expect, it } from 'vitest';
import { type Account, openAccount } from '../../support/retell-account.ts';

const talkerNumber = '+61491570006';
const busyNumber = '+61491570156';

/** Places three calls, a minute apart: a conversation, a busy line, and one still registered. */
async function threeCalls(): Promise<{ account: Account; talked: unknown; busy: unknown; fresh: unknown }> {
  const account = await openAccount();
  const createCall = async (body: Record<string, unknown>) => (await account.create(body)).body['call_id'];
  const talked = await createCall({
    to_number: talkerNumber,
    metadata: { reference: 'ab-1', tries: 1, vip: true, tags: ['x'], none: null },
    retell_llm_dynamic_variables: { first_name: 'Mia' },
  });
  account.clock.advance(60);
  const busy = await createCall({
    to_number: busyNumber,
    metadata: { reference: 'ab-2', tries: 3, vip: false },
  });
  account.clock.advance(60);
  const fresh = await createCall({ from_number: '+61370101234', metadata: { reference: 'cd-3' } });
  return { account, talked, busy, fresh };
}

const text = (op: string, value: string) => ({ type: 'string', op, value });
const number = (op: string, value: number) => ({ type: 'number', op, value });
const oneOf = (...value: string[]) => ({ type: 'enum', op: 'in', value });
const range = (...value: number[]) => ({ type: 'range', op: 'bt', value });

describe('a filter', () => {
  const startOfFirst = Date.UTC(2026, 2, 1, 22, 0, 5);

  it.each([
    ['no filter', {}, ['fresh', 'busy', 'talked']],
    ['status', { call_status: oneOf('not_connected', 'error') }, ['busy']],
    ['to number', { to_number: text('eq', busyNumber) }, ['busy']],
    ['to number, not equal', { to_number: text('ne', busyNumber) }, ['fresh', 'talked']],
    ['from number, end', { from_number: text('ew', '1234') }, ['fresh', 'busy', 'talked']],
    ['from number, start', { from_number: text('sw', '+613') }, ['fresh']],
    ['from number, part', { from_number: text('co', '5550') }, ['busy', 'talked']],
    ['start', { start_timestamp: range(startOfFirst, startOfFirst) }, ['talked']],
    ['start, later', { start_timestamp: number('gt', startOfFirst) }, []],
    ['end', { end_timestamp: number('le', startOfFirst + 42_000) }, ['talked']],
    ['duration', { duration_ms: number('ge', 42_000) }, ['talked']],
    ['duration, other', { duration_ms: number('ne', 42_000) }, []],
    ['reason', { disconnection_reason: oneOf('dial_busy') }, ['busy']],
    ['type and direction', { call_type: oneOf('phone_call'), direction: oneOf('inbound') }, []],
    ['voicemail', { in_voicemail: { type: 'boolean', op: 'eq', value: false } }, ['talked']],
    ['cost', { combined_cost: number('lt', 10) }, ['talked']],
    ['metadata, equal', { metadata: [{ ...text('eq', 'ab-1'), key: 'reference' }] }, ['talked']],
    ['metadata, start', { metadata: [{ ...text('sw', 'ab'), key: 'reference' }] }, ['busy', 'talked']],
    ['metadata, one of', { metadata: [{ ...oneOf('ab-2', 'cd-3'), key: 'reference' }] }, ['fresh', 'busy']],
    ['metadata, number', { metadata: [{ ...number('lt', 3), key: 'tries' }] }, ['talked']],
    ['metadata, range', { metadata: [{ ...range(1, 3), key: 'tries' }] }, ['busy', 'talked']],
    ['metadata, boolean', { metadata: [{ type: 'boolean', op: 'eq', value: false, key: 'vip' }] }, ['busy']],
    ['metadata, present', { metadata: [{ type: 'present', op: 'pr', key: 'tags' }] }, ['talked']],
    ['metadata, not present', { metadata: [{ type: 'present', op: 'np', key: 'tries' }] }, ['fresh']],
    ['metadata, null', { metadata: [{ type: 'present', op: 'pr', key: 'none' }] }, []],
    ['metadata, inherited', { metadata: [{ type: 'present', op: 'pr', key: 'constructor' }] }, []],
    ['metadata, another type', { metadata: [{ ...text('eq', '1'), key: 'tries' }] }, []],
    [
      'metadata, two conditions',
      {
        metadata: [
          { ...text('sw', 'ab'), key: 'reference' },
          { ...number('gt', 1), key: 'tries' },
        ],
      },
      ['busy'],
    ],
    ['variables', { dynamic_variables: [{ ...text('eq', 'Mia'), key: 'first_name' }] }, ['talked']],
  ])('selects the right calls: %s', async (_what, filter, names) => {
    const { account, ...ids } = await threeCalls();
    const named = new Map<string, unknown>(Object.entries(ids));
    expect(await account.ids(filter)).toEqual(names.map((name) => named.get(name)));
  });

  it('on the id accepts one or several', async () => {
    const { account, talked, fresh } = await threeCalls();
    expect(await account.ids({ call_id: text('eq', String(talked)) })).toEqual([talked]);
    expect(await account.ids({ call_id: oneOf(String(talked), String(fresh)) })).toEqual([fresh, talked]);
  });

  it.each([
    ['e2e_latency_p50', number('gt', 1)],
    ['tool_calls', []],
    ['an_invention', 1],
  ])('is refused, not ignored, if the simulator does not support it: %s', async (name, filter) => {
    const account = await openAccount();
    const { status, body } = await account.post('/v3/list-calls', { filter_criteria: { [name]: filter } });
    expect(status).toBe(400);
    expect(body['message']).toContain(name);
  });
});

describe('pages', () => {
  it('show every call once, even if calls are added in between', async () => {
    const account = await openAccount({ limits: { concurrency: 100, listsPer10s: 100 } });
    const placed: unknown[] = [];
    for (let index = 0; index < 7; index += 1) {
      placed.push((await account.create()).body['call_id']);
      account.clock.advance(10);
    }
    account.clock.advance(300);
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await account.sdk.call.list({ limit: 3, ...(cursor && { pagination_key: cursor }) });
      seen.push(...(page.items ?? []).map(({ call_id }) => call_id));
      expect(page.has_more).toBe(page.pagination_key !== undefined);
      cursor = page.pagination_key;
      await account.create();
    } while (cursor);
    expect(seen).toEqual(placed.toReversed());
  });

  it('can be sorted, skipped and counted', async () => {
    const { account, talked, busy, fresh } = await threeCalls();
    const page = await account.post('/v3/list-calls', {
      sort_order: 'ascending',
      skip: 1,
      limit: 1,
      include_total: true,
    });
    expect(page.body).toMatchObject({ items: [{ call_id: busy }], has_more: true, total: 3 });
    const rest = await account.post('/v3/list-calls', {
      sort_order: 'ascending',
      pagination_key: page.body['pagination_key'],
    });
    expect(rest.body).toMatchObject({ items: [{ call_id: fresh }], has_more: false });
    expect(rest.body).not.toHaveProperty('total');
    expect(await account.ids({ call_status: oneOf('ended') })).toEqual([talked]);
  });

  it.each([
    { skip: 1, pagination_key: 'x' },
    { pagination_key: 'x' },
    { limit: 0 },
    { limit: 1001 },
    { filter_criteria: { call_status: oneOf('registered') } },
  ])('are refused for an invalid request: %j', async (body) => {
    const account = await openAccount();
    expect((await account.post('/v3/list-calls', body)).status).toBe(400);
  });
});

describe('a new call', () => {
  it('can appear late in the list, but at once by its id', async () => {
    const account = await openAccount({ listingDelayMs: 5000 });
    const { body } = await account.create();
    account.clock.advance(4.999);
    expect(await account.ids({})).toEqual([]);
    expect((await account.get(`/v2/get-call/${body['call_id']}`)).status).toBe(200);
    account.clock.advance(0.001);
    expect(await account.ids({})).toEqual([body['call_id']]);
  });

  it('is listed without its transcript', async () => {
    const account = await openAccount();
    const { body } = await account.create();
    account.clock.advance(60);
    const list = await account.post('/v3/list-calls');
    const { transcript, transcript_object, transcript_with_tool_calls, telephony_identifier, ...listed } = (
      await account.get(`/v2/get-call/${body['call_id']}`)
    ).body;
    expect(transcript).toEqual(expect.any(String));
    expect(transcript_object).toMatchObject([
      { role: 'agent' },
      { role: 'user' },
      { role: 'agent' },
      { role: 'user' },
    ]);
    expect(transcript_with_tool_calls).toEqual(transcript_object);
    expect(telephony_identifier).toBeDefined();
    expect(list.body['items']).toEqual([listed]);
  });
});
