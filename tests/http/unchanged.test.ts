import { describe, expect, it } from 'vitest';
import { type Api, startApi } from '../support/api.ts';
import { type Operator, openOperator } from '../support/operator.ts';
import { listAt } from '../support/people.ts';

const people = 'Name,Phone\nAda,0491570006\nBo,0491570156\nCy,0491570157\n';

async function serving(...words: string[]): Promise<{ operator: Operator; api: Api }> {
  const operator = await openOperator();
  operator.file('people.csv', people);
  await operator.voicebot(['contacts', 'import', 'people.csv']);
  await operator.voicebot(['schedule', '1', '2', '--at', '+1h', '--no-check']);
  return { operator, api: await startApi(operator, ['--rate', '0', ...words]) };
}

const lists = ['contacts', 'scheduled-calls', 'calls', 'campaigns', 'dnc'].map((name) => `/api/${name}`);

const ifNot = (etag: string | null) => ({ 'If-None-Match': etag ?? '' });

describe('a list that is asked for again', () => {
  it('is 304 to who has it, and the same to all others, until anything changes', async () => {
    const { operator, api } = await serving();
    await api.get('/api/contacts');
    // The first use of a token is noted, which is a change as well.
    await expect
      .poll(() => operator.rows('select id from tokens where last_used_at is not null'))
      .toHaveLength(1);
    for (const path of lists) {
      const [first, second, third] = [await api.get(path), await api.get(path), await api.get(path)];
      expect([second.text, third.text]).toEqual([first.text, first.text]);
      expect(third.headers.get('content-type')).toBe(first.headers.get('content-type'));
      const etag = first.headers.get('etag');
      expect(third.headers.get('etag')).toBe(etag);
      for (const known of [etag, `W/${etag}`, `"older", ${etag}`])
        expect(await api.send('GET', path, undefined, ifNot(known))).toMatchObject({ status: 304, text: '' });
      expect((await api.send('GET', path, undefined, ifNot(`${etag}0`))).status).toBe(200);
    }
    const [path = ''] = lists;
    const etag = (await api.get(path)).headers.get('etag');
    await operator.voicebot(['contacts', 'edit', '1', '--name', 'Ada Lovelace']);
    const changed = await api.send('GET', path, undefined, ifNot(etag));
    expect(changed).toMatchObject({ status: 200, text: expect.stringContaining('Ada Lovelace') });
  });

  it('shows at once what the server itself, a run and another command have changed', async () => {
    const { operator, api } = await serving();
    const seen = async (path: string) => {
      // Twice: an answer is kept from the second on.
      for (let asked = 0; asked < 3; asked++) await api.get(path);
      return (await api.get(path)).json;
    };
    const statuses = async () =>
      listAt(await seen('/api/scheduled-calls'), 'scheduledCalls').map(({ status }) => status);
    expect(await statuses()).toEqual(['PENDING', 'PENDING']);
    await api.send('DELETE', '/api/scheduled-calls/2');
    expect(await statuses()).toEqual(['PENDING', 'CANCELLED']);
    operator.clock.advance(3600);
    await operator.voicebot(['process-due']);
    expect(await statuses()).toEqual(['COMPLETED', 'CANCELLED']);
    expect(listAt(await seen('/api/contacts'), 'contacts')).toHaveLength(3);
    await operator.voicebot(['contacts', 'remove', '3', '--yes']);
    expect(listAt(await seen('/api/contacts'), 'contacts')).toHaveLength(2);
    await api.send('POST', '/api/contacts', { name: 'Di', phoneNumber: '0491570158' });
    expect(listAt(await seen('/api/contacts'), 'contacts')).toHaveLength(3);
  });

  it('is another for each query, and none of those who may not read it', async () => {
    const { api } = await serving();
    const idsOf = async (path: string) => listAt((await api.get(path)).json, 'contacts').map(({ id }) => id);
    for (let asked = 0; asked < 3; asked++) {
      expect(await idsOf('/api/contacts?limit=1')).toEqual([1]);
      expect(await idsOf('/api/contacts?limit=2')).toEqual([1, 2]);
      expect(await idsOf('/api/contacts?search=Cy')).toEqual([3]);
      expect((await api.get('/api/contacts?limit=0')).status).toBe(400);
    }
    const etag = (await api.get('/api/contacts')).headers.get('etag');
    const stranger = { Authorization: 'Bearer none', ...ifNot(etag) };
    expect((await api.send('GET', '/api/contacts', undefined, stranger)).status).toBe(401);
  });

  it('is not taken for unchanged after a restart, or by another server', async () => {
    const { operator, api } = await serving();
    const etag = (await api.get('/api/contacts')).headers.get('etag');
    const other = await startApi(operator);
    expect((await other.send('GET', '/api/contacts', undefined, ifNot(etag))).status).toBe(200);
  });
});
