import { describe, expect, it } from 'vitest';
import { openAccount } from '../../support/retell-account.ts';

const agents = ['Ada', 'Bo', 'Cleo'].map((name) => ({ id: `agent_${name}`, name }));

describe('agents', () => {
  it('are listed page by page', async () => {
    const { sdk } = await openAccount({ agents });
    const first = await sdk.agent.list({ limit: 2 });
    expect(first.items?.map(({ agent_name }) => agent_name)).toEqual(['Ada', 'Bo']);
    expect(first.has_more).toBe(true);
    const second = await sdk.agent.list({ limit: 2, pagination_key: first.pagination_key ?? '' });
    expect(second).toEqual({
      items: [expect.objectContaining({ agent_id: 'agent_Cleo', channel: 'voice' })],
      has_more: false,
    });
  });

  it('are found by name, and none is a chat agent', async () => {
    const account = await openAccount({ agents });
    const search = (filter_criteria: unknown) => account.post('/v2/list-agents', { filter_criteria });
    expect((await search({ query: 'cle' })).body['items']).toMatchObject([{ agent_name: 'Cleo' }]);
    const channel = { type: 'string', op: 'eq', value: 'chat' };
    expect((await search({ channel })).body['items']).toEqual([]);
  });

  it('say for how long they may talk', async () => {
    const account = await openAccount({ agents: [{ id: 'agent_1', name: 'Ada', maxDurationMs: 300_000 }] });
    expect(await account.get('/get-agent/agent_1')).toMatchObject({
      status: 200,
      body: { agent_id: 'agent_1', max_call_duration_ms: 300_000 },
    });
    expect((await account.get('/get-agent/agent_2')).status).toBe(404);
  });

  it.each(['limit=0', 'limit=1001', 'limit=ten', 'sort_order=up', 'pagination_key=x'])(
    'are not listed for an invalid query: %s',
    async (query) => {
      const account = await openAccount();
      expect((await account.post(`/v2/list-agents?${query}`)).status).toBe(400);
    },
  );
});

describe('phone numbers', () => {
  it('are listed in either order', async () => {
    const account = await openAccount({ fromNumbers: ['+61255500001', '+61255500002'] });
    const numbers = [{ phone_number: '+61255500001' }, { phone_number: '+61255500002' }];
    expect(await account.sdk.phoneNumber.list()).toMatchObject({ items: numbers, has_more: false });
    const ascending = await account.get('/v2/list-phone-numbers?sort_order=ascending');
    expect(ascending.body['items']).toMatchObject(numbers.toReversed());
  });
});

describe('a call', () => {
  it('that does not exist gets a 422', async () => {
    const account = await openAccount();
    expect(await account.get('/v2/get-call/call_0')).toMatchObject({
      status: 422,
      body: { status: 'error', message: 'Cannot find requested asset under given api key.' },
    });
  });
});
